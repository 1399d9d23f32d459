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

    def _may_sign_in(self):
        """The people of a city are no operators, and sign in all the same."""
        user_sudo = self.sudo()
        return super()._may_sign_in() or user_sudo.has_group("hub_collect.group_city")
