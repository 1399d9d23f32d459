from collections import defaultdict

from odoo import models


class Voucher(models.Model):
    """What comes back of a paid voucher comes into the account and funds it was paid from."""

    _inherit = "gotgan.voucher"

    def _follow_returned(self, source, amounts, day):
        account = self.payment_order_id._get_cash_account()
        parts = defaultdict(int)
        for line, won in amounts.items():
            parts[line.sudo().budget_line_id.fund_id] += won
        if account and parts:
            self.env["gotgan.cash.move"]._post(source, account, "receipt", parts, day)
        return super()._follow_returned(source, amounts, day)
