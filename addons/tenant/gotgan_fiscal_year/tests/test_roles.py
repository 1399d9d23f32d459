from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import FiscalYearCase

ACTIONS = ("action_open", "action_start_closing", "action_close", "action_reopen")


@tagged("post_install", "-at_install")
class TestRoles(FiscalYearCase):
    """Role × action: a year is moved by a manager, and read by everybody."""

    def test_everybody_reads(self):
        for user in (self.staff, self.auditor, self.manager):
            self.assertEqual(self.year.with_user(user).year, 2031)
            self.assertEqual(len(self.year.with_user(user).period_ids), 12)

    def test_only_a_manager_moves_a_year(self):
        for user in (self.staff, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.year.with_user(user).action_open()
        self.open_year()
        for user in (self.staff, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.year.with_user(user).action_start_closing()
            self.assertFalse(self.year.with_user(user).allowed_transitions)

    def test_only_a_manager_locks_a_month(self):
        for user in (self.staff, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.month_of(1).with_user(user).action_lock()

    def test_only_a_manager_writes(self):
        for user in (self.staff, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.year.with_user(user).note = "mine"
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.years.with_user(user).create({"year": 2033})

    def test_staff_may_ask_whether_a_posting_is_allowed(self):
        self.open_year()
        self.year.with_user(self.staff)._check_posting()
