from collections import defaultdict
from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_expenditure.models.payment_order import PaymentOrder as Base

from .. import statements
from ..banks import code_of
from ..transfer import WHOLE, Transfer

TOLD = ("created", "sent", "unknown")
BY_BANK = {"pay": "bank:acked", "return": "bank:returned"}


class PaymentOrder(models.Model):
    """A payment order whose fund has an account at the treasury bank is paid by the bank's word."""

    _name = "gotgan.payment.order"
    _inherit = [
        "gotgan.first.account.mixin", "gotgan.payment.order", "gotgan.bank.payer.mixin",
    ]

    _transitions = {
        name: replace(step, who=f"{BY_BANK[name]}|{step.who}") if name in BY_BANK else step
        for name, step in Base._transitions.items()
    }

    _instruction_field = "order_id"

    instruction_ids = fields.One2many(
        "gotgan.bank.instruction", "order_id", string="Bank Instructions", readonly=True,
    )
    bank_state = fields.Char(compute="_compute_bank_state", string="At the Bank")

    @api.depends("instruction_ids.state")
    @api.depends_context("lang")
    def _compute_bank_state(self):
        labels = dict(self.env["gotgan.bank.instruction"]._fields["state"]._description_selection(
            self.env,
        ))
        stands = self._count_bank_states()
        for order in self:
            found = stands.get(order.id, {})
            single = sum(count for count, _key in found.values()) == 1
            order.bank_state = ", ".join(
                labels[state] if single else f"{labels[state]} {count:,}"
                for state, (count, _key) in found.items()
            )

    def action_instruct(self):
        """Give the bank anew what it refused or never got, of orders that are not paid."""
        self.check_access("read")
        self.env["gotgan.bank.instruction"]._check_officer()
        stands = self._count_bank_states()
        for order in self:
            if order.state != "issued" or {*TOLD, "acked"} & set(stands.get(order.id, ())):
                raise UserError(self.env._(
                    "%(order)s cannot be given to the bank anew: it is %(state)s there.",
                    order=order._get_document_label(),
                    state=order.bank_state or order._get_state_label(),
                ))
        self._instruct()

    # ---- effects ---------------------------------------------------------

    def _on_issue(self):
        done = super()._on_issue()
        self.env["gotgan.cash.assignment"]._check_orders(self)
        self._instruct()
        return done

    def _check_transition(self, name, step):
        """Nobody says by hand what the bank has said or is about to say: cash follows its word."""
        if name in BY_BANK and not self.env.su:
            ready = self.filtered(lambda one: one.state in step.source)
            for order_id, found in ready._count_bank_states().items():
                self.browse(order_id)._refuse_told(found)
        return super()._check_transition(name, step)

    def _get_capacity_bank(self, state):
        """Return the bank's word as a text, when every transfer of the order has its word."""
        if not self.env.su:  # a person never speaks for the bank: nothing to look up
            return ""
        found = set(self._count_bank_states().get(self.id, ()))
        arrived = found & {state, "returned"}
        if not arrived or found & set(TOLD):
            return ""
        last_sudo = self.sudo().instruction_ids[:1]
        return self.env._("Treasury bank, %(account)s", account=last_sudo.account_id.name)

    def _instruct(self):
        """Write the instructions; an order whose funds have no account is paid by hand."""
        accounts, known = self.env["gotgan.treasury.account"], {}
        for order in self.filtered("net_amount"):
            funds = order.voucher_ids.line_ids.budget_line_id.fund_id
            if funds not in known:
                known[funds] = accounts._find_for(funds)
            account = known[funds]
            if account:
                self.env["gotgan.bank.instruction"]._create_for(
                    order, account, order._get_transfers(),
                )

    def _get_transfers(self):
        """Return the ``transfer.Transfer`` rows of the order; by itself it is one transfer."""
        bank = self.bank_account_id
        return [Transfer(
            WHOLE, code_of(bank.bank_id), bank.acc_number,
            bank.acc_holder_name or bank.partner_id.name, self.net_amount,
        )]

    def _get_fund_amounts(self):
        """Return {fund: won} of the order's vouchers."""
        lines = self.voucher_ids.line_ids.grouped(lambda one: one.budget_line_id.fund_id)
        return {fund: sum(rows.mapped("amount")) for fund, rows in lines.items()}

    def _get_cash_account(self):
        """Return the account whose cash the order moved; empty where it was paid by hand.

        An order of which all is kept back asks nothing of the bank: its cash stays where it is.
        """
        order_sudo = self.sudo()
        if not order_sudo.net_amount:
            funds = order_sudo.voucher_ids.line_ids.budget_line_id.fund_id
            return order_sudo.env["gotgan.treasury.account"]._find_for(funds)
        told_sudo = order_sudo.env["gotgan.bank.instruction"].search(
            [("order_id", "=", self.id), ("state", "in", ("acked", "returned"))], limit=1,
        )
        return told_sudo.account_id

    def _get_instructions(self):
        """Return the last instruction of each transfer of the orders, but the withdrawn."""
        instructions = self.env["gotgan.bank.instruction"]
        if not self.ids:
            return instructions
        instructions.flush_model()
        rows = self.env.execute_query(statements.read_last(self.ids))
        return instructions.browse([row[0] for row in rows])

    def _count_bank_states(self):
        """Return {order id: {state: (how many transfers stand at it, one of their keys)}}."""
        found = defaultdict(dict)
        if not self.ids:
            return found
        self.env["gotgan.bank.instruction"].flush_model()
        for order_id, state, count, key in self.env.execute_query(
            statements.count_states(self.ids),
        ):
            found[order_id][state] = (count, key)
        return found

    def _refuse_told(self, found):
        told = [key for state, (_count, key) in found.items() if state in (*TOLD, "acked")]
        if told:
            raise UserError(self.env._(
                "%(order)s was given to the bank (%(key)s): its answer pays the order. If no "
                "answer comes, the sender asks the bank by itself.",
                order=self._get_document_label(), key=told[0],
            ))
        for _count, key in found.values():
            raise UserError(self.env._(
                "%(order)s is paid by the bank, which refused it (%(key)s). Give it to the bank "
                "anew, or cancel it and order the payment again once the cause is mended.",
                order=self._get_document_label(), key=key,
            ))

    # ---- the bank's answers ------------------------------------------------

    @api.model
    def _find_unentered(self):
        """Return the orders whose transfers all have their word, which the books do not follow."""
        self.env["gotgan.bank.instruction"].flush_model()
        arrived = Domain("instruction_ids", "any", [("state", "in", ("acked", "returned"))])
        waits = Domain("instruction_ids", "any", [("state", "in", TOLD)])
        issued = Domain("state", "=", "issued") & arrived & ~waits
        return self.search(issued | self._get_return_domain(), order="id")

    @api.model
    def _get_return_domain(self):
        """Return which paid orders came back, and are not taken back in the books."""
        back = Domain("instruction_ids", "any", [("state", "=", "returned")])
        return Domain("state", "=", "paid") & back

    def _enter_bank_words(self):
        if self.state == "issued":
            self._enter_payment()
        if self.state == "paid":
            self._enter_returns()

    def _enter_payment(self):
        """Every transfer has its word, and something arrived: the order is paid."""
        self.env["gotgan.bank.instruction"].flush_model()
        rows = self.env.execute_query(statements.sum_days(self.id))
        self._confirm_transfers(max(row[0] for row in rows), {self.id: self._get_bank_reference()})
        self.env["gotgan.cash.move"]._post_payment(self, rows)

    def _get_bank_reference(self):
        last = self._get_instructions()[:1]
        return last.reference or last.key

    def _enter_returns(self):
        """The transfer came back: what the order paid is owed again."""
        last = self._get_instructions()
        if last.state == "returned":
            self._do_transition("return", last.reason or self.env._("returned by the bank"))
            self.env["gotgan.cash.move"]._post_return(last)
