from odoo import models


class PayeeClaim(models.Model):
    """Wages of works cannot be attached, where the contract states them (건설산업기본법 제88조)."""

    _inherit = "gotgan.payee.claim"

    def _covers(self, voucher):
        protected = (
            voucher.labour_part == "wages" and voucher.commitment_id.contract_id.labour_amount
        )
        return not protected and super()._covers(voucher)
