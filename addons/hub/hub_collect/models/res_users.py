from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    city_tenant_id = fields.Many2one(
        "hub.tenant", string="Works for the Local Government", ondelete="restrict", index=True,
        domain="[('kind', '=', 'municipality')]",
        help="Which local government's agencies this person oversees. Empty: none.",
    )

    @api.model
    def _get_invalidation_fields(self):
        """What a person may see is kept in memory by person: it ends with the appointment."""
        return super()._get_invalidation_fields() | {"city_tenant_id"}
