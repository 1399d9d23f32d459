from odoo import fields, models

from odoo.addons.gotgan_base.clock import today


class SpendingReturnReceipt(models.TransientModel):
    """The cashier records that returned money has come in."""

    _name = "gotgan.spending.return.receipt"
    _description = "Receipt of Returned Money"

    return_ids = fields.Many2many("gotgan.spending.return", string="Returns", required=True)
    date = fields.Date(string="Received On", required=True, default=lambda self: today(self.env))
    reference = fields.Char(string="Receipt", required=True)

    def action_confirm(self):
        """Record the receipt of every return chosen."""
        self.ensure_one()
        self.return_ids._receive(self.date, dict.fromkeys(self.return_ids.ids, self.reference))
        return {"type": "ir.actions.act_window_close"}
