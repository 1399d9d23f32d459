from datetime import timedelta

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestCash(TreasuryCase):
    """Where the agency's cash is: receipts, assignments, deposits, borrowing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.treasurer = cls.world.hire(
            "treasurer", "오자금", cls.world.finance, "gotgan_treasury.group_treasurer",
        )
        cls.where = {"account_id": cls.treasury.id, "fund_id": cls.world.fund.id}

    def receive(self, amount, kind="opening"):
        receipt = self.env["gotgan.cash.receipt"].with_user(self.cashier).create({
            **self.where, "name": "기초 잔액", "kind": kind, "amount": amount,
        })
        receipt.action_post()
        return receipt

    def test_position(self):
        self.receive(10_000_000)
        extra = self.receive(500_000, "receipt")
        self.pay_by_bank(1_200_000)
        self.assertEqual(self.treasury.balance, 9_300_000)
        extra._do_transition("cancel", "착오")
        self.assertEqual(self.treasury.balance, 8_800_000)

    def test_assignment_is_not_more_than_there_is(self):
        self.receive(1_000_000)
        assignments = self.env["gotgan.cash.assignment"].with_user(self.treasurer)
        first, second = (
            assignments.create({
                **self.where, "department_id": self.world.department.id, "amount": 600_000,
            })
            for _place in range(2)
        )
        first.action_assign()
        with self.assertRefused("1,200,000", "1,000,000"):
            second.action_assign()
        second.expected_amount = 200_000
        second.action_assign()

    def test_what_was_paid_is_taken_from_the_assignment(self):
        self.receive(2_000_000)
        assignment = self.env["gotgan.cash.assignment"].with_user(self.treasurer).create({
            **self.where, "department_id": self.world.department.id, "amount": 900_000,
        })
        assignment.action_assign()
        self.pay_by_bank(300_000)
        assignment.invalidate_recordset()
        self.assertRecordValues(assignment, [{"paid": 300_000, "rest": 600_000}])

    def assign(self, amount, department=None):
        assignment = self.env["gotgan.cash.assignment"].with_user(self.treasurer).create({
            **self.where, "department_id": (department or self.world.department).id,
            "amount": amount,
        })
        assignment.action_assign()
        return assignment

    def test_orders_stay_within_the_cash_of_the_month(self):
        self.receive(5_000_000)
        self.assign(1_000_000)
        self.issue(700_000)
        with self.assertRefused("33", "1,000,000", "700,000"):
            self.issue(400_000)
        self.assign(100_000)
        self.issue(400_000)

    def test_a_department_without_cash_waits_where_the_fund_is_assigned(self):
        self.receive(5_000_000)
        other = self.assign(1_000_000, self.world.other)
        with self.assertRefused("33"):
            self.issue(1_000)
        other._do_transition("cancel", "착오")
        self.issue(1_000)

    def test_interest_that_joins_the_amount(self):
        deposit = self.deposit(
            date_from=self.today - timedelta(days=365), date_to=self.today, basis_points=400,
        )
        simple = deposit.interest_amount
        deposit.compounding = "3"
        self.assertGreater(deposit.interest_amount, simple)

    def deposit(self, **values):
        return self.env["gotgan.term.deposit"].with_user(self.treasurer).create({
            **self.where, "name": "유휴자금", "amount": 1_000_000_000, "basis_points": 300,
            "date_from": self.today - timedelta(days=91), "date_to": self.today, **values,
        })

    def test_deposit_with_interest(self):
        self.receive(1_500_000_000)
        deposit = self.deposit()
        deposit.action_place()
        self.assertEqual(self.treasury.balance, 500_000_000)
        deposit.action_redeem()
        self.assertRecordValues(deposit, [{
            "state": "redeemed", "paid_interest": 7_479_452, "redeemed_on": self.today,
        }])
        self.assertEqual(self.treasury.balance, 1_507_479_452)

    def test_the_rate_is_written_as_the_bank_writes_it(self):
        form = Form(self.env["gotgan.term.deposit"].with_user(self.treasurer))
        form.name, form.amount, form.rate = "유휴자금", 1_000_000_000, 3.25
        form.account_id, form.fund_id = self.treasury, self.world.fund
        form.date_from, form.date_to = self.today - timedelta(days=91), self.today
        self.assertEqual(form.interest_amount, 8_102_739)
        self.assertRecordValues(form.save(), [{"basis_points": 325, "rate": 3.25}])

    def test_deposit_needs_the_money_and_early_end_the_banks_figure(self):
        with self.assertRefused("1,000,000,000"):
            self.deposit().action_place()
        self.receive(1_000_000_000)
        deposit = self.deposit(date_to=self.today + timedelta(days=1))
        deposit.action_place()
        with self.assertRefused(str(deposit.date_to)):
            deposit.action_redeem()
        deposit.paid_interest = 1_000
        deposit.action_redeem()
        self.assertEqual(self.treasury.balance, 1_000_001_000)

    def test_early_end_without_interest_needs_its_reason(self):
        self.receive(1_000_000_000)
        deposit = self.deposit(date_to=self.today + timedelta(days=1))
        deposit.action_place()
        deposit.no_interest_reason = " "
        with self.assertRefused(str(deposit.date_to)):
            deposit.action_redeem()
        deposit.no_interest_reason = "약관상 1개월 미만 무이자"
        deposit.action_redeem()
        self.assertRecordValues(deposit, [{"state": "redeemed", "paid_interest": 0}])
        self.assertEqual(self.treasury.balance, 1_000_000_000)

    def borrow(self, ceiling, amount, day=None, **values):
        one = self.env["gotgan.temporary.borrowing"].with_user(self.treasurer).create({
            "name": "일시차입", "ceiling_id": ceiling.id, "account_id": self.treasury.id,
            "amount": amount, "lender": "농협은행", "date_to": day or self.world.year.date_to,
            **values,
        })
        one.action_borrow()
        return one

    def make_ceiling(self):
        return self.env["gotgan.borrowing.ceiling"].with_user(self.treasurer).create({
            "fiscal_year_id": self.world.year.id, "fund_id": self.world.fund.id,
            "amount": 1_000_000, "resolution": "제300회 정례회",
        })

    def make_confirmed_ceiling(self):
        ceiling = self.make_ceiling()
        ceiling.with_user(self.officer).action_confirm()
        return ceiling

    def test_who_borrows_does_not_set_the_ceiling_alone(self):
        ceiling = self.make_ceiling()
        with self.assertRefused("지방회계법", self.treasurer.name):
            self.borrow(ceiling, 1)
        with self.assertRefused():
            ceiling.with_user(self.treasurer).action_confirm()
        ceiling.with_user(self.officer).action_confirm()
        with self.assertRefused():
            ceiling.with_user(self.treasurer).amount = 9_000_000
        ceiling.with_user(self.officer)._do_transition("revise", "추가 의결")
        ceiling.with_user(self.treasurer).amount = 9_000_000
        with self.assertRefused("지방회계법", "1,000,000"):
            self.borrow(ceiling, 1_000_001)

    def test_borrowing_within_the_ceiling(self):
        ceiling = self.make_confirmed_ceiling()
        first = self.borrow(ceiling, 700_000)
        with self.assertRefused("지방회계법", "700,000"):
            self.borrow(ceiling, 400_000)
        first.action_repay()
        self.borrow(ceiling, 1_000_000)
        self.assertEqual((ceiling.borrowed, self.treasury.balance), (1_000_000, 1_000_000))

    def test_borrowing_is_repaid_in_the_year(self):
        with self.assertRefused("지방회계법"):
            last = self.world.year.date_to
            self.borrow(self.make_confirmed_ceiling(), 1, last + timedelta(days=1))

    def test_a_ceiling_is_of_its_own_year(self):
        first = self.world.year.date_from
        with self.assertRefused("지방회계법"):
            self.borrow(self.make_confirmed_ceiling(), 1, date_from=first - timedelta(days=1))

    def test_the_database_holds_the_ceiling(self):
        ceiling = self.make_confirmed_ceiling()
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation),
            self.env.cr.savepoint(),
        ):
            ceiling._add(1_000_001)

    def test_movements_are_never_changed(self):
        self.receive(1)
        with self.assertRaises(UserError):
            self.env["gotgan.cash.move"].search([], limit=1).write({"amount": 2})
