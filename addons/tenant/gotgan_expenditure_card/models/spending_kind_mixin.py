from odoo import fields, models


class SpendingKindMixin(models.AbstractModel):
    """Spending by corporate card."""

    _inherit = "gotgan.spending.kind.mixin"

    kind = fields.Selection(
        selection_add=[("card", "Corporate Card")], ondelete={"card": "set default"},
    )
