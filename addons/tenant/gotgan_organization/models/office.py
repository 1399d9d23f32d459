from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today

from ..changes import changed_fields
from ..kinds import KINDS, RANKS
from ..roster import Roster, Seat, Separation

ROSTERS = "gotgan_office_rosters"
ROSTER_MODELS = (
    "gotgan.office", "gotgan.office.term", "gotgan.office.incompatibility", "hr.department",
    "res.users", "res.partner",
)
ROSTER = """
    SELECT o.id, o.kind, o.rank, ARRAY(
               SELECT r.department_id FROM gotgan_office_department_rel r
                 JOIN hr_department d ON d.id = r.department_id AND d.active
                WHERE r.office_id = o.id
           ), o.stands_for_id, u.id, o.department_id, COALESCE(o.staff_count, 0), o.name, p.name,
           %(away)s, (
               SELECT jsonb_agg(
                          jsonb_build_array(
                              i.id, i.kind_a, i.kind_b, COALESCE(i.exempt_staff_max, 0)
                          ) ORDER BY i.valid_from, i.id
                      )
                 FROM gotgan_office_incompatibility i
                WHERE %(day)s >= i.valid_from AND (i.valid_to IS NULL OR %(day)s <= i.valid_to)
           )
      FROM gotgan_office o
      LEFT JOIN gotgan_office_term t ON t.office_id = o.id AND %(day)s >= t.date_from
                                    AND (t.date_to IS NULL OR %(day)s <= t.date_to)
      LEFT JOIN res_users u ON u.id = t.user_id AND u.active
      LEFT JOIN res_partner p ON p.id = u.partner_id
     WHERE o.active
     ORDER BY o.sequence, o.id
"""


