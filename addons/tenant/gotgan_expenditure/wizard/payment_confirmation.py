from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won


class PaymentConfirmation(models.TransientModel):
    """The cashier says when the bank transferred, and under which references."""

    _name = "gotgan.payment.confirmation"
    _description = "Confirmation of Transfers"

    transfer_date = fields.Date(
        string="Transferred On", required=True, default=lambda self: today(self.env),
    )
    common_reference = fields.Char(
        string="Reference for All", help="Fills the lines; a running number is added for several.",
    )
    order_ids = fields.Many2many("gotgan.payment.order", string="Payment Orders")
    line_ids = fields.One2many(
        "gotgan.payment.confirmation.line", "confirmation_id", string="Transfers",
    )
    amount = Won(compute="_compute_amount", string="Total")

    @api.depends("line_ids.order_id")
    def _compute_amount(self):
        for confirmation in self:
            confirmation.amount = sum(confirmation.line_ids.order_id.mapped("amount"))

    @api.onchange("common_reference")
    def _onchange_common_reference(self):
        several = len(self.line_ids) > 1
        for place, line in enumerate(self.line_ids, start=1):
            line.reference = (
                f"{self.common_reference}-{place:03d}" if several else self.common_reference
            ) if self.common_reference else line.reference

    @api.model
    def default_get(self, fields_list):
        values = super().default_get([*fields_list, "order_ids"])
        orders = self.new({"order_ids": values.get("order_ids")}).order_ids
        values["line_ids"] = [Command.create({"order_id": order._origin.id}) for order in orders]
        return values

    def action_confirm(self):
        """Mark the orders paid, and post the payments."""
        self.ensure_one()
        references = {line.order_id.id: line.reference for line in self.line_ids}
        self.line_ids.order_id._confirm_transfers(self.transfer_date, references)
        return {"type": "ir.actions.act_window_close"}
