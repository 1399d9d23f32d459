from odoo import fields, models


class AllotmentWithholdingLine(models.Model):
    """What of one cell is withheld."""

    _name = "gotgan.allotment.withholding.line"
    _description = "Line of an Allotment Withholding"
    _inherit = ["gotgan.allotment.room.mixin"]
    _order = "withholding_id, id"
    _parent_field = "withholding_id"

    withholding_id = fields.Many2one(
        "gotgan.allotment.withholding", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="withholding_id.fiscal_year_id")

    _cell_once = models.UniqueIndex(
        "(withholding_id, cell_id)", "A budget line can stand in a withholding only once.",
    )
