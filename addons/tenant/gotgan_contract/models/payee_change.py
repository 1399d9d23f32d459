from odoo import fields, models


class PayeeChange(models.Model):
    """노무비 전용계좌: which account takes the wages is part of what two people confirm."""

    _inherit = "gotgan.payee.change"

    is_labour = fields.Boolean(
        string="For Wages",
        help="The account takes only wages of works whose wages are paid apart.",
    )

    def _prepare_account(self):
        return {**super()._prepare_account(), "is_labour": self.is_labour}
