from odoo import models
from odoo.fields import Domain

from ..transfer import slice_by_fund

DEDUCTION = "gotgan.voucher.deduction"


class Custody(models.AbstractModel):
    """Every move of money held for others moves cash, where it lies in a treasury account.

    What is kept back from a payment leaves its fund for the custodial row of the same account;
    guarantees come in from outside. A sum leaves from the account in which it came in. What lies in
    no treasury account, or came before there was one, moves no cash of ours.
    """

    _inherit = "gotgan.custody"

    def _on_moved(self, moves):
        for move in moves:
            legs = getattr(self, f"_get_cash_{move.kind}")(move)
            self.env["gotgan.cash.move"]._post_custody(move, legs)
        return super()._on_moved(moves)

    # ---- what each move does to cash: (account, kind, fund or none, won) -----

    def _get_cash_in(self, move):
        target = move.account_id.treasury_account_id
        if move.source_model != DEDUCTION:
            return [(target, "receipt", None, move.amount)]
        deduction_sudo = self.env[DEDUCTION].sudo().browse(move.source_id)
        order_sudo = deduction_sudo.voucher_id.payment_order_id
        paid_from = order_sudo._get_cash_account()
        target = target or paid_from
        kinds = ("keep", "keep") if paid_from == target else ("payment", "receipt")
        before = order_sudo.voucher_ids.deduction_ids.filtered(
            lambda one: one.id < deduction_sudo.id
        )
        parts = slice_by_fund(
            order_sudo._get_fund_amounts(), sum(before.mapped("amount")), move.amount,
        )
        return [
            *((paid_from, kinds[0], fund, -won) for fund, won in parts.items()),
            (target, kinds[1], None, move.amount),
        ]

    def _get_cash_out(self, move):
        return [(self._find_place(move.case_id), "payment", None, -move.amount)]

    def _get_cash_redo(self, move):
        return [(self._find_place(move.case_id), "return", None, move.amount)]

    def _get_cash_undo(self, move):
        """The payment came back: what was kept back of it belongs to its funds again."""
        legs, left = [(self._find_place(move.case_id), "cancel", None, -move.amount)], move.amount
        for one in self._find_kept(move):
            won = min(-one.amount, left)
            left -= won
            if won > 0:
                legs.append((one.account_id, "cancel", one.fund_id, won))
        return legs

    def _get_cash_forfeit(self, move):
        """세입 귀속: into the fund it was kept back from, else its account's, else 일반회계."""
        place = self._find_place(move.case_id)
        if not place:
            return []
        fund, account = self._get_revenue(move, place)
        kinds = ("forfeit", "forfeit") if account == place else ("payment", "receipt")
        return [(place, kinds[0], None, -move.amount), (account, kinds[1], fund, move.amount)]

    def _get_revenue(self, move, place):
        """Return the fund whose revenue a forfeited sum becomes, and that fund's account."""
        kept = self._find_kept(move)
        if kept:
            return kept[0].fund_id, kept[0].account_id
        fund_sudo = self.env["gotgan.fund"].sudo()
        year = Domain("fiscal_year_id.date_from", "<=", move.date)
        year &= Domain("fiscal_year_id.date_to", ">=", move.date)
        funds = fund_sudo.search(year & Domain("code", "in", place.fund_ids.mapped("code")))
        if len(funds) != 1:
            general = (funds or fund_sudo.search(year)).filtered(lambda one: one.kind == "general")
            funds = (general or funds)[:1]
        if funds.code in place.fund_ids.mapped("code"):
            return funds, place
        return funds, self.env["gotgan.treasury.account"].sudo()._find_for(funds)

    # ---- where it lies -----------------------------------------------------

    def _find_place(self, case):
        """Return the treasury account in which the sum of the case came in; empty: in none."""
        move_sudo = self.env["gotgan.cash.move"].sudo()
        return move_sudo.search([
            ("custody_case_id", "=", case.id), ("holding", "=", "custody"),
        ], order="id", limit=1).account_id

    def _find_kept(self, move):
        """Return the movements by which funds gave the sum of this case."""
        move_sudo = self.env["gotgan.cash.move"].sudo()
        return move_sudo.search([
            ("custody_case_id", "=", move.case_id.id), ("holding", "=", "budget"),
            ("kind", "in", ("keep", "payment")),
        ], order="amount, id")
