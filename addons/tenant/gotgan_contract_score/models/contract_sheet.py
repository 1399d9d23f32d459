from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.meeting import meet_on
from odoo.addons.gotgan_base.transition import Transition

from ..scoring import points

OFFICE = "gotgan_contract.group_contract_officer"
IDENTITY = frozenset(["evaluation_id", "evaluator_id", "offer_id"])


class ContractSheet(models.Model):
    """평가표: the points of one member for one proposal. Once handed in it is never changed.

    The sheet without a member is the office's, for what is measured (정량평가).
    """

    _name = "gotgan.contract.sheet"
    _description = "Score Sheet"
    _inherit = ["gotgan.transition.mixin"]
    _order = "evaluation_id desc, evaluator_id, offer_id, id"

    _sealed_fields = ("state", "handed_on")
    _transitions = {
        "hand_in": Transition(("draft",), "handed", "evaluator:own"),
    }

    evaluation_id = fields.Many2one(
        "gotgan.contract.evaluation", required=True, index=True, ondelete="restrict", readonly=True,
    )
    evaluator_id = fields.Many2one(
        "gotgan.contract.evaluator", string="Member", ondelete="restrict", readonly=True,
        index="btree_not_null", help="Empty: what the office measures.",
    )
    seat = fields.Char(
        string="Scored By", compute="_compute_seat",
        help="The member of the committee, or the office for what is measured.",
    )
    user_id = fields.Many2one(related="evaluator_id.user_id", string="Log-In")
    offer_id = fields.Many2one(
        "gotgan.contract.offer", string="Proposal", required=True, ondelete="restrict",
        readonly=True, index=True,
    )
    line_ids = fields.One2many("gotgan.contract.sheet.line", "sheet_id", string="Points")
    points_given = fields.Float(
        digits=(6, 3), compute="_compute_points_given", aggregator=None,
    )
    points_limit = fields.Float(
        string="Full Points", digits=(6, 3), compute="_compute_points_given", aggregator=None,
    )
    handed_on = fields.Datetime(string="Handed In", readonly=True, copy=False)
    state = fields.Selection([
        ("draft", "Being Scored"), ("handed", "Handed In"),
    ], default="draft", required=True, readonly=True, copy=False)

    _once = models.UniqueIndex(
        "(offer_id, COALESCE(evaluator_id, 0))", "A member has one sheet for a proposal.",
    )

    def init(self):
        done = super().init()
        self.env.cr.execute(SQL(
            """
            CREATE OR REPLACE FUNCTION gotgan_refuse_handed_sheet() RETURNS trigger AS $$
            BEGIN
                RAISE EXCEPTION 'a score sheet that was handed in is not changed'
                    USING ERRCODE = 'restrict_violation';
            END $$ LANGUAGE plpgsql;
            CREATE OR REPLACE TRIGGER gotgan_contract_sheet_handed
                BEFORE UPDATE OR DELETE ON gotgan_contract_sheet FOR EACH ROW
                WHEN (OLD.state = 'handed') EXECUTE FUNCTION gotgan_refuse_handed_sheet();
            ALTER TABLE gotgan_contract_sheet
                ENABLE ALWAYS TRIGGER gotgan_contract_sheet_handed
            """
        ))
        return done

    @api.depends("evaluator_id.name")
    def _compute_seat(self):
        for sheet in self:
            sheet_sudo = sheet.sudo()
            sheet.seat = sheet_sudo.evaluator_id.name or self.env._("Measured by the office")

    @api.depends("seat", "offer_id.partner_id.name")
    def _compute_display_name(self):
        for sheet in self:
            sheet_sudo = sheet.sudo()
            sheet.display_name = f"{sheet.seat} · {sheet_sudo.offer_id.partner_id.name or ''}"

    @api.depends("line_ids.points", "line_ids.max_points")
    def _compute_points_given(self):
        for sheet in self:
            sheet.points_given = sum(sheet.line_ids.mapped("points"))
            sheet.points_limit = sum(sheet.line_ids.mapped("max_points"))

    def action_hand_in(self):
        """Hand the sheet in; it stands from then on."""
        return self._do_transition("hand_in")

    def _on_hand_in(self):
        sheets_sudo = self.sudo()
        meet_on(sheets_sudo.evaluator_id)  # who is excluded at this moment hands in nothing
        for sheet in self:
            if sheet.evaluation_id.sudo().state != "scoring":
                raise UserError(self.env._(
                    "%(sheet)s: the technical scores are fixed already.", sheet=sheet.display_name,
                ))
            if sheet.evaluator_id.sudo().state == "excluded":
                raise UserError(self.env._(
                    "%(sheet)s: the member was excluded and hands in nothing.",
                    sheet=sheet.display_name,
                ))
            if not sheet.line_ids or not all(sheet.line_ids.mapped("is_scored")):
                raise UserError(self.env._(
                    "%(sheet)s: a criterion is not scored. Enter its points, 0 included.",
                    sheet=sheet.display_name,
                ))
        self.line_ids.flush_recordset()
        self._write_locked({"handed_on": now(self.env)})

    def _check_sealed(self, vals, initial=()):
        done = super()._check_sealed(vals, initial)
        if not initial and IDENTITY & set(vals):
            raise AccessError(self.env._(
                "Whose sheet it is, and for which proposal, is set when the evaluation begins.",
            ))
        return done

    def _get_capacity_evaluator(self, _value):
        """A member with a log-in in person; else the office, from the signed paper."""
        member_sudo = self.evaluator_id.sudo()
        if member_sudo.user_id:
            mine = member_sudo.user_id == self.env.user
            return self.env._("Member of the committee") if mine else ""
        return self._get_capacity_group(OFFICE)

    def _get_authority_label(self, kind, value):
        if kind != "evaluator":
            return super()._get_authority_label(kind, value)
        return self.evaluator_id.sudo().user_id.name or self.env.ref(OFFICE).name

    def _get_sum(self):
        return sum((points(one.points) for one in self.line_ids), Fraction(0))
