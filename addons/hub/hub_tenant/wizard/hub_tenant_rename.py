from odoo import api, fields, models


class HubTenantRename(models.TransientModel):
    """Asks for the new name of a tenant and shows the address it makes."""

    _name = "hub.tenant.rename"
    _description = "Rename a Tenant"

    tenant_id = fields.Many2one("hub.tenant", required=True, readonly=True)
    name = fields.Char(string="New Name", required=True)
    address = fields.Char(compute="_compute_address", string="New Address")

    @api.depends("name")
    def _compute_address(self):
        for wizard in self:
            domain = wizard.tenant_id._get_domain_name()
            wizard.address = wizard.tenant_id._get_address(f"{wizard.name or ''}.{domain}")

    def action_confirm(self):
        """Rename the tenant; the old address stops opening it."""
        self.ensure_one()
        self.tenant_id._rename(self.name)
        return {"type": "ir.actions.act_window_close"}
