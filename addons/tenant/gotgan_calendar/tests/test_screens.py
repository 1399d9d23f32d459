from datetime import date

from odoo.tests import tagged

from .common import CalendarCase


@tagged("post_install", "-at_install")
class TestScreens(CalendarCase):
    """The calendar to look at says what the calendar that is asked says."""

    def test_it_agrees_with_what_is_counted(self):
        self.enter(date(2026, 11, 16))
        self.enter(date(2026, 10, 9), "working", "비상근무", "근무명령")
        entries = self.env["gotgan.calendar.entry"].with_user(self.staff).search([
            ("date", ">=", "2026-01-01"), ("date", "<=", "2026-12-31"),
        ])
        by_day = {one.date: one for one in entries}
        self.assertEqual(len(by_day), len(entries))
        for day, entry in by_day.items():
            with self.subTest(day=day):
                self.assertEqual(entry.kind == "working", self.calendar._is_working_day(day))
                self.assertEqual(entry.name, self.calendar._get_name(day))
        self.assertEqual(by_day[date(2026, 8, 17)].kind, "substitute")
        self.assertEqual(by_day[date(2026, 11, 16)].kind, "temporary")

    def test_weekends_are_told_apart(self):
        entry = self.env["gotgan.calendar.entry"].search([("date", "=", "2026-06-06")])
        self.assertTrue(entry.is_lost)
