from odoo import fields, models

from ..wording import TEXTS


class CardFault(models.Model):
    """One thing that is wrong in a statement of a card."""

    _name = "gotgan.card.fault"
    _description = "Fault in a Card Statement"
    _inherit = ["gotgan.file.fault.mixin"]

    _texts = TEXTS

    statement_id = fields.Many2one(
        "gotgan.card.statement", required=True, readonly=True, ondelete="cascade", index=True,
    )
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Notice")], required=True, readonly=True,
    )
