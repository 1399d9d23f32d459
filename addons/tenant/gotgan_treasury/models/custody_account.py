from odoo import fields, models


class CustodyAccount(models.Model):
    """Where money held for others lies: in an account of its own, or where it was kept back."""

    _inherit = "gotgan.custody.account"

    treasury_account_id = fields.Many2one(
        "gotgan.treasury.account", ondelete="restrict", tracking=True,
        help="Guarantees and deposits come in here. What is kept back from a payment stays in the "
        "account it was paid from where none is chosen.",
    )
