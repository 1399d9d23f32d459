from odoo import api, models
from odoo.exceptions import AccessError, ValidationError

SYSTEM = ("base.group_system", "base.group_erp_manager")


class ResGroups(models.Model):
    """Roles. The two that could change the system itself belong to nobody who signs in."""

    _inherit = "res.groups"

    @api.constrains("implied_ids", "user_ids")
    def _check_system_belongs_to_nobody(self):
        self.env["res.users"]._check_nobody_holds_the_system()

    def write(self, vals):
        """Refuse to give rights through the group: rights are asked for and approved."""
        if not self.env.su and {"user_ids", "implied_ids", "implied_by_ids"} & set(vals):
            raise AccessError(self.env["res.users"]._get_rights_refusal())
        return super().write(vals)

    @api.model
    def _get_system_groups(self):
        """Return the groups that could change the system itself."""
        ids = [self.env.ref(name).id for name in SYSTEM]
        return self.browse(ids)

    @api.model
    def _get_roles(self):
        """Return the groups a person of the agency can be given: those of our own category.

        Offices are appointed (지방회계법 46), not given: their groups follow the terms of office
        and stand in no category.
        """
        category = self.env.ref("gotgan_base.module_category_gotgan")
        return self.search([("privilege_id.category_id", "=", category.id)])

    @api.model
    def _make_system_refusal(self, people):
        return ValidationError(self.env._(
            "%(people)s would hold the rights of the system itself. Nobody who signs in does: give "
            "the role of the agency's administrator instead.",
            people=", ".join(people.mapped("name")),
        ))
