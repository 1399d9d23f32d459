from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class PaymentConfirmationLine(models.TransientModel):
    """The transfer of one payment order."""

    _name = "gotgan.payment.confirmation.line"
    _description = "Confirmed Transfer"

    confirmation_id = fields.Many2one(
        "gotgan.payment.confirmation", required=True, ondelete="cascade",
    )
    order_id = fields.Many2one("gotgan.payment.order", required=True, string="Payment Order")
    partner_id = fields.Many2one(related="order_id.partner_id")
    bank_account_id = fields.Many2one(related="order_id.bank_account_id")
    amount = Won(related="order_id.amount")
    reference = fields.Char(string="Transfer Reference")
