from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CalendarCase


@tagged("post_install", "-at_install")
class TestCalendar(CalendarCase):
    """Terms are counted in working days, by the decree and by the agency's own days."""

    def test_five_days_over_chuseok(self):
        """검사 23 September 2026, paid within five working days: 2 October."""
        due = self.calendar._add_working_days(date(2026, 9, 23), 5)
        self.assertEqual(due, date(2026, 10, 2))

    def test_counting_is_adding_read_the_other_way(self):
        start = date(2026, 9, 1)
        for count in (1, 5, 14, 30, 100):
            with self.subTest(count=count):
                end = self.calendar._add_working_days(start, count)
                self.assertTrue(self.calendar._is_working_day(end))
                self.assertEqual(
                    self.calendar._count_working_days(date(2026, 9, 2), end), count,
                )
                self.assertLessEqual(self.calendar._add_working_days(end, -count), start)

    def test_the_first_working_day_from_a_day_on(self):
        for day, expected in (((2026, 10, 10), (2026, 10, 12)), ((2026, 10, 12), (2026, 10, 12))):
            before = date(*day).toordinal() - 1
            first = self.calendar._add_working_days(date.fromordinal(before), 1)
            self.assertEqual(first, date(*expected))

    def test_a_term_nobody_gives_is_refused(self):
        with self.assertRaises(ValueError):
            self.calendar._add_working_days(date(2026, 1, 1), 1_000_000)

    def test_a_temporary_holiday_counts_at_once(self):
        self.assertTrue(self.works(2026, 11, 16))
        day = self.enter(date(2026, 11, 16))
        self.assertFalse(self.works(2026, 11, 16))
        self.assertEqual(self.calendar._get_name(date(2026, 11, 16)), "임시공휴일")
        day.date = date(2026, 11, 17)
        self.assertTrue(self.works(2026, 11, 16))
        self.assertFalse(self.works(2026, 11, 17))
        day.unlink()
        self.assertTrue(self.works(2026, 11, 17))

    def test_a_working_day_after_all(self):
        self.enter(date(2026, 11, 14), "working", "개청 준비 근무", "근무명령 제3호")
        self.assertTrue(self.works(2026, 11, 14))
        due = self.calendar._add_working_days(date(2026, 11, 13), 1)
        self.assertEqual(due, date(2026, 11, 14))

    def test_what_changes_nothing_is_refused(self):
        for day, kind in (((2026, 11, 16), "working"), ((2026, 10, 9), "temporary")):
            with self.subTest(kind=kind), self.assertRaises(ValidationError):
                self.enter(date(*day), kind)

    @mute_logger("odoo.sql_db")
    def test_a_day_stands_once_and_names_its_ground(self):
        self.enter(date(2026, 11, 16))
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.enter(date(2026, 11, 16))
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.enter(date(2026, 11, 17), ground="  ")

    def test_asking_twice_reads_once(self):
        self.works(2026, 11, 16)
        with self.assertQueryCount(0):
            self.calendar._add_working_days(date(2026, 1, 1), 250)

    def test_a_copy_stands_on_the_next_such_day(self):
        day = self.enter(date(2026, 10, 8))
        self.assertEqual(day.copy().date, date(2026, 10, 12))