class Office(models.Model):
    """An office of the law (지방회계법 46): 재무관, 지출원, 출납원 … of one place.

    Authority belongs to the office; who holds it on a day is said by its terms.
    """

    _name = "gotgan.office"
    _description = "Office"
    _inherit = ["mail.thread"]
    _order = "sequence, id"

    kind = fields.Selection(KINDS, required=True, index=True, tracking=True)
    rank = fields.Selection(
        RANKS, required=True, default="principal", tracking=True,
        help="A deputy acts on its own in the part delegated to it. An acting officer stands in "
             "for an office while nobody holds it.",
    )
    name = fields.Char(
        compute="_compute_name", store=True, precompute=True, readonly=False, required=True,
        tracking=True,
    )
    sequence = fields.Integer(
        compute="_compute_sequence", store=True, precompute=True, readonly=False,
        help="Offices stand in the order of the law; of two that fit equally, the first is found.",
    )
    active = fields.Boolean(default=True, tracking=True)
    department_id = fields.Many2one(
        "hr.department", string="Kept At", index=True, ondelete="restrict", tracking=True,
    )
    department_ids = fields.Many2many(
        "hr.department", "gotgan_office_department_rel", "office_id", "department_id",
        string="Departments Served", tracking=True,
        help="With their subordinate departments. None means all.",
    )
    scope = fields.Char(compute="_compute_scope", string="Serves")
    stands_for_id = fields.Many2one(
        "gotgan.office", string="Acts For", compute="_compute_stands_for_id", store=True,
        precompute=True, readonly=False, index=True, ondelete="restrict", tracking=True,
    )
    staff_count = fields.Integer(
        string="Staff of the Place", aggregator=None, tracking=True,
        help="Number of staff of the place the office is kept at. Where it is three or fewer, "
             "one person may hold offices that are otherwise kept apart. 0: not stated.",
    )
    term_ids = fields.One2many("gotgan.office.term", "office_id", string="Holders")
    holder_id = fields.Many2one(
        "res.users", string="Present Holder", compute="_compute_present",
        search="_search_holder_id",
    )
    since = fields.Date(compute="_compute_present")
    is_vacant = fields.Boolean(compute="_compute_present", search="_search_is_vacant")
    situation = fields.Char(compute="_compute_present")

    _name_unique = models.UniqueIndex(
        "(name) WHERE active",
        "Another office already has this name. Tell them apart by place or part.",
    )
    _acting_stands_for = models.Constraint(
        "CHECK ((rank = 'acting') = (stands_for_id IS NOT NULL))",
        "An acting office names the office it acts for, and only an acting one does.",
    )
    _staff_not_negative = models.Constraint(
        "CHECK (staff_count >= 0)", "The number of staff cannot be negative.",
    )

    @api.depends("kind", "rank", "department_id")
    def _compute_name(self):
        for office in self:
            title = office._get_title() if office.kind else ""
            place = office.department_id.name
            office.name = f"{title}({place})" if title and place else title

    @api.depends("kind", "rank")
    def _compute_sequence(self):
        kinds, ranks = ([one for one, _label in choices] for choices in (KINDS, RANKS))
        for office in self.filtered("kind"):
            office.sequence = 10 * (1 + kinds.index(office.kind)) + ranks.index(office.rank)

    @api.depends("rank", "department_ids", "stands_for_id")
    def _compute_scope(self):
        for office in self:
            served = office.stands_for_id or office.department_ids
            names = ", ".join(served.mapped("display_name"))
            office.scope = names or self.env._("All departments")

    @api.depends("kind", "rank", "department_id")
    def _compute_stands_for_id(self):
        for office in self:
            stands_for = office.stands_for_id
            if office.rank != "acting":
                office.stands_for_id = False
            elif not stands_for or stands_for.kind != office.kind:
                office.stands_for_id = office._get_principal()

    @api.depends("active", "term_ids.date_from", "term_ids.date_to", "term_ids.user_id")
    def _compute_present(self):
        day = today(self.env)
        terms = {term.office_id: term for term in self.env["gotgan.office.term"]._get_running(day)}
        for office in self:
            term = terms.get(office._origin, self.env["gotgan.office.term"])
            office.holder_id = term.user_id
            office.since = term.date_from
            regular = office.active and office.rank != "acting"
            office.is_vacant = regular and not office._get_holder(day)
            office.situation = office._get_situation(term, day)

    def _search_holder_id(self, operator, value):
        offices = self.search([])
        return [("id", "in", offices.filtered_domain([("holder_id", operator, value)]).ids)]

    def _search_is_vacant(self, operator, value):
        if operator != "in":
            return NotImplemented
        roster = self._get_roster(today(self.env))
        vacant = [
            seat.id for seat in roster.seats.values()
            if seat.rank != "acting" and not roster.holder(seat.id)
        ]
        return [("active", "=", True), ("id", "in" if True in value else "not in", vacant)]

    @api.constrains("rank", "kind", "stands_for_id")
    def _check_stands_for(self):
        for office in self.filtered("stands_for_id"):
            stands_for = office.stands_for_id
            if stands_for.kind != office.kind or stands_for.rank == "acting":
                raise ValidationError(self.env._(
                    "%(office)s can act only for a principal or deputy office of its own kind, "
                    "not for %(other)s. Choose another one under 'Acts For'.",
                    office=office.name, other=stands_for.name,
                ))

    @api.constrains("active")
    def _check_archived_is_empty(self):
        day = today(self.env)
        for office in self.filtered(lambda one: not one.active):
            left = office.term_ids.filtered(lambda term: not term.date_to or term.date_to >= day)
            if left:
                raise ValidationError(self.env._(
                    "%(office)s cannot be closed while %(holder)s holds it. End the term first.",
                    office=office.name, holder=left[0].user_id.name,
                ))

    @api.constrains("staff_count", "department_id")
    def _check_exemption(self):
        self.term_ids._check_separation()

    @api.model_create_multi
    def create(self, vals_list):
        offices = super().create(vals_list)
        self._forget_rosters()
        return offices

    def write(self, vals):
        self._check_history_kept(vals)
        done = super().write(vals)
        self._forget_rosters()
        return done

    def unlink(self):
        done = super().unlink()
        self._forget_rosters()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_appointed(self):
        for office in self.filtered("term_ids"):
            raise UserError(self.env._(
                "%(office)s cannot be deleted: people were appointed to it. Archive it instead.",
                office=office.name,
            ))

    def action_hand_over(self):
        """Open the dialog that appoints a holder, or ends one term and starts the next."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "gotgan.office.handover",
            "view_mode": "form",
            "target": "new",
            "context": {"default_office_id": self.id},
        }

    # ---- what documents ask ----------------------------------------------

    @api.model
    def _find(self, kind, department, day):
        """Return the office of ``kind`` that a case of ``department`` belongs to on ``day``.

        The most specific active one; where it is vacant, the office that acts for it, if any.

        :param department: an ``hr.department``; empty where the case has none
        """
        lineage = department._get_lineage() if department else []
        return self.browse(self._get_roster(day).find(kind, lineage))

    def _get_present(self, day):
        """Return what acts for this office on ``day``: itself or, if vacant, an acting one."""
        return self.browse(self._get_roster(day).present(self._origin.id))

    def _get_holder(self, day):
        """Return the user who may act in the office on ``day``; empty when vacant.

        Who holds offices that the law keeps apart (지방회계법 36) may act in none of them.
        """
        return self.env["res.users"].browse(self._get_roster(day).holder(self._origin.id))

    def _get_held(self, user, day):
        """Return the offices whose cases wait for ``user`` on ``day``."""
        return self.browse(self._get_roster(day).held(user.id))

    def _get_capacity_label(self, user, day):
        """Return how ``user`` signs in this office: ``재무관(회계과) 김재무``.

        :return: '' where the user does not hold it on ``day``
        """
        self.ensure_one()
        return self._get_roster(day).label(self._origin.id, user.id)

    def _get_holder_label(self, day):
        """Return the office with the name of its present holder, or a word about its vacancy."""
        holder_sudo = self._get_holder(day).sudo()
        if holder_sudo:
            return f"{self.name} {holder_sudo.name}"
        return self.env._("%(office)s (vacant)", office=self.name)

    # ---- the roster of a day ---------------------------------------------

    @api.model
    def _get_roster(self, day):
        """Return the roster of ``day``, read once per transaction."""
        rosters = self.env.cr.precommit.data.setdefault(ROSTERS, {})
        if day not in rosters:
            rosters[day] = self._read_roster(day)
        return rosters[day]

    @api.model
    def _read_roster(self, day):
        """Read it in one statement: every step of every document asks for it anew."""
        for model in ROSTER_MODELS:
            self.env[model].flush_model()
        rows = self.env.execute_query(SQL(ROSTER, day=day, away=self._get_away_sql(day)))
        seats = {row[0]: Seat(*row[:3], frozenset(row[3]), *row[4:-1]) for row in rows}
        rules = rows[0][-1] or () if rows else ()
        return Roster(seats, [Separation(one, frozenset(pair), most) for one, *pair, most in rules])

    @api.model
    def _get_away_sql(self, _day):
        """Return what is true of a holder (``u``) who cannot act that day; an addon knows."""
        return SQL("FALSE")

    @api.model
    def _forget_rosters(self):
        self.env.cr.precommit.data.pop(ROSTERS, None)

    # ---- words and history -----------------------------------------------

    def _get_title(self):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        if self.rank == "deputy":
            return self.env._("Deputy %(kind)s", kind=kind)
        return self.env._("Acting %(kind)s", kind=kind) if self.rank == "acting" else kind

    def _get_principal(self):
        """Return the principal office of the same kind, that of the same place first."""
        principals = self.search([("kind", "=", self.kind), ("rank", "=", "principal")])
        here = principals.filtered(lambda office: office.department_id == self.department_id)
        return (here or principals)[:1]

    def _get_situation(self, term, day):
        """Return why the work of the office waits, or who does it instead; '' when all is well."""
        if not self.active or not self._origin or self._get_holder(day):
            return ""
        if clashes := self._get_roster(day).clashes(self._origin.id):
            rule, other = clashes[0]
            return self.env._(
                "May not act: also holds %(office)s (%(basis)s)",
                office=self.browse(other).name,
                basis=self.env["gotgan.office.incompatibility"].browse(rule).legal_basis,
            )
        stand_in = self._get_present(day)
        acting = stand_in._get_holder_label(day) if stand_in != self._origin else ""
        if self._get_roster(day).seats[self._origin.id].away:
            return self._word_away(term.user_id.name, acting)
        if term:
            return self.env._("%(holder)s has left: appoint a successor", holder=term.user_id.name)
        if acting:
            return self.env._("Vacant; %(office)s acts", office=acting)
        return "" if self.rank == "acting" else self.env._("Vacant")

    def _word_away(self, holder, acting):
        if acting:
            return self.env._(
                "%(holder)s is away; %(office)s acts", holder=holder, office=acting,
            )
        return self.env._("%(holder)s is away: designate who acts for it", holder=holder)

    def _check_history_kept(self, vals):
        """Refuse to make another office of one that people have already held."""
        for office in self:
            changed = changed_fields(office, vals, ("kind", "rank", "stands_for_id"))
            started = office.term_ids.filtered(lambda term: term._is_started())
            if changed and started:
                raise UserError(self.env._(
                    "%(office)s has been held since %(day)s; what it is can no longer be changed. "
                    "Archive it and make a new office.",
                    office=office.name, day=min(started.mapped("date_from")),
                ))
