from datetime import timedelta

from odoo import api, fields, models

from .hub_health import HEALTH

LOOKED_AFTER = ("active", "read_only")


class HubTenant(models.Model):
    """What operators see of a tenant at a glance."""

    _inherit = "hub.tenant"

    health = fields.Selection(HEALTH, readonly=True, copy=False)
    health_time = fields.Datetime(string="Looked At", readonly=True, copy=False)
    answer = fields.Integer(string="Answered In (ms)", readonly=True, copy=False, aggregator="avg")
    people = fields.Integer(string="Users", readonly=True, copy=False)
    size = fields.Integer(string="Size (MB)", readonly=True, copy=False)
    last_backup = fields.Datetime(compute="_compute_last_backup")
    backup_ids = fields.One2many("hub.backup", "tenant_id", string="Backups", readonly=True)
    health_ids = fields.One2many(
        "hub.health", "tenant_id", string="Health over Time", readonly=True,
    )
    server_log = fields.Text(readonly=True, copy=False)
    server_log_time = fields.Datetime(string="Read On", readonly=True, copy=False)
    is_current = fields.Boolean(compute="_compute_is_current", string="Newest Version")
    version = fields.Char(compute="_compute_is_current")

    @api.depends("backup_ids.time")
    def _compute_last_backup(self):
        newest = dict(self.env["hub.backup"]._read_group(
            [("tenant_id", "in", self.ids)], ["tenant_id"], ["time:max"],
        ))
        for tenant in self:
            tenant.last_backup = newest.get(tenant, False)

    @api.depends("release", "kind")
    def _compute_is_current(self):
        templates = self.env["hub.template"].search([])
        current = {template.database for template in templates}
        for tenant in self:
            tenant.version = (tenant.release or "").rpartition("_")[2]
            tenant.is_current = tenant.release in current

    def action_inspect(self):
        """Look after all tenants now."""
        self._check_manager()
        jobs_sudo = self.env["hub.job"].sudo()
        jobs_sudo._enqueue("inspect")
        return self._notify(self.env._("The health check has begun."))

    def action_back_up(self):
        """Have a backup of these tenants made now."""
        self._check_manager()
        self._enqueue("backup")
        return self._notify(self.env._("The backup has begun."))

    def action_read_server_log(self):
        """Have the last lines the servers wrote about these tenants read."""
        self._check_manager()
        self._enqueue("server_log")
        return self._notify(self.env._(
            "The server log is being read. Reload the page in a moment.",
        ))

    def _take_server_log(self, lines):
        self._write_locked({
            "server_log": "\n".join(lines), "server_log_time": self.env.cr.now(),
        })

    @api.model
    def _notify(self, message):
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {"type": "success", "message": message},
        }

    @api.model
    def _get_inspected(self):
        """Return what the inspection must know of each tenant that is served."""
        return [
            {
                "id": tenant.id, "database": tenant.database, "host": tenant._get_host(),
                "origin": tenant.origin if tenant.isolation == "silo" else "",
            }
            for tenant in self.search([("state", "in", LOOKED_AFTER)])
        ]

    @api.model
    def _take_health(self, found):
        """Keep how tenants were found: ``{id: {"health", "ms", "people", "bytes"}}``."""
        now = self.env.cr.now()
        rows = []
        for tenant in self.browse([int(key) for key in found]).exists():
            one = found[str(tenant.id)]
            vals = {"health": one["health"], "answer": one["ms"] or 0}
            if one["ms"] is not None:
                vals.update(people=one["people"], size=one["bytes"] // 1024**2)
            if tenant._is_news(one["health"], now):
                rows.append({
                    **vals, "tenant_id": tenant.id, "time": now, "message": one.get("message"),
                })
            tenant._write_locked({**vals, "health_time": now})
        self.env["hub.health"].create(rows)

    def _is_news(self, health, now):
        newest = self.health_ids[:1]
        return newest.health != health or newest.time <= now - timedelta(hours=1)

    @api.model
    def _cron_inspect(self):
        self.env["hub.job"]._enqueue("inspect")
