from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_exchange.schema.figures import FIGURES

from ..rows import replace

TYPES = {"place": "int4", "code": "text", "name": "text", **dict.fromkeys(FIGURES, "int8")}


class HubReportItem(models.Model):
    """The sums of one object item over a whole agency, kept so that a city compares at once."""

    _name = "hub.report.item"
    _description = "Object Item of a Report"
    _order = "execution_id, place"
    _log_access = False

    execution_id = fields.Many2one(
        "hub.execution", required=True, readonly=True, ondelete="cascade"
    )
    link_id = fields.Many2one("hub.link", required=True, readonly=True, index=True)
    place = fields.Integer(required=True, readonly=True, aggregator=None, string="Order")
    code = fields.Char(readonly=True, required=True)
    name = fields.Char(readonly=True, string="Object Item")
    appropriated = Won(readonly=True, required=True, string="Current Appropriation")
    allotted = Won(readonly=True, required=True)
    requested = Won(readonly=True, required=True)
    committed = Won(readonly=True, required=True)
    paid = Won(readonly=True, required=True)
    available = Won(readonly=True, required=True)

    _place_unique = models.UniqueIndex("(execution_id, place)", "A place holds one item.")

    @api.model
    def _replace(self, execution, document):
        """Make the items of ``document`` those of ``execution``; a shallow report has none."""
        sums = {}
        for line in document["lines"]:
            if "item" in line:
                one = sums.setdefault(line["item"], dict.fromkeys(FIGURES, 0))
                for name in FIGURES:
                    one[name] += line[name]
        names = document["names"]["object"]
        rows = [
            {"place": place, "code": code, "name": names[code], **sums[code]}
            for place, code in enumerate(sorted(sums))
        ]
        replace(self, execution, rows, TYPES)
