from datetime import date, datetime

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GIB, PlanCase

NOON = datetime(2026, 11, 20, 3, 7)


@tagged("post_install", "-at_install")
class TestUsage(PlanCase):
    def test_a_quarter_is_measured_once(self):
        self.assertTrue(self.sample(NOON, users=7, size=3 * GIB))
        self.assertFalse(self.sample(NOON.replace(minute=14), users=9))
        self.assertRecordValues(self.tenant.usage_ids, [{
            "slot": datetime(2026, 11, 20, 3, 0), "users": 7, "total_bytes": 3 * GIB,
            "measured": True,
        }])
        self.assertIn("12:00", self.tenant.usage_ids.display_name)

    def test_a_failure_has_a_reason_and_no_figures(self):
        usage = self.env["hub.usage"]
        usage._record(self.tenant, NOON, problem="unreachable")
        self.env.cr.execute(
            "SELECT users, total_bytes, problem FROM hub_usage WHERE tenant_id = %s",
            [self.tenant.id],
        )
        self.assertEqual(self.env.cr.fetchall(), [(None, None, "unreachable")])
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"), \
                self.cr.savepoint():
            usage._record(self.tenant, datetime(2026, 11, 20, 4))

    def test_samples_are_never_changed(self):
        self.sample(NOON)
        with self.assertRaises(UserError):
            self.tenant.usage_ids.write({"users": 1})
        with self.assertRaises(psycopg2.errors.RestrictViolation), mute_logger("odoo.sql_db"), \
                self.cr.savepoint():
            self.env.cr.execute("UPDATE hub_usage SET users = 1")

    def test_what_is_missing_is_counted_and_named(self):
        begin, day = datetime(2026, 11, 19, 15), date(2026, 11, 20)
        self.sample_whole(begin, datetime(2026, 11, 20, 1))
        self.sample_whole(datetime(2026, 11, 20, 2), datetime(2026, 11, 20, 15))
        self.env["hub.usage"]._record(self.tenant, datetime(2026, 11, 20, 1), problem="slow")
        cover = self.env["hub.usage"]._get_coverage(self.tenant, day, day)
        self.assertEqual(cover, {
            "expected": 96, "measured": 92, "failed": 1, "missing": 3,
            "spans": [(datetime(2026, 11, 20, 1), datetime(2026, 11, 20, 2), 4)],
        })

    def test_what_lies_ahead_is_not_missing(self):
        today = date(2026, 11, 22)
        cover = self.env["hub.usage"]._get_coverage(self.tenant, today, today)
        self.assertEqual(cover["expected"], 44)

    def test_the_clock_asks_for_one_sweep_at_a_time(self):
        jobs = self.env["hub.job"]
        jobs.search([("kind", "=", "meter")]).write({"state": "done"})
        for _ in range(3):
            self.env["hub.usage"]._cron_meter()
        job = jobs.search([("kind", "=", "meter"), ("state", "=", "waiting")])
        self.assertEqual(len(job), 1)
        self.assertEqual(job.step_ids.mapped("name"), ["meter"])
        self.assertIn((self.tenant.id, self.tenant.database), job._get_facts()["tenants"])
