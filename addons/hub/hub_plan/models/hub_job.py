from odoo import fields, models

METERED = ("active", "read_only", "suspended")


class HubJob(models.Model):
    """Metering is a job like others: written down here, done by the provisioner."""

    _inherit = "hub.job"

    kind = fields.Selection(selection_add=[("meter", "Metering")], ondelete={"meter": "cascade"})

    def _get_facts(self):
        """Metering is about every tenant that has a database, not about one."""
        if self.kind != "meter":
            return super()._get_facts()
        tenants = self.env["hub.tenant"].search([
            ("state", "in", METERED), ("database", "!=", False),
        ], order="id")
        return {
            "tenant": False, "database": "", "job": self.id, "arguments": self.arguments or {},
            "lang": self.env.lang, "hub": self.env.cr.dbname,
            "tenants": [(tenant.id, tenant.database) for tenant in tenants],
        }
