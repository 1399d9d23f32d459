from collections import Counter

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.gotgan_custody.core import CasePosting, CustodyPosting

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestCustody(TreasuryCase):
    """Money held for others lies in the treasury's accounts, and is no fund's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.custody = cls.env["gotgan.custody"]
        cls.tax = cls.custody._find_account("income_tax")
        cls.guarantee = cls.custody._find_account("contract")
        cls.guarantee.treasury_account_id = cls.treasury

    def pay_withheld(self, won=88_000):
        commitment = self.commit(self.approve_request(1_000_000))
        self.inspect(commitment)
        voucher = self.draft_voucher(commitment, deduction_ids=[Command.create({
            "account_id": self.tax.id, "name": "원천징수", "amount": won,
        })])
        voucher.action_resolve()
        order = self.order(voucher)
        self.sign(order)
        self.run_sender()
        self.assertEqual(order.state, "paid")
        return order

    def hold(self, won=500_000):
        return self.custody._receive(
            [CustodyPosting(self.guarantee.id, self.payee.id, won, self.payee.id)],
            source_model="res.partner", date=self.today,
        )

    def leave(self, call, cases):
        getattr(self.custody, f"_{call}")(
            [CasePosting(one.id, one.amount, self.payee.id) for one in cases],
            source_model="res.partner", date=self.today, reason="시험",
        )

    def assertPosition(self, budget, custody):
        held = Counter()
        for move in self.env["gotgan.cash.move"].search([("account_id", "=", self.treasury.id)]):
            self.assertEqual(move.fund_id, self.world.fund.filtered(
                lambda _one, move=move: move.holding == "budget"
            ))
            held[move.holding] += move.amount
        self.assertEqual((held["budget"], held["custody"]), (budget, custody))
        self.assertEqual(self.treasury.balance, budget + custody)

    def compare(self):
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        day.action_read()
        return day

    def test_what_is_kept_back_is_held_apart_until_it_is_paid_over(self):
        order = self.pay_withheld()
        self.assertPosition(-1_000_000, 88_000)
        self.leave("pay_out", order.voucher_ids.deduction_ids.case_id)
        self.assertPosition(-1_000_000, 0)
        self.bank.move("transfer", "", -88_000, "세무서")
        day = self.compare()
        self.assertFalse(day.difference_ids)
        self.assertEqual(day.own_amount, 1_000_000)

    def test_a_payment_that_came_back_brings_back_what_was_kept(self):
        order = self.pay_withheld()
        self.bank.move("return", order.instruction_ids.key, 912_000, "계좌 해지")
        self.compare()
        self.assertEqual(order.state, "returned")
        self.assertPosition(0, 0)

    def test_a_payout_the_bank_knows_nothing_of(self):
        case = self.hold()
        self.bank.move("deposit", "", 500_000, "보증금")
        self.leave("pay_out", case)
        self.bank.move("transfer", "", -7_000, "모르는 이체")
        day = self.compare()
        self.assertEqual(
            set(day.difference_ids.mapped("kind")), {"not_at_bank", "not_in_books"},
        )
        day.difference_ids.explanation = "은행 확인"
        day.action_agree()
        self.assertEqual(day.state, "agreed")
        self.leave("redo", case)
        self.assertPosition(0, 500_000)

    def test_a_guarantee_comes_in_is_taken_back_or_becomes_revenue(self):
        wrong, lapsed = self.hold(70_000), self.hold()
        self.leave("undo", wrong)
        self.assertPosition(0, 500_000)
        self.bank.move("deposit", "", 500_000, "보증금")
        self.assertFalse(self.compare().difference_ids)
        self.leave("forfeit", lapsed)
        self.assertPosition(500_000, 0)

    def test_what_was_kept_back_becomes_revenue_of_its_fund(self):
        order = self.pay_withheld()
        self.leave("forfeit", order.voucher_ids.deduction_ids.case_id)
        self.assertPosition(-912_000, 0)

    def test_where_there_is_no_account_no_cash_moves(self):
        self.guarantee.treasury_account_id = False
        case = self.hold()
        self.leave("forfeit", case)
        self.assertEqual(self.treasury.balance, 0)

    def test_money_that_came_back_comes_into_its_fund(self):
        voucher = self.pay_by_bank(1_000_000)[0].voucher_ids
        voucher._follow_returned(voucher, {voucher.line_ids: 150_000}, self.today)
        self.assertPosition(-850_000, 0)
