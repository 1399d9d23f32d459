"""The vocabulary of fiscal-year tests: a year of its own, a clock, one user per role."""

from datetime import date
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user

CLOCK = "odoo.addons.gotgan_fiscal_year.models.fiscal_year.today"


class FiscalYearCase(TransactionCase):
    """FY2031 in preparation, on 3 November 2031, whatever the calendar on the wall says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = new_test_user(cls.env, "year.staff", groups="gotgan_base.group_staff")
        cls.auditor = new_test_user(cls.env, "year.auditor", groups="gotgan_base.group_auditor")
        cls.manager = new_test_user(cls.env, "year.manager", groups="gotgan_base.group_manager")
        cls.years = cls.env["gotgan.fiscal.year"]
        cls.year = cls.years.create({"year": 2031}).with_user(cls.manager)

    def setUp(self):
        super().setUp()
        self.set_today(date(2031, 11, 3))

    def set_today(self, day):
        """Let the database's clock show ``day`` in Seoul."""
        clock = patch(CLOCK, return_value=day)
        clock.start()
        self.addCleanup(clock.stop)

    def open_year(self):
        self.year.action_open()
        return self.year

    def start_closing(self):
        self.open_year().action_start_closing()
        return self.year

    def close_year(self):
        self.start_closing()
        self.set_today(date(2032, 1, 2))
        self.year.action_close()
        return self.year

    def month_of(self, number):
        return self.year.period_ids.filtered(lambda one: one.month == number)

    def assert_refused(self, words, day, work="spending"):
        """A posting dated ``day`` is refused, and each of ``words`` is said."""
        with self.assertRaises(UserError) as refusal:
            self.year._check_posting(day, work)
        for word in words:
            self.assertIn(word, str(refusal.exception))
