from odoo import fields, models


class SpendingKindMixin(models.AbstractModel):
    """What kind of spending a document is; the same words on request, commitment and voucher.

    An addon that brings a kind of its own extends this model with ``selection_add``: every document
    of the chain has it then.
    """

    _name = "gotgan.spending.kind.mixin"
    _description = "Kind of Spending"

    kind = fields.Selection(
        [("general", "General")], string="Kind of Spending", required=True, default="general",
    )
