from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OperationCase

MEGABYTE = 1024**2


@tagged("post_install", "-at_install")
class TestHealth(OperationCase):
    def found(self, **more):
        return {"health": "good", "ms": 4, "people": 12, "bytes": 70 * MEGABYTE, "web": 200, **more}

    def inspect(self, **tenants):
        self.env["hub.tenant"]._cron_inspect()
        self.finish("inspect", {"tenants": tenants})
        self.env.invalidate_all()

    def test_the_job_is_told_of_every_tenant_that_is_served(self):
        self.other._write_locked({"state": "suspended"})
        self.env["hub.tenant"]._cron_inspect()
        facts = self.env["hub.job"].search([("kind", "=", "inspect")], limit=1)._get_facts()
        told = {one["database"] for one in facts["tenants"]}
        self.assertIn(self.tenant.database, told)
        self.assertNotIn(self.other.database, told)

    def test_what_was_found_stands_on_the_board(self):
        self.inspect(**{str(self.tenant.id): self.found()})
        self.assertRecordValues(self.tenant, [
            {"health": "good", "people": 12, "size": 70, "answer": 4},
        ])
        self.assertFalse(self.other.health)

    def test_a_tenant_that_has_just_opened_is_looked_after_at_once(self):
        jobs = self.env["hub.job"]
        jobs.search([("kind", "=", "inspect"), ("state", "=", "waiting")]).state = "done"
        for tenant in (self.tenant, self.other):
            jobs._enqueue("to_pool", tenant=tenant)._succeed()
        ordered = [("kind", "=", "inspect"), ("state", "=", "waiting")]
        self.assertEqual(jobs.search_count(ordered), 1)

    def test_the_servers_log_of_one_tenant_is_read_on_its_page(self):
        with self.assertRaises(AccessError):
            self.tenant.with_user(self.watcher).action_read_server_log()
        self.tenant.with_user(self.operator).action_read_server_log()
        job = self.finish("server_log", {"lines": ["first", "second"]}, self.tenant)
        job._absorb({"lines": ["first", "second"]})
        self.assertEqual(self.tenant.server_log, "first\nsecond")
        self.assertTrue(self.tenant.server_log_time)
        self.assertFalse(self.other.server_log)

    def test_a_tenant_that_is_down_keeps_its_last_figures(self):
        self.inspect(**{str(self.tenant.id): self.found()})
        gone = {"health": "down", "ms": None, "message": "connection refused", "web": 0}
        self.inspect(**{str(self.tenant.id): gone})
        self.assertRecordValues(self.tenant, [{"health": "down", "people": 12, "size": 70}])
        self.assertEqual(self.tenant.health_ids[0].message, "connection refused")

    def test_history_has_changes_and_hours_not_every_look(self):
        for _look in range(3):
            self.inspect(**{str(self.tenant.id): self.found()})
        self.assertEqual(len(self.tenant.health_ids), 1)
        now = self.env.cr.now()
        self.assertTrue(self.tenant._is_news("slow", now))
        self.assertFalse(self.tenant._is_news("good", now))
        self.assertTrue(self.tenant._is_news("good", now + timedelta(hours=1)))

    def test_who_only_watches_orders_nothing(self):
        watched = self.tenant.with_user(self.watcher)
        self.assertTrue(watched.read(["health"]))
        with self.assertRaises(AccessError):
            watched.action_inspect()
        with self.assertRaises(AccessError):
            watched.action_back_up()

    def test_nobody_writes_health_by_hand(self):
        with self.assertRaises(UserError):
            self.tenant.with_user(self.operator).write({"health": "good"})
