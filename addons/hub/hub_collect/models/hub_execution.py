import json

from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_exchange.schema import cut, exceeds
from odoo.addons.gotgan_exchange.schema.figures import FIGURES

from ..lateness import missed_nights
from .hub_link import DEPTHS

PARTS = (
    "hub.report.line", "hub.report.item", "hub.report.case", "hub.report.cash",
    "hub.report.exception",
)  # fmt: skip


class HubExecution(models.Model):
    """The newest report of an agency for one year: its totals, and when it was reported.

    What lies below (lines, cases, months, exceptions) hangs on this row and is replaced with it.
    """

    _name = "hub.execution"
    _description = "Execution of an Agency"
    _order = "year desc, tenant_id"
    _log_access = False
    _rec_name = "year"

    tenant_id = fields.Many2one(
        "hub.tenant", string="Agency", required=True, readonly=True, ondelete="restrict"
    )
    link_id = fields.Many2one(
        "hub.link", required=True, readonly=True, ondelete="restrict", index=True
    )
    report_id = fields.Many2one("hub.report", required=True, readonly=True, ondelete="restrict")
    year = fields.Integer(required=True, readonly=True, aggregator=None, string="Fiscal Year")
    depth = fields.Selection(DEPTHS, required=True, readonly=True)
    as_of = fields.Datetime(required=True, readonly=True)
    received = fields.Datetime(required=True, readonly=True, string="Received On")
    appropriated = Won(required=True, readonly=True, string="Current Appropriation")
    allotted = Won(required=True, readonly=True)
    requested = Won(required=True, readonly=True)
    committed = Won(required=True, readonly=True)
    paid = Won(required=True, readonly=True)
    available = Won(required=True, readonly=True)
    line_count = fields.Integer(readonly=True, string="Lines")
    project_count = fields.Integer(readonly=True, string="Projects")
    commitment_count = fields.Integer(readonly=True, string="Commitments")
    exception_count = fields.Integer(readonly=True, string="Exceptions")
    orphan_count = fields.Integer(
        readonly=True, string="Documents That Wait for Nobody",
        help="Documents in approval whose next post is vacant and has nobody who stands in.",
    )
    knows_orphans = fields.Boolean(
        readonly=True, string="Counts What Waits for Nobody",
        help="Reports of the first version did not count them.",
    )
    late_days = fields.Integer(
        compute="_compute_late_days", string="Nights Missed", aggregator=None,
        help="How many nightly reports in a row have not arrived, by the hub's clock.",
    )

    _year_unique = models.UniqueIndex(
        "(tenant_id, year)", "An agency has one present report per year."
    )

    @api.depends("received")
    def _compute_late_days(self):
        for execution in self:
            since = execution.link_id.active_since or execution.received
            execution.late_days = missed_nights(now(self.env), execution.received, since)

    @api.model
    def _show(self, report, document):
        """Make a report the present one of its year, unless a newer one is there already."""
        execution = self.search(
            [("tenant_id", "=", report.tenant_id.id), ("year", "=", report.year)]
        )
        if execution and execution.report_id.sequence >= report.sequence:
            return
        vals = self._prepare(report, document)
        if execution:
            execution.write(vals)
        else:
            execution = self.create({**vals, "tenant_id": report.tenant_id.id, "year": report.year})
        execution._fill(document)

    def _prepare(self, report, document):
        return {
            "report_id": report.id, "link_id": report.link_id.id, "depth": document["depth"],
            "as_of": report.as_of, "received": report.received,
            **{name: document["totals"][name] for name in FIGURES},
            "line_count": document["counts"]["lines"],
            "project_count": document["counts"]["projects"],
            "commitment_count": document["counts"]["commitments"],
            "exception_count": sum(one["count"] for one in document["exceptions"]),
            "orphan_count": document["counts"]["orphans"] or 0,
            "knows_orphans": document["counts"]["orphans"] is not None,
        }

    def _fill(self, document):
        self.flush_recordset()
        for name in PARTS:
            self.env[name]._replace(self, document)

    def _cut_to_consent(self):
        """Take away what lies deeper than the agency consents to now."""
        for execution in self:
            if exceeds(execution.depth, execution.link_id.depth):
                kept = json.loads(execution.report_id.document)
                document = cut(kept, execution.link_id.depth)
                execution.write({"depth": document["depth"]})
                execution._fill(document)

    def _forget(self):
        """Take the present figures away; the reports themselves stay as they came."""
        self.unlink()
