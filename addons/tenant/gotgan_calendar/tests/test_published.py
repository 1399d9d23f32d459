from datetime import date

from odoo.tests import tagged

from ..public_holidays import public_holidays
from .common import CalendarCase

# As published (월력요항, and the notices of temporary holidays), Sundays not among them.
PUBLISHED = {
    2024: "1-1 2-9 2-10 2-11 2-12 3-1 4-10 5-5 5-6 5-15 6-6 8-15 9-16 9-17 9-18 10-1 "
          "10-3 10-9 12-25",
    2025: "1-1 1-27 1-28 1-29 1-30 3-1 3-3 5-5 5-6 6-3 6-6 8-15 10-3 10-5 10-6 10-7 "
          "10-8 10-9 12-25",
    2026: "1-1 2-16 2-17 2-18 3-1 3-2 5-1 5-5 5-24 5-25 6-3 6-6 7-17 8-15 8-17 9-24 9-25 9-26 "
          "10-3 10-5 10-9 12-25",
    2027: "1-1 2-6 2-7 2-8 2-9 3-1 5-1 5-3 5-5 5-13 6-6 7-17 7-19 8-15 8-16 9-14 9-15 9-16 10-3 "
          "10-4 10-9 10-11 12-25 12-27",
}


@tagged("post_install", "-at_install")
class TestPublished(CalendarCase):
    """The days that are published are the days that are known."""

    def test_every_day_of_four_years(self):
        for year, days in PUBLISHED.items():
            with self.subTest(year=year):
                known = [f"{day.month}-{day.day}" for day in public_holidays(year)]
                self.assertEqual(known, days.split())

    def test_labour_day_became_a_holiday_in_2026(self):
        self.assertTrue(self.works(2025, 5, 1))
        self.assertFalse(self.works(2026, 5, 1))
        self.assertEqual(self.calendar._get_name(date(2027, 5, 3)), "대체공휴일(노동절)")

    def test_constitution_day_became_a_holiday_again_in_2026(self):
        self.assertTrue(self.works(2025, 7, 17))
        self.assertFalse(self.works(2026, 7, 17))
        self.assertEqual(self.calendar._get_name(date(2027, 7, 19)), "대체공휴일(제헌절)")

    def test_memorial_day_and_new_year_have_no_substitute(self):
        self.assertTrue(self.works(2026, 6, 8))
        self.assertTrue(self.works(2027, 6, 7))
        self.assertTrue(self.works(2028, 1, 3))

    def test_names_are_those_of_the_decree(self):
        names = [self.calendar._get_name(date(2025, *day)) for day in ((5, 5), (5, 6), (1, 27))]
        self.assertEqual(
            names, ["부처님오신날·어린이날", "대체공휴일(부처님오신날·어린이날)", "임시공휴일"],
        )
