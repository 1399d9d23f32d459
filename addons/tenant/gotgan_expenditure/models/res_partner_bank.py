from odoo import api, models


class ResPartnerBank(models.Model):
    """A payee's account reads as bank, number and holder: the treasury bank compares them."""

    _inherit = "res.partner.bank"

    @api.depends("acc_number", "bank_id", "acc_holder_name")
    def _compute_display_name(self):
        for account in self:
            parts = (account.bank_id.name, account.acc_number, account.acc_holder_name)
            account.display_name = " ".join(part for part in parts if part)
