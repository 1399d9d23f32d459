from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import FiscalYearCase


@tagged("post_install", "-at_install")
class TestPeriodLock(FiscalYearCase):
    def test_a_locked_month_takes_no_posting(self):
        self.open_year()
        self.month_of(10).action_lock()
        self.assert_refused(["2031", "locked", "Article 7"], date(2031, 10, 31))
        self.year._check_posting(date(2031, 11, 1))

    def test_unlocking_takes_a_reason_and_leaves_a_trace(self):
        self.open_year()
        month = self.month_of(10)
        month.action_lock()
        self.assertEqual(month.action_unlock()["res_model"], "gotgan.transition.wizard")
        self.assertEqual(month.state, "locked")
        month._do_transition("unlock", "a late invoice of October")
        self.year._check_posting(date(2031, 10, 31))
        self.assertEqual(
            month.event_ids.sorted("id").mapped("transition"),
            ["lock", "unlock"],
        )
        self.assertIn("late invoice", month.event_ids.sorted("id")[-1].reason)

    def test_the_same_month_of_another_year_stays_open(self):
        self.open_year()
        other = self.years.create({"year": 2032})
        other.period_ids.filtered(lambda one: one.month == 10).with_user(self.manager).action_lock()
        self.year._check_posting(date(2031, 10, 31))

    def test_a_month_is_not_made_or_changed_by_hand(self):
        month = self.month_of(10)
        with self.assertRaises(AccessError):
            month.with_user(self.manager).write({"state": "locked"})
        with self.assertRaises(UserError):
            month.with_user(self.manager).write({"month": 9})
        with self.assertRaises(AccessError):
            month.with_user(self.manager).unlink()
