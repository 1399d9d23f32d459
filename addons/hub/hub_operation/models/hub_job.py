from datetime import timedelta

from odoo import api, fields, models

OWN = ("inspect", "reconcile", "backup", "support", "support_state", "server_log")
ROUTINE = ("inspect", "support_state", "server_log")
ROUTINE_DAYS = 1
OPENING = ("provision", "to_silo", "to_pool")


class HubJob(models.Model):
    """Jobs that look after tenants. What they found is kept where people look for it."""

    _inherit = "hub.job"

    kind = fields.Selection(
        selection_add=[
            ("inspect", "Health Check"), ("reconcile", "Audit of the Register"),
            ("backup", "Backup"), ("support", "Support Request"),
            ("support_state", "Answer to a Support Request"),
            ("server_log", "Reading the Server Log"),
        ],
        ondelete=dict.fromkeys(OWN, "cascade"),
    )

    def _get_facts(self):
        """Jobs over all tenants are told of all tenants."""
        if self.tenant_id or self.standby_id:
            return super()._get_facts()
        return {
            "job": self.id, "arguments": self.arguments or {}, "lang": self.env.lang,
            "hub": self.env.cr.dbname, "database": "", "state": "", "isolation": "pool",
            "tenants": self.env["hub.tenant"]._get_inspected(),
        }

    def _absorb(self, result):
        found = result or {}
        if self.kind == "inspect":
            self.env["hub.tenant"]._take_health(found["tenants"])
        elif self.kind == "reconcile":
            self.env["hub.drift"]._take(found["findings"])
        elif self.kind == "backup":
            self.env["hub.backup"]._take(self, found)
        elif self.kind in ("support", "support_state"):
            self.env["hub.support.request"]._take(self, found)
        elif self.kind == "server_log":
            self.tenant_id._take_server_log(found["lines"])
        return super()._absorb(result)

    def _succeed(self):
        """A tenant that has just opened is looked after at once, not in five minutes."""
        done = super()._succeed()
        ordered = [("kind", "=", "inspect"), ("state", "=", "waiting")]
        if self.kind in OPENING and not self.search_count(ordered, limit=1):
            self._enqueue("inspect")
        return done

    @api.autovacuum
    def _gc_routine(self):
        """What is done every few minutes is kept for some days; its figures are kept elsewhere."""
        limit = fields.Datetime.now() - timedelta(days=ROUTINE_DAYS)
        self.search([
            ("kind", "in", ROUTINE), ("state", "=", "done"), ("create_date", "<", limit),
        ], limit=1000).unlink()
