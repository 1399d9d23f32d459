"""The vocabulary of calendar tests: one user per role, and days."""

from datetime import date

from odoo.tests import TransactionCase, new_test_user


class CalendarCase(TransactionCase):
    """A calendar without days of the agency's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = new_test_user(cls.env, "cal.staff", groups="gotgan_base.group_staff")
        cls.auditor = new_test_user(cls.env, "cal.auditor", groups="gotgan_base.group_auditor")
        cls.manager = new_test_user(cls.env, "cal.manager", groups="gotgan_base.group_manager")
        cls.env["gotgan.calendar.day"].search([]).unlink()
        cls.calendar = cls.env["gotgan.calendar"].with_user(cls.staff)

    def enter(self, day, kind="temporary", name="임시공휴일", ground="대통령 공고"):
        return self.env["gotgan.calendar.day"].with_user(self.manager).create({
            "date": day, "kind": kind, "name": name, "ground": ground,
        })

    def works(self, *day):
        return self.calendar._is_working_day(date(*day))
