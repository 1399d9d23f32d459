from datetime import timezone

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import SEOUL, now

from .. import fields as hub_fields
from ..metering import count_slots, day_slots, missing_spans, slot_of


class HubUsage(models.Model):
    """이용량: what one tenant used in one quarter of an hour. Written once.

    Where a sample failed, a row says why and holds no figures; where the meter did not run there is
    no row. Both are counted and shown; neither is ever filled in.
    """

    _name = "hub.usage"
    _description = "Usage"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "slot desc, tenant_id"
    _rec_name = "slot"
    _log_access = False

    tenant_id = fields.Many2one("hub.tenant", required=True, ondelete="restrict")
    slot = fields.Datetime(required=True, string="Quarter of an Hour")
    taken = fields.Datetime(required=True)
    measured = fields.Boolean(required=True, default=True)
    problem = fields.Selection(
        [("unreachable", "Could Not Be Reached"), ("slow", "Did Not Answer in Time"),
         ("error", "Failed")],
        string="Why Not Measured",
    )
    users = fields.Integer(aggregator="max", string="Active Users")
    database_bytes = hub_fields.Bytes(aggregator="max", string="Database (Bytes)")
    file_bytes = hub_fields.Bytes(aggregator="max", string="Files (Bytes)")
    total_bytes = hub_fields.Bytes(aggregator="max", string="Storage (Bytes)")
    storage_gib = fields.Float(
        compute="_compute_storage_gib", string="Storage (GiB)", digits=(12, 3),
    )

    _slot_once = models.UniqueIndex(
        "(tenant_id, slot)", "This quarter of an hour was measured already.",
    )
    _slot_index = models.Index("(slot)")
    _figures = models.Constraint(
        "CHECK ((measured AND problem IS NULL AND total_bytes = database_bytes + file_bytes "
        "AND users >= 0) OR (NOT measured AND problem IS NOT NULL AND users IS NULL "
        "AND database_bytes IS NULL AND file_bytes IS NULL AND total_bytes IS NULL))",
        "A sample has figures, or a reason why it has none.",
    )

    @api.depends("total_bytes")
    def _compute_storage_gib(self):
        for usage in self:
            usage.storage_gib = (usage.total_bytes or 0) / 2 ** 30

    @api.depends("slot", "users", "measured")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for usage in self:
            when = f"{usage._get_local_time():%Y-%m-%d %H:%M}"
            usage.display_name = self.env._(
                "%(when)s: %(users)s users, %(gib)s GiB", when=when, users=usage.users,
                gib=f"{usage.storage_gib:.2f}",
            ) if usage.measured else when

    def copy_data(self, default=None):
        """A sample was taken once."""
        self._refuse_change()

    @api.model
    def _record(self, tenant, moment, figures=None, problem=None):
        """Keep the sample of ``tenant`` for the quarter of ``moment``; a second one is dropped.

        :param dict figures: users, database_bytes, file_bytes; none where ``problem`` says why
        :return: whether it was kept
        """
        values = {"users": None, "database_bytes": None, "file_bytes": None, "total_bytes": None}
        if figures:
            total = figures["database_bytes"] + figures["file_bytes"]
            values.update(figures, total_bytes=total)
        return self._insert({
            "tenant_id": tenant.id, "slot": slot_of(moment), "taken": moment,
            "measured": bool(figures), "problem": None if figures else problem, **values,
        })

    @api.model
    def _insert(self, values):
        self.flush_model()
        rows = self.env.execute_query(SQL(
            "INSERT INTO hub_usage (%s) VALUES %s ON CONFLICT (tenant_id, slot) DO NOTHING "
            "RETURNING id",
            SQL(", ").join(map(SQL.identifier, values)), tuple(values.values()),
        ))
        self.env["hub.tenant"].browse(values["tenant_id"]).invalidate_recordset(["usage_ids"])
        return bool(rows)

    @api.model
    def _get_domain(self, tenant, first, last):
        """Return the domain of the samples of days in Seoul, both included."""
        begin, end = day_slots(first, last)
        return [("tenant_id", "=", tenant.id), ("slot", ">=", begin), ("slot", "<", end)]

    def _get_local_time(self):
        """Return the beginning of the sample's slot in Seoul."""
        return self.slot.replace(tzinfo=timezone.utc).astimezone(SEOUL)

    @api.model
    def _get_peak(self, tenant, first, last, figure):
        """Return the sample with the greatest ``figure`` of the days (Seoul), or none."""
        return self.search(
            [*self._get_domain(tenant, first, last), ("measured", "=", True)],
            order=f"{figure} DESC, slot", limit=1,
        )

    @api.model
    def _get_coverage(self, tenant, first, last):
        """Return what was and what was not measured of the days (Seoul), up to now.

        :return: ``{"expected", "measured", "failed", "missing", "spans"}``; spans are
            ``(first slot, slot after, number)`` without a sample
        """
        begin, end = day_slots(first, last)
        end = min(end, slot_of(now(self.env)))
        samples = self.search_fetch([
            ("tenant_id", "=", tenant.id), ("slot", ">=", begin), ("slot", "<", end),
        ], ["slot", "measured"])
        measured = {one.slot for one in samples if one.measured}
        expected = count_slots(begin, end)
        return {
            "expected": expected, "measured": len(measured),
            "failed": len(samples) - len(measured), "missing": expected - len(samples),
            "spans": missing_spans(measured, begin, end),
        }

    def _cron_meter(self):
        """Have every tenant measured; a sweep that is still waiting is not doubled."""
        jobs_sudo = self.env["hub.job"].sudo()
        waiting = jobs_sudo.search_count([
            ("kind", "=", "meter"), ("state", "in", ("waiting", "running")),
        ], limit=1)
        if not waiting:
            jobs_sudo._enqueue("meter")
