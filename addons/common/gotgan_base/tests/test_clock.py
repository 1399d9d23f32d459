from datetime import datetime
from unittest.mock import patch

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now, today


@tagged("post_install", "-at_install")
class TestClock(TransactionCase):
    """Legal days are those of Seoul, by the database's clock."""

    def test_now_is_the_start_of_the_transaction(self):
        (moment,), = self.env.execute_query(SQL("SELECT now() AT TIME ZONE 'UTC'"))
        self.assertEqual(now(self.env), moment)
        self.assertEqual(now(self.env), now(self.env))

    def test_the_day_changes_at_midnight_in_seoul(self):
        for moment, day in (
            (datetime(2026, 12, 31, 14, 59, 59), (2026, 12, 31)),
            (datetime(2026, 12, 31, 15, 0), (2027, 1, 1)),
        ):
            with patch.object(type(self.env.cr), "now", return_value=moment):
                self.assertEqual(today(self.env).timetuple()[:3], day)

    def test_the_browser_zone_has_no_say(self):
        moment = datetime(2026, 12, 31, 15, 0)
        with patch.object(type(self.env.cr), "now", return_value=moment):
            for zone in ("Asia/Seoul", "America/Los_Angeles"):
                there = self.env["res.users"].with_context(tz=zone).env
                self.assertEqual(today(there).year, 2027)
