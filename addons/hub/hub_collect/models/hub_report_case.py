from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_exchange.schema.report import NAME_KINDS

from ..rows import replace

TYPES = {
    "place": "int4",
    **dict.fromkeys((f"{key}_code" for key in NAME_KINDS), "text"),
    "number": "text",
    "date": "date",
    "committed": "int8",
    "paid": "int8",
}


class HubReportCase(models.Model):
    """One commitment of an agency's newest report: number, day and amounts, and nothing else."""

    _name = "hub.report.case"
    _description = "Commitment in a Report"
    _order = "execution_id, place"
    _log_access = False
    _rec_name = "number"

    execution_id = fields.Many2one(
        "hub.execution", required=True, readonly=True, ondelete="cascade"
    )
    link_id = fields.Many2one("hub.link", required=True, readonly=True, index=True)
    place = fields.Integer(required=True, readonly=True, aggregator=None, string="Order")
    fund_code = fields.Char(readonly=True)
    policy_code = fields.Char(readonly=True)
    unit_code = fields.Char(readonly=True)
    project_code = fields.Char(readonly=True)
    item_code = fields.Char(readonly=True)
    object_code = fields.Char(readonly=True)
    number = fields.Char(readonly=True, string="Commitment No.")
    date = fields.Date(readonly=True)
    committed = Won(readonly=True, required=True)
    paid = Won(readonly=True, required=True)

    _place_unique = models.UniqueIndex("(execution_id, place)", "A place holds one case.")

    @api.model
    def _replace(self, execution, document):
        """Make the cases of ``document`` those of ``execution``."""
        rows = [
            {
                "place": place,
                **{f"{key}_code": case[key] for key in NAME_KINDS},
                **{name: case[name] for name in ("number", "date", "committed", "paid")},
            }
            for place, case in enumerate(document["cases"])
        ]
        replace(self, execution, rows, TYPES)
