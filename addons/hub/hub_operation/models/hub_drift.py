from odoo import api, fields, models


class HubDrift(models.Model):
    """Something that is not as the register says: found by the daily audit, until it is gone."""

    _name = "hub.drift"
    _description = "Deviation From the Register"
    _order = "gone desc, kind, name"

    kind = fields.Selection(
        [
            ("database", "Database"), ("role", "Database Role"), ("files", "Files"),
            ("process", "Own Process"), ("host", "Address"), ("identity", "Identity"),
            ("secret", "Secret"),
        ],
        required=True, readonly=True,
    )
    fault = fields.Selection(
        [
            ("missing", "Registered, but not there"), ("orphan", "There, but not registered"),
            ("wrong", "Not as it has to be"),
        ],
        required=True, readonly=True, string="What Is Wrong",
    )
    name = fields.Char(string="What", required=True, readonly=True)
    tenant_id = fields.Many2one("hub.tenant", compute="_compute_tenant_id")
    found = fields.Datetime(string="First Seen", required=True, readonly=True)
    seen = fields.Datetime(string="Last Seen", required=True, readonly=True)
    gone = fields.Datetime(string="Gone Since", readonly=True)

    _present_unique = models.UniqueIndex(
        "(kind, fault, name) WHERE gone IS NULL", "This deviation is listed already.",
    )

    @api.depends("name")
    def _compute_tenant_id(self):
        tenants = self.env["hub.tenant"].search([("database", "in", self.mapped("name"))])
        owners = {tenant.database: tenant for tenant in tenants}
        for drift in self:
            drift.tenant_id = owners.get(drift.name, False)

    def action_audit(self):
        """Have the audit done now."""
        self.env["hub.tenant"]._check_manager()
        jobs_sudo = self.env["hub.job"].sudo()
        jobs_sudo._enqueue("reconcile")
        return self.env["hub.tenant"]._notify(self.env._("The audit has begun."))

    @api.model
    def _take(self, findings):
        """Bring the list up to what was found: ``[[kind, fault, name], …]``."""
        now = self.env.cr.now()
        found = {tuple(one) for one in findings}
        present = {
            (one.kind, one.fault, one.name): one for one in self.search([("gone", "=", False)])
        }
        self.browse([one.id for key, one in present.items() if key in found]).write({"seen": now})
        self.browse([one.id for key, one in present.items() if key not in found]).write(
            {"gone": now},
        )
        self.create([
            {"kind": kind, "fault": fault, "name": name, "found": now, "seen": now}
            for kind, fault, name in sorted(found - set(present))
        ])

    @api.model
    def _cron_audit(self):
        self.env["hub.job"]._enqueue("reconcile")
