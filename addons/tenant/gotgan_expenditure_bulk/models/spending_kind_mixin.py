from odoo import fields, models

from ..kinds import KINDS


class SpendingKindMixin(models.AbstractModel):
    """The kinds of spending that pay many at once, or come back at every date of a calendar."""

    _inherit = "gotgan.spending.kind.mixin"

    kind = fields.Selection(
        selection_add=KINDS, ondelete=dict.fromkeys(dict(KINDS), "set default"),
    )
