from odoo import fields, models


class YearSettlementMixin(models.AbstractModel):
    """결산: the days after the books close (지방자치법 150, 지방회계법 14), entered by hand."""

    _name = "gotgan.year.settlement.mixin"
    _description = "Settlement of a Year"

    settlement_drawn_on = fields.Date(
        string="Settlement Drawn Up On", copy=False,
        help="The day the settlement report of the year was complete.",
    )
    settlement_submitted_on = fields.Date(
        copy=False, help="The day the settlement went to the council.",
    )
    settlement_approved_on = fields.Date(
        copy=False, help="The day the council approved the settlement.",
    )
    settlement_announced_on = fields.Date(
        copy=False, help="The day the approved settlement was reported and made public.",
    )
