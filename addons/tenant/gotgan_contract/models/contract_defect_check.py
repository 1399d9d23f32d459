from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.transition import Transition

CLERK = "gotgan_contract.group_contract_officer"


class ContractDefectCheck(models.Model):
    """하자검사: one of the regular looks at finished works (지방계약법 시행령 제70조)."""

    _name = "gotgan.contract.defect.check"
    _description = "Defect Inspection"
    _inherit = ["gotgan.transition.mixin", "gotgan.paper.mixin"]
    _order = "due_date, id"

    _open_states = ("planned",)
    _sealed_fields = ("state", "done_on", "inspector_id")
    _transitions = {
        "pass": Transition(("planned",), "passed", "inspector"),
        "find": Transition(("planned",), "defect", "inspector", needs_reason=True),
        "mend": Transition(("defect",), "passed", "inspector"),
        "void": Transition(("planned",), "cancelled", "contract:open"),
    }

    contract_id = fields.Many2one(
        "gotgan.contract", required=True, index=True, ondelete="restrict",
    )
    department_id = fields.Many2one(related="contract_id.department_id", store=True)
    partner_id = fields.Many2one(related="contract_id.partner_id", string="Partner")
    due_date = fields.Date(string="Due", required=True)
    assignee_id = fields.Many2one(
        "res.users", string="Inspector Named", ondelete="restrict", index="btree_not_null",
        help="Who looks at the works. Where nobody is named, whoever inspected the contract.",
    )
    done_on = fields.Date(readonly=True, copy=False, string="Done")
    inspector_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    finding = fields.Text(string="What Was Found")
    is_due = fields.Boolean(compute="_compute_is_due", string="Overdue")
    state = fields.Selection([
        ("planned", "Planned"),
        ("passed", "No Defect"),
        ("defect", "Defect Found"),
        ("cancelled", "Cancelled"),
    ], default="planned", required=True, readonly=True, copy=False)

    @api.depends("contract_id", "due_date")
    def _compute_display_name(self):
        for check in self:
            check.display_name = f"{check.contract_id.display_name} {check.due_date or ''}".strip()

    @api.depends("due_date", "state")
    def _compute_is_due(self):
        day = today(self.env)
        for check in self:
            check.is_due = bool(check.state == "planned" and check.due_date <= day)

    @api.depends("assignee_id")
    def _compute_allowed_transitions(self):
        return super()._compute_allowed_transitions()

    def write(self, vals):
        if "assignee_id" in vals and not self.env.user.has_group(CLERK):
            raise AccessError(self.env._(
                "The contract officer names who inspects. Ask there for another inspector.",
            ))
        return super().write(vals)

    def action_pass(self):
        """Find no defect."""
        return self._do_transition("pass")

    def action_find(self):
        """Find a defect; what is asked for as the reason goes to the partner."""
        return self._do_transition("find")

    def action_mend(self):
        """Find that the defect was mended."""
        return self._do_transition("mend")

    def _on_pass(self):
        self._sign_off()

    def _on_find(self, _reason):
        self._sign_off()

    def _on_mend(self):
        self._sign_off()

    def _sign_off(self):
        edition = self.env["gotgan.rule"]._seek("contract.inspector", today(self.env))
        for check in self:
            contract_sudo = check.contract_id.sudo()
            if edition and contract_sudo.signer_id == self.env.user:
                raise AccessError(self.env._(
                    "%(check)s: you signed the contract. Somebody else inspects it (%(article)s).",
                    check=check.display_name, article=edition._cite(),
                ))
        self._write_locked({"done_on": today(self.env), "inspector_id": self.env.uid})

    def _get_inspectors(self):
        """Return who may look at the works: who was named, or who inspected the contract."""
        contract_sudo = self.contract_id.sudo()
        passed = contract_sudo.commitment_ids.inspection_ids.filtered(
            lambda one: one.state == "passed"
        )
        return self.sudo().assignee_id or passed.inspector_id | passed.committee_ids

    def _get_capacity_inspector(self, _value):
        user = self.env.user
        named = user in self._get_inspectors()
        return self.env._("Inspector %(name)s", name=user.name) if named else ""

    def _get_authority_label(self, kind, value):
        if kind != "inspector":
            return super()._get_authority_label(kind, value)
        names = ", ".join(self[:1]._get_inspectors().mapped("name"))
        return self.env._("Inspector %(name)s", name=names or "-")

    def _get_capacity_contract(self, _value):
        """A contract that is in performance again has no defect calendar."""
        contract_sudo = self.contract_id.sudo()
        return self.env._("Contract reopened") if contract_sudo.state == "completed" else ""
