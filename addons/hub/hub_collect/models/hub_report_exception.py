from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_exchange.schema.report import NAME_KINDS

from ..rows import replace
from .hub_report_line import name_codes

KINDS = [
    ("payment_late", "Payment Past the Legal Day"),
    ("payment_returned", "Transfer That Came Back"),
    ("inspection_late", "Inspection Past the Legal Day"),
    ("exhausted", "Allotment Used Up"),
    ("idle", "Project Without Execution"),
    ("import_refused", "Refused Rows of a Budget File"),
]
TYPES = {
    "place": "int4", "kind": "text",
    **dict.fromkeys((f"{key}_{part}" for key in NAME_KINDS for part in ("code", "name")), "text"),
    "number": "text", "count": "int4", "amount": "int8", "days": "int4",
}  # fmt: skip


class HubReportException(models.Model):
    """Something the city should look at, as deep as the agency's consent shows it."""

    _name = "hub.report.exception"
    _description = "Exception in a Report"
    _order = "execution_id, place"
    _log_access = False
    _rec_name = "kind"

    execution_id = fields.Many2one(
        "hub.execution", required=True, readonly=True, ondelete="cascade"
    )
    link_id = fields.Many2one("hub.link", required=True, readonly=True, index=True)
    place = fields.Integer(required=True, readonly=True, aggregator=None, string="Order")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    fund_code = fields.Char(readonly=True)
    fund_name = fields.Char(readonly=True, string="Fund")
    policy_code = fields.Char(readonly=True)
    policy_name = fields.Char(readonly=True, string="Policy Programme")
    unit_code = fields.Char(readonly=True)
    unit_name = fields.Char(readonly=True, string="Unit Programme")
    project_code = fields.Char(readonly=True)
    project_name = fields.Char(readonly=True, string="Detailed Project")
    item_code = fields.Char(readonly=True)
    item_name = fields.Char(readonly=True, string="Object Item")
    object_code = fields.Char(readonly=True)
    object_name = fields.Char(readonly=True, string="Object Subitem")
    number = fields.Char(readonly=True, string="Commitment No.")
    count = fields.Integer(readonly=True, required=True)
    amount = Won(readonly=True, required=True)
    days = fields.Integer(readonly=True, required=True, aggregator="max")

    _place_unique = models.UniqueIndex("(execution_id, place)", "A place holds one exception.")

    @api.model
    def _replace(self, execution, document):
        """Make the exceptions of ``document`` those of ``execution``; kinds without items count."""
        items = [
            (one["kind"], item)
            for one in document["exceptions"]
            for item in one["items"] or [{**one, "days": 0}]
        ]
        rows = [
            {
                "place": place, "kind": kind, **name_codes(item, document["names"]),
                "number": item.get("number"),
                **{name: item[name] for name in ("count", "amount", "days")},
            }
            for place, (kind, item) in enumerate(items)
        ]
        replace(self, execution, rows, TYPES)
