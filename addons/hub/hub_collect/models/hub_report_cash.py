from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..rows import replace

TYPES = {
    "place": "int4", "month": "text", "fund_code": "text", "fund_name": "text",
    "receipts": "int8", "payments": "int8", "balance": "int8",
}  # fmt: skip


class HubReportCash(models.Model):
    """What was received and paid in a month; empty where the agency's ledger does not know."""

    _name = "hub.report.cash"
    _description = "Cash of a Month"
    _order = "execution_id, place"
    _log_access = False
    _rec_name = "month"

    execution_id = fields.Many2one(
        "hub.execution", required=True, readonly=True, ondelete="cascade"
    )
    link_id = fields.Many2one("hub.link", required=True, readonly=True, index=True)
    place = fields.Integer(required=True, readonly=True, aggregator=None, string="Order")
    month = fields.Char(readonly=True, required=True)
    fund_code = fields.Char(readonly=True)
    fund_name = fields.Char(readonly=True, string="Fund")
    receipts = Won(readonly=True)
    payments = Won(readonly=True, required=True)
    balance = Won(readonly=True)

    _place_unique = models.UniqueIndex("(execution_id, place)", "A place holds one month.")

    @api.model
    def _replace(self, execution, document):
        """Make the months of ``document`` those of ``execution``."""
        names = document["names"]["fund"]
        rows = [
            {
                "place": place, "month": row["month"], "fund_code": row.get("fund"),
                "fund_name": names.get(row.get("fund")),
                **{name: row[name] for name in ("receipts", "payments", "balance")},
            }
            for place, row in enumerate(document["cash"])
        ]
        replace(self, execution, rows, TYPES)
