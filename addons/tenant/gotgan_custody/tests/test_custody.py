from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..core import CasePosting, CustodyPosting
from .common import CustodyCase


@tagged("post_install", "-at_install")
class TestCustody(CustodyCase):
    """The one door: it does all of what it is asked, or nothing."""

    def test_in_and_out(self):
        first, second = self.hold(1_000_000, count=2)
        self.assertBalance(2_000_000)
        self.leave("pay_out", first, 400_000)
        self.leave("forfeit", second, 1_000_000)
        self.assertRecordValues(first | second, [{"rest": 600_000}, {"rest": 0}])
        self.assertBalance(600_000)
        kinds = (first | second).move_ids.mapped("kind")
        self.assertEqual(sorted(kinds), ["forfeit", "in", "in", "out"])

    def test_cases_come_back_in_order(self):
        cases = self.custody._receive(
            [
                CustodyPosting(account.id, self.worker.id, amount, 7)
                for account, amount in (
                    (self.income_tax, 33_000), (self.guarantee, 5), (self.income_tax, 1_000),
                )
            ],
            source_model="gotgan.test", date=self.today,
        )
        self.assertEqual(cases.mapped("amount"), [33_000, 5, 1_000])
        self.assertEqual(len(set(cases.mapped("number"))), 3)
        self.assertLessEqual(cases, self.custody._find_cases("gotgan.test", [7]))

    def test_money_of_one_pays_for_nobody_else(self):
        first, _second = self.hold(1_000_000, count=2)
        self.assertRefused(
            ["1,000,000", "1,000,001"], lambda: self.leave("pay_out", first, 1_000_001),
        )
        self.assertBalance(2_000_000)

    def test_all_or_nothing(self):
        first, second = self.hold(1_000_000, count=2)
        self.assertRefused([], lambda: self.custody._pay_out(
            [CasePosting(first.id, 500_000, 1), CasePosting(second.id, 2_000_000, 1)],
            source_model="gotgan.test", date=self.today,
        ))
        self.assertBalance(2_000_000)
        self.assertEqual(first.rest, 1_000_000)

    def test_the_same_case_twice_in_one_call(self):
        case = self.hold(1_000)
        self.assertRefused(["300", "400"], lambda: self.custody._pay_out(
            [CasePosting(case.id, 700, 1), CasePosting(case.id, 400, 2)],
            source_model="gotgan.test", date=self.today,
        ))

    def test_undo_and_redo(self):
        case = self.hold(1_000)
        self.leave("pay_out", case, 600)
        self.leave("redo", case, 600)
        self.assertEqual(case.rest, 1_000)
        self.assertRefused(["0"], lambda: self.leave("redo", case, 1))
        self.leave("undo", case, 1_000)
        self.assertBalance(0)

    def test_odd_amounts_and_days(self):
        for amount in (0, -5, 1.5):
            with self.subTest(amount=amount), self.assertRaises(UserError):
                self.hold(amount)
        self.assertRefused([], lambda: self.hold(day=self.today + timedelta(days=1)))

    def test_balances_of_any_day(self):
        days = [self.today - timedelta(days=back) for back in (20, 10, 0)]
        case = self.hold(1_000, day=days[0])
        self.leave("pay_out", case, 300, day=days[1])
        self.hold(50, day=days[2])
        balances = [self.custody._read_as_of(day)[self.guarantee.id] for day in days]
        self.assertEqual(balances, [1_000, 700, 750])
        before = self.custody._read_as_of(days[0] - timedelta(days=1))
        self.assertEqual(before[self.guarantee.id], 0)

    @mute_logger("odoo.sql_db")
    def test_the_database_stands_behind_it(self):
        case = self.hold(1_000)
        for statement in (
            "UPDATE gotgan_custody_account SET balance = -1",
            f"UPDATE gotgan_custody_case SET rest = -1 WHERE id = {case.id}",
            f"UPDATE gotgan_custody_case SET rest = amount + 1 WHERE id = {case.id}",
        ):
            with (
                self.subTest(statement=statement), self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement)

    @mute_logger("odoo.sql_db")
    def test_moves_are_written_once(self):
        move = self.hold(1_000).move_ids
        self.assertRefused([], lambda: move.write({"amount": 1}))
        self.assertRefused([], move.unlink)
        for statement in (
            "UPDATE gotgan_custody_move SET amount = 1", "DELETE FROM gotgan_custody_move",
            "TRUNCATE gotgan_custody_move CASCADE",
        ):
            with (
                self.subTest(statement=statement), self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement)

    def test_the_chain_finds_what_was_changed(self):
        self.hold(1_000, count=3)
        self.assertBalance(3_000)
        self.env.cr.execute("ALTER TABLE gotgan_custody_move DISABLE TRIGGER USER")
        self.env.cr.execute(
            "UPDATE gotgan_custody_move SET reason = 'x' WHERE account_seq = 2 AND account_id = %s",
            [self.guarantee.id],
        )
        self.env.cr.execute("ALTER TABLE gotgan_custody_move ENABLE ALWAYS TRIGGER "
                            "gotgan_custody_move_append_only")
        self.env.invalidate_all()
        self.assertRefused(["2"], self.guarantee.action_verify)

    def test_what_can_be_claimed(self):
        deposit = self.hold(1_000, self.safekeeping, day=self.today)
        self.assertEqual(deposit.claimable_until.year, self.today.year + 5)
        guarantee = self.hold(1_000)
        self.assertFalse(guarantee.claimable_until)
        guarantee.with_user(self.cashier).claimable_from = self.today
        self.assertEqual(guarantee.claimable_until.year, self.today.year + 5)
        self.assertEqual(guarantee.released_by_id, self.cashier)

    def test_due_days_fall_on_working_days(self):
        """10 October 2026 is a Saturday: what September withheld is due on the 12th."""
        terms = self.custody._get_terms(self.income_tax, date(2026, 9, 25))
        self.assertEqual(terms, {"due_date": date(2026, 10, 12)})
        terms = self.custody._get_terms(self.income_tax, date(2026, 10, 30))
        self.assertEqual(terms, {"due_date": date(2026, 11, 10)})
