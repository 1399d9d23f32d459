from odoo import fields, models


class SpendingKindMixin(models.AbstractModel):
    """The kinds of spending that pay before the use is known, or for a year that is over."""

    _inherit = "gotgan.spending.kind.mixin"

    kind = fields.Selection(
        selection_add=[
            ("petty", "Petty Cash"),
            ("estimate", "Estimated Payment"),
            ("advance", "Advance Payment"),
            ("prior_year", "Prior Year"),
        ],
        ondelete=dict.fromkeys(("petty", "estimate", "advance", "prior_year"), "set default"),
    )
