from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class HubPlanChange(models.TransientModel):
    """Another plan, or other sizes, with what it will cost and from when."""

    _name = "hub.plan.change"
    _description = "Change of Plan"

    contract_id = fields.Many2one("hub.contract", required=True, readonly=True)
    plan_id = fields.Many2one("hub.plan", required=True)
    users = fields.Integer(required=True)
    gib = fields.Integer(required=True, string="Storage (GiB)")
    reason = fields.Char(required=True)
    date_from = fields.Date(compute="_compute_charge", string="In Force From")
    supply = Won(compute="_compute_charge", string="Supply Amount per Month")
    total = Won(compute="_compute_charge", string="Total per Month")
    total_now = Won(related="contract_id.monthly_total", string="Total per Month So Far")

    @api.depends("plan_id", "users", "gib", "contract_id")
    def _compute_charge(self):
        for change in self:
            contract = change.contract_id
            same = (change.plan_id, change.users, change.gib) == (
                contract.plan_id, contract.users, contract.gib,
            )
            change.date_from = change.supply = change.total = False
            if change.plan_id and min(change.users, change.gib) > 0 and not same:
                day, month = contract._plan_change(change.plan_id, change.users, change.gib)
                change.date_from, change.supply, change.total = day, month.supply, month.total

    @api.onchange("contract_id")
    def _onchange_contract_id(self):
        contract = self.contract_id
        self.plan_id, self.users, self.gib = contract.plan_id, contract.users, contract.gib

    def action_confirm(self):
        """Agree on the change."""
        self.ensure_one()
        self.contract_id._change(self.plan_id, self.users, self.gib, self.reason)
        return {"type": "ir.actions.act_window_close"}
