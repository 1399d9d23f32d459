from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CalendarCase


@tagged("post_install", "-at_install")
class TestAttack(CalendarCase):
    """A day in the calendar moves legal terms: only keepers of the masters enter one."""

    def test_others_enter_change_and_delete_nothing(self):
        day = self.enter(date(2026, 11, 16))
        for user in (self.staff, self.auditor):
            days = day.with_user(user)
            attempts = (
                lambda days=days: days.create({
                    "date": "2026-11-17", "name": "쉬는 날", "ground": "없음",
                }),
                lambda days=days: days.write({"date": "2026-11-17"}),
                lambda days=days: days.unlink(),
            )
            for place, attempt in enumerate(attempts):
                with self.subTest(user=user.login, place=place), self.assertRaises(AccessError):
                    attempt()

    def test_the_calendar_to_look_at_is_read_only(self):
        entry = self.env["gotgan.calendar.entry"].with_user(self.manager).search([], limit=1)
        with self.assertRaises(AccessError):
            entry.write({"name": "평일"})
