from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

CASHIER = "office:cashier|office:revenue_cashier"


class CashReceipt(models.Model):
    """Money in an account when we begin, or that came in: by hand, until 세입 brings receipts."""

    _name = "gotgan.cash.receipt"
    _description = "Cash Receipt"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "id desc"

    _number_series = "cash_receipt"
    _transitions = {
        "post": Transition(("draft",), "posted", CASHIER),
        "cancel": Transition(("posted",), "cancelled", CASHIER, needs_reason=True),
    }

    name = fields.Char(string="Title", required=True)
    kind = fields.Selection(
        [("opening", "Opening Balance"), ("receipt", "Receipt")], required=True, default="receipt",
    )
    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, ondelete="restrict", index=True,
    )
    department_id = fields.Many2one(related="account_id.department_id")
    fund_id = fields.Many2one("gotgan.fund", required=True, ondelete="restrict")
    date = fields.Date(required=True, default=lambda self: today(self.env))
    amount = Won(required=True)
    note = fields.Text(string="Remarks")
    state = fields.Selection([
        ("draft", "Draft"),
        ("posted", "Entered"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An amount lies above zero.")

    def action_post(self):
        """Enter the receipts as cashier."""
        return self._do_transition("post")

    def action_cancel(self):
        """Take receipts back, with a reason."""
        return self._do_transition("cancel")

    # ---- effects ---------------------------------------------------------

    def _on_post(self):
        day = today(self.env)
        for receipt in self:
            if receipt.date > day:
                raise UserError(self.env._(
                    "%(receipt)s is dated %(date)s, which lies in the future. Choose today or an "
                    "earlier day.", receipt=receipt.name, date=receipt.date,
                ))
        self._take_numbers()
        for receipt in self:
            self.env["gotgan.cash.move"]._post(
                receipt, receipt.account_id, receipt.kind, {receipt.fund_id: receipt.amount},
                receipt.date,
            )

    def _on_cancel(self, _reason):
        for receipt in self:
            self.env["gotgan.cash.move"]._post(
                receipt, receipt.account_id, "cancel", {receipt.fund_id: -receipt.amount},
                today(self.env),
            )
