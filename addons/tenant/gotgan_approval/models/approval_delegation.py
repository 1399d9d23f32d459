from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_base.fields import won_text

from ..ranges import NO_LIMIT, do_overlap, find_gaps
from .approval_regulation_mixin import HOLDING

LEVELS = [
    ("team", "Team Leader"), ("division", "Division Head"), ("bureau", "Bureau Head"),
    ("vice_head", "Vice Head"), ("head", "Head of the Agency"),
]
# What the law gives to an office is decided by nobody else, whatever post he has.
OFFICE = "office"
DECIDERS = [*LEVELS, (OFFICE, "Accounting Officer")]


class Delegation(models.Model):
    """위임전결규정: who decides a kind of document of that amount (행정업무규정 제10조).

    What no row delegates is the head's own decision. A new row closes the one it replaces on the
    day before its own first day.
    """

    _name = "gotgan.approval.delegation"
    _description = "Delegated Decision"
    _inherit = ["gotgan.approval.regulation.mixin"]
    _order = "kind, amount_from, date_from desc, id"

    level = fields.Selection(DECIDERS, string="Decided By", required=True)
    review_level = fields.Selection(
        LEVELS, string="Reviewed Up To",
        help="Where an accounting officer decides: the highest post that reviews before. Empty: "
             "nobody does.",
    )
    lowest_level = fields.Selection(
        LEVELS, string="Permitted As Low As",
        help="The author may have it decided by a lower post, down to this one. Empty: by the one "
             "named alone.",
    )
    post_approval = fields.Boolean(
        string="Post-Approval Permitted",
        help="An urgent matter may be carried out by the post below, and the post named here "
             "decides afterwards (후결). The decree itself knows only 대결 with a report "
             "(행정업무규정 제10조제3항): the agency's own regulation must permit more.",
    )
    post_approval_clause = fields.Char(
        string="Permitted By", help="The article of the agency's regulation that permits it.",
    )
    post_approval_days = fields.Integer(
        string="Decide Within (Working Days)", default=3, aggregator=None,
        help="How many working days after it was carried out the post has to decide.",
    )
    slot = fields.Char(
        compute="_compute_slot", store=True, precompute=True,
        help="Rows of one kind and the same departments: they may not overlap.",
    )

    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int8range(hashtext(slot)::int8, hashtext(slot)::int8, '[]') WITH &&,
            int8range(amount_from, NULLIF(amount_to, 0)) WITH &&,
            daterange(date_from, date_to, '[]') WITH &&
        ) WHERE (state IN ('in_force', 'superseded'))""",
        "Two rows would decide about the same amount on the same day.",
    )

    _post_approval_permitted = models.Constraint(
        """CHECK (post_approval IS NOT TRUE OR (level <> 'office' AND post_approval_days > 0
                  AND btrim(post_approval_clause) <> ''))""",
        "Say which article permits it to be decided afterwards, and within how many working days. "
        "What the law gives to an accounting officer is never decided afterwards.",
    )

    @api.depends("kind", "department_ids")
    def _compute_slot(self):
        for row in self:
            departments = sorted(row.department_ids._origin.ids)
            row.slot = f"{row.kind}:{','.join(map(str, departments))}"

    @api.onchange("kind")
    def _onchange_kind(self):
        """What the law gives to an office is decided by it; only who reviews is chosen."""
        if self.kind and self.env["gotgan.approval"]._get_office_of_kind(self.kind):
            self.level = OFFICE

    @api.constrains("kind", "level", "review_level")
    def _check_office(self):
        for row in self:
            office = self.env["gotgan.approval"]._get_office_of_kind(row.kind)
            if bool(office) != (row.level == OFFICE):
                raise UserError(row._word_office_fault(office))
            if row.review_level and not office:
                raise UserError(self.env._(
                    "%(row)s: the posts below the one that decides review. Name who reviews only "
                    "where an accounting officer decides.", row=row.display_name,
                ))

    @api.constrains("level", "lowest_level")
    def _check_lowest_level(self):
        for row in self:
            if row.lowest_level and not row._permits(row.lowest_level):
                raise UserError(self.env._(
                    "%(row)s: the lowest post that may decide stands below the one that decides.",
                    row=row.display_name,
                ))

    def _word_office_fault(self, office):
        if office:
            return self.env._(
                "%(row)s: by law the %(office)s decides this kind of document, and nobody else. "
                "Choose “Accounting Officer”, and up to whom it is reviewed before.",
                row=self.display_name,
                office=dict(self.env["gotgan.office"]._fields["kind"]._description_selection(
                    self.env))[office],
            )
        return self.env._(
            "%(row)s: no accounting officer decides this kind of document by law. Choose the post "
            "that decides.", row=self.display_name,
        )

    def _on_enforce(self):
        done = super()._on_enforce()
        self.flush_recordset()
        replaced = self.browse()
        for row in self:
            replaced |= row._get_replaced()
        replaced._check_replaced_whole(self)
        for row in self:
            row._get_replaced()._end_before(row.date_from)
        self.flush_model()
        return done

    def _get_replaced(self):
        """Return the rows in force that this one puts an end to.

        :raises UserError: one of them begins on the same day or later
        """
        ends = Domain("date_to", "=", False) | Domain("date_to", ">=", self.date_from)
        held = self.search(ends & Domain([
            ("slot", "=", self.slot), ("state", "in", HOLDING), ("id", "!=", self.id),
        ]))
        touched = held.filtered(lambda one: do_overlap(one._get_range(), self._get_range()))
        for other in touched.filtered(lambda one: one.date_from >= self.date_from):
            raise UserError(self.env._(
                "%(row)s: another row for these amounts begins on %(day)s (%(other)s). Withdraw "
                "that one first, or choose a later day.",
                row=self.display_name, day=other.date_from, other=other.clause,
            ))
        return touched

    def _check_replaced_whole(self, rows):
        """Refuse to end a row a part of whose amounts nobody would then decide about."""
        for old in self:
            new = rows.filtered(lambda one, old=old: one.slot == old.slot)
            gaps = find_gaps(old._get_range(), [one._get_range() for one in new])
            if gaps:
                raise UserError(self.env._(
                    "%(row)s (%(range)s) would end, but %(gap)s of it would be left to nobody but "
                    "the head. Put the rows for all of its amounts in force together.",
                    row=old.display_name, range=old._get_range_label(),
                    gap=self._get_gap_label(gaps[0]),
                ))

    def _end_before(self, day):
        """Close the rows on the day before ``day``."""
        for row in self:
            row._write_locked({"date_to": day - timedelta(days=1), "state": "superseded"})

    def _permits(self, level):
        """Return whether ``level`` lies below who decides, and not below the lowest permitted."""
        order = [name for name, _label in DECIDERS]
        if self.level == OFFICE:
            return False
        lowest, place = order.index(self.lowest_level), order.index(level)
        return lowest <= place < order.index(self.level)

    def _get_level_label(self):
        """Return who decides, or up to whom it is reviewed before an office decides."""
        level = self.review_level or self.level
        return dict(self._fields["level"]._description_selection(self.env))[level]

    def _get_range(self):
        return self.amount_from, self.amount_to

    def _get_gap_label(self, gap):
        high = won_text(gap[1]) if gap[1] != NO_LIMIT else ""
        return f"{won_text(gap[0])} – {high}"
