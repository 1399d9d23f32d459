from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.transition import Transition

CLERK = "group:gotgan_contract.group_contract_officer"


class ContractEvaluator(models.Model):
    """제안서평가위원: who scores. Neither who asks for the contract nor the bidders' people do.

    Who has a part in the matter is excluded with the reason, and stays on record (시행령 43).
    """

    _name = "gotgan.contract.evaluator"
    _description = "Member of an Evaluation Committee"
    _inherit = ["gotgan.transition.mixin"]
    _order = "evaluation_id, origin, name, id"

    _open_states = ("named",)
    _sealed_fields = ("state", "exclusion")
    _transitions = {
        "exclude": Transition(("named",), "excluded", CLERK, needs_reason=True),
    }

    evaluation_id = fields.Many2one(
        "gotgan.contract.evaluation", required=True, index=True, ondelete="cascade",
    )
    name = fields.Char(string="Member", required=True)
    organisation = fields.Char(required=True)
    origin = fields.Selection([
        ("internal", "Internal"), ("external", "External"),
    ], required=True, default="external")
    user_id = fields.Many2one(
        "res.users", string="Log-In", ondelete="restrict", index="btree_not_null",
        help="Who has one hands in the sheets in person; for others the office enters the paper.",
    )
    sheet_ids = fields.One2many("gotgan.contract.sheet", "evaluator_id", string="Score Sheets")
    open_sheets = fields.Integer(
        string="Sheets Not Handed In", compute="_compute_open_sheets", aggregator=None,
    )
    exclusion = fields.Char(string="Why Excluded", readonly=True, copy=False)
    state = fields.Selection([
        ("named", "Member"), ("excluded", "Excluded"),
    ], default="named", required=True, readonly=True, copy=False)

    _user_once = models.UniqueIndex(
        "(evaluation_id, user_id) WHERE user_id IS NOT NULL",
        "This person sits in the committee already.",
    )
    _exclusion_reason = models.Constraint(
        "CHECK (state <> 'excluded' OR exclusion IS NOT NULL)",
        "A member is excluded with the reason.",
    )

    @api.depends("sheet_ids.state", "state")
    def _compute_open_sheets(self):
        for member in self:
            waiting = member.sheet_ids.filtered(lambda one: one.state == "draft")
            member.open_sheets = len(waiting) if member.state == "named" else 0

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.name = self.user_id.name
            self.origin = "internal"
            self.organisation = self.user_id.sudo().employee_id.department_id.name

    @api.constrains("user_id", "evaluation_id", "state")
    def _check_user(self):
        for member in self.filtered(lambda one: one.state == "named"):
            why = member._get_conflict()
            if why:
                raise ValidationError(why)

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._check_committee_open()
        return members

    def write(self, vals):
        if set(vals) - {"state", "exclusion"}:
            self._check_committee_open()
            if "evaluation_id" in vals:
                self.env["gotgan.contract.evaluation"].browse(
                    vals["evaluation_id"])._refuse_new_members()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_scoring(self):
        self._check_committee_open()

    def action_exclude(self):
        """Exclude a member who has a part in the matter, with the reason."""
        return self._do_transition("exclude")

    def _on_exclude(self, reason):
        for member in self:
            if member.evaluation_id.state not in ("draft", "scoring") or member.sheet_ids.filtered(
                lambda one: one.state == "handed",
            ):
                raise UserError(self.env._(
                    "%(member)s has handed in sheets, which stand. Who is to be excluded is "
                    "excluded before; else record the failure of the case and tender again.",
                    member=member.display_name,
                ))
        self._write_locked({"exclusion": reason})

    def _check_committee_open(self):
        self.evaluation_id._refuse_new_members()

    def _get_conflict(self):
        """Return why this member may not sit here, or an empty text."""
        case_sudo = self.evaluation_id.case_id.sudo()
        parties = case_sudo.create_uid | case_sudo.request_id.create_uid
        if self.user_id and self.user_id in parties:
            return self.env._(
                "%(member)s wrote the case or asked for it, and does not score its proposals "
                "(Enforcement Decree of the Local Contracts Act, Article 43).", member=self.name,
            )
        own = {_squeeze(self.organisation), _squeeze(self.name)}
        for bidder in case_sudo.offer_ids.partner_id:
            if _squeeze(bidder.name) in own:
                return self.env._(
                    "%(member)s (%(organisation)s) belongs to the bidder %(bidder)s (Enforcement "
                    "Decree of the Local Contracts Act, Article 43).", member=self.name,
                    organisation=self.organisation, bidder=bidder.name,
                )
        return ""


def _squeeze(name):
    """Return a name as it is compared: without blanks and the form of the firm."""
    short = (name or "").replace("주식회사", "").replace("(주)", "").replace("㈜", "")
    return "".join(short.split()).casefold()
