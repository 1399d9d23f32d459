import json

from odoo import api, fields, models

from .. import pricing

COUNTED = ("applied", "quoted", "agreed", "running", "ended")


class HubTenant(models.Model):
    """What a tenant has agreed on, and what its database is told of it."""

    _inherit = "hub.tenant"

    contract_ids = fields.One2many(
        "hub.contract", "tenant_id", string="All Contracts", readonly=True,
    )
    contract_id = fields.Many2one("hub.contract", compute="_compute_contract_id")
    plan_id = fields.Many2one(
        "hub.plan", compute="_compute_contract_id", search="_search_plan_id",
    )
    usage_ids = fields.One2many("hub.usage", "tenant_id", readonly=True)

    @api.depends("contract_ids.state", "contract_ids.plan_id")
    def _compute_contract_id(self):
        """The running contract, else the newest one that was not cancelled."""
        for tenant in self:
            counted = tenant.contract_ids.filtered(lambda one: one.state in COUNTED)
            running = counted.filtered(lambda one: one.state == "running")
            tenant.contract_id = (running or counted.sorted("id"))[-1:]
            tenant.plan_id = tenant.contract_id.plan_id

    def _search_plan_id(self, operator, value):
        return [("contract_ids", "any", [("plan_id", operator, value), ("state", "in", COUNTED)])]

    def action_open_usage(self):
        """Show what was measured of the tenant."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_plan.hub_usage_action")
        action["domain"] = [("tenant_id", "=", self.id)]
        return action

    def _get_parameters(self):
        """Add the plan: what the tenant's database gates and counts by."""
        parameters = super()._get_parameters()
        tenant_sudo = self.sudo()
        if plan := tenant_sudo._get_plan_parameter():
            parameters["gotgan.plan"] = json.dumps(plan, ensure_ascii=False, sort_keys=True)
        return parameters

    def _get_plan_parameter(self):
        """Return what stands in ``gotgan.plan``; nothing without a contract: no limits."""
        contract = self.contract_id
        if not contract:
            return {}
        plan = contract._get_current_plan()
        return {
            "code": plan["code"], "name": plan["name"], "modules": plan["modules"],
            "users": contract.users, "storage_bytes": contract.gib * pricing.GIB,
            "support": plan["support"],
        }
