from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_exchange.schema.figures import FIGURES
from odoo.addons.gotgan_exchange.schema.report import NAME_KINDS

from ..rows import replace

TYPES = {
    "place": "int4",
    **dict.fromkeys((f"{key}_{part}" for key in NAME_KINDS for part in ("code", "name")), "text"),
    **dict.fromkeys(FIGURES, "int8"),
}


class HubReportLine(models.Model):
    """One subject of an agency's newest report, with the names it was reported under."""

    _name = "hub.report.line"
    _description = "Line of a Report"
    _order = "execution_id, place"
    _log_access = False
    _rec_name = "project_name"

    execution_id = fields.Many2one(
        "hub.execution", required=True, readonly=True, ondelete="cascade"
    )
    link_id = fields.Many2one("hub.link", required=True, readonly=True, index=True)
    place = fields.Integer(required=True, readonly=True, aggregator=None, string="Order")
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
    appropriated = Won(readonly=True, required=True, string="Current Appropriation")
    allotted = Won(readonly=True, required=True)
    requested = Won(readonly=True, required=True)
    committed = Won(readonly=True, required=True)
    paid = Won(readonly=True, required=True)
    available = Won(readonly=True, required=True)

    _place_unique = models.UniqueIndex("(execution_id, place)", "A place holds one line.")

    @api.model
    def _replace(self, execution, document):
        """Make the lines of ``document`` those of ``execution``."""
        rows = [
            {
                "place": place,
                **name_codes(line, document["names"]),
                **{name: line[name] for name in FIGURES},
            }
            for place, line in enumerate(document["lines"])
        ]
        replace(self, execution, rows, TYPES)


def name_codes(row, names):
    """Return the codes of a row with the names they have in the report.

    >>> name_codes({"fund": "100"}, {"fund": {"100": "일반회계"}})["fund_name"]
    '일반회계'
    """
    named = {}
    for key, kind in NAME_KINDS.items():
        code = row.get(key)
        named[f"{key}_code"] = code
        named[f"{key}_name"] = names[kind].get(code) if code else None
    return named
