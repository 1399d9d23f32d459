from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text

from ..delays import compute_delay


class ContractOrderDelayMixin(models.AbstractModel):
    """지연배상금 of one order: counted on its own amount from its own day (지방계약법 제30조)."""

    _name = "gotgan.contract.order.delay.mixin"
    _description = "Order That May Be Late"

    is_late = fields.Boolean(compute="_compute_late")
    late_days = fields.Integer(string="Days Late", compute="_compute_late", aggregator=None)
    late_damages = Won(string="Delay Damages So Far", compute="_compute_late")
    late_words = fields.Text(string="How It Is Computed", compute="_compute_late")
    delay_days = fields.Integer(readonly=True, copy=False, string="Days of Delay", aggregator=None)
    delay_base = Won(readonly=True, copy=False, string="Amount It Is Computed On")
    delay_damages = Won(readonly=True, copy=False, string="Delay Damages")

    @api.depends("state", "due_date", "amount", "completed_on", "delay_damages")
    def _compute_late(self):
        day = today(self.env)
        for order in self:
            order.is_late = order.late_days = order.late_damages = 0
            order.late_words = False
            last = order.completed_on or (day if order.state == "placed" else False)
            if not (last and order.due_date and last > order.due_date):
                continue
            delay = order._count_delay(last)
            order.is_late, order.late_days = bool(delay.days), delay.days
            order.late_damages = order.delay_damages or delay.damages
            order.late_words = order.contract_id._word_delay(delay)

    def action_deduct_damages(self):
        """Keep the delay damages of the order back from its voucher."""
        self.ensure_one()
        deductions = self.env["gotgan.voucher.deduction"]
        done = deductions.search([
            ("contract_order_id", "=", self.id), ("voucher_id.state", "!=", "cancelled"),
        ])
        rest = self.delay_damages - sum(done.mapped("amount"))
        vouchers = self._get_vouchers().filtered(lambda one: one.state == "draft")
        if rest <= 0:
            raise UserError(self._word_no_damages())
        if not vouchers:
            raise UserError(self.env._(
                "%(order)s: of the delay damages of %(won)s won, %(rest)s won are not deducted "
                "yet (Local Contracts Act, Article 30). They are deducted from a voucher that is "
                "still a draft; write that first.", order=self._get_document_label(),
                won=won_text(self.delay_damages), rest=won_text(rest),
            ))
        vouchers[0].write({"deduction_ids": [Command.create({
            "account_id": self.env["gotgan.custody"]._find_account("damages").id,
            "name": self.env._("Delay damages, %(days)s days", days=self.delay_days),
            "amount": min(rest, vouchers[0].net_amount), "contract_order_id": self.id,
            "delay_contract_id": self.contract_id.id,
        })]})
        return vouchers[0].get_formview_action()

    def _word_no_damages(self):
        """Return why there is nothing to deduct."""
        words = {"order": self._get_document_label(), "won": won_text(self.delay_damages)}
        if not self.delay_damages:
            return self.env._(
                "%(order)s owes no delay damages: it was not late, or it is not delivered yet.",
                **words)
        return self.env._(
            "%(order)s: the delay damages of %(won)s won are deducted already.", **words)

    def _count_delay(self, last):
        """Return the ``Delay`` counted to the day ``last``, by the rates of the contract's day."""
        contract = self.contract_id
        day = contract.signed_on or today(self.env)
        cap = self.env["gotgan.rule"]._find("contract.delay_cap", day)._get_rate()
        return compute_delay(
            self.due_date, last, self.amount, self.inspection_ids._get_taken(),
            contract._read_delay_rate(day), cap, contract.excuse_ids._get_spans(),
        )
