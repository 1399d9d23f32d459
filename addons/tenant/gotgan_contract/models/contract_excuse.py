from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.transition import Transition

CLERK = "group:gotgan_contract.group_contract_officer"
OFFICER = "office:commitment_officer"


class ContractExcuse(models.Model):
    """지체일수 제외: days of delay that are not charged, why, and who decided so.

    Days the contractor is not answerable for are left out, and agencies of the State and local
    governments pay no damages (지방계약법 제30조, 시행령 제90조제1항).
    """

    _name = "gotgan.contract.excuse"
    _description = "Days of Delay Not Charged"
    _inherit = ["gotgan.transition.mixin", "gotgan.paper.mixin"]
    _order = "contract_id, date_from, id"
    _rec_name = "reason"

    _transitions = {
        "grant": Transition(("draft",), "granted", OFFICER),
        "refuse": Transition(("draft",), "refused", OFFICER, needs_reason=True),
        "revoke": Transition(("granted",), "revoked", OFFICER, needs_reason=True),
    }

    contract_id = fields.Many2one("gotgan.contract", required=True, index=True, ondelete="restrict")
    department_id = fields.Many2one(related="contract_id.department_id", store=True)
    cause = fields.Selection([
        ("force", "Force Majeure"),
        ("agency", "The Agency's Own Doing"),
        ("other", "Otherwise Not the Contractor's Fault"),
        ("public", "The Contractor Is a Public Body"),
    ], required=True, default="force")
    reason = fields.Char(required=True, help="The facts, and the papers that show them.")
    date_from = fields.Date(string="First Day", required=True)
    date_to = fields.Date(string="Last Day", required=True)
    state = fields.Selection([
        ("draft", "Draft"),
        ("granted", "Left Out"),
        ("refused", "Refused"),
        ("revoked", "Taken Back"),
    ], default="draft", required=True, readonly=True, copy=False)

    _days = models.Constraint(
        "CHECK (date_to >= date_from)", "The last day does not lie before the first.",
    )

    def action_grant(self):
        """Decide, as commitment officer, that the days are not charged."""
        return self._do_transition("grant")

    def action_refuse(self):
        """Decide, as commitment officer, that the days are charged; with the reason."""
        return self._do_transition("refuse")

    def action_revoke(self):
        """Take the decision back, with the reason."""
        return self._do_transition("revoke")

    def _do_transition(self, name, reason=None):
        """What is decided counts at once, also for what is completed already."""
        done = super()._do_transition(name, reason)
        if done is True:
            self.contract_id._recount_delay()
        return done

    def _on_grant(self):
        for excuse in self.filtered(lambda one: not one.contract_id.number):
            raise UserError(self.env._(
                "%(contract)s is not signed, and nothing is late under it. Sign it first.",
                contract=excuse.contract_id.display_name,
            ))

    def _get_spans(self):
        """Return (first, last) of the days that are not charged."""
        granted_sudo = self.sudo().filtered(lambda one: one.state == "granted")
        return [(one.date_from, one.date_to) for one in granted_sudo]
