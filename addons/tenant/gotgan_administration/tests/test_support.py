import json
from datetime import timedelta

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DoorCase

QUIET = ("odoo.addons.gotgan_administration.controllers.enter", "odoo.http", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestSupport(DoorCase):
    def approve(self, grant, user=None):
        return grant.with_user(user or self.administrator).action_approve()

    def enter_support(self, number="S-2026-0001"):
        return self.enter(self.ticket(purpose="support", grant=number, login=None))

    def test_a_request_waits_for_the_agency(self):
        grant = self.ask_support(hours=8)
        self.assertEqual((grant.state, grant.hours, grant.operator), ("requested", 8, "박지원"))
        self.assertFalse(self.support.active)
        with mute_logger(*QUIET):
            self.assertEqual(self.enter_support().status_code, 403)

    def test_asking_twice_is_asking_once(self):
        grant = self.ask_support()
        self.approve(grant)
        self.assertEqual(self.ask_support(reason="something else").reason, grant.reason)
        self.assertEqual(grant.state, "approved")

    def test_administrators_are_told(self):
        grant = self.ask_support()
        self.env["gotgan.support.grant"]._cron_keep_time()
        self.assertIn(self.administrator, grant.activity_ids.user_id)
        self.assertNotIn(self.staff, grant.activity_ids.user_id)
        self.approve(grant)
        self.assertFalse(grant.activity_ids)

    def test_only_an_administrator_decides(self):
        grant = self.ask_support()
        for user in (self.staff, self.auditor, self.master):
            with self.assertRaises(AccessError):
                self.approve(grant, user)
        self.approve(grant)
        self.assertEqual(grant.approver_id, self.administrator)
        self.assertEqual(grant.event_ids.user_id, self.administrator)

    def test_times_are_limited(self):
        for hours in (0, 73):
            refused = self.assertRaises(psycopg2.errors.CheckViolation)
            with refused, mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.ask_support(hours=hours)

    def test_nothing_of_it_is_written_by_hand(self):
        grant = self.ask_support()
        for vals in (
            {"state": "approved"}, {"expires": "2099-01-01 00:00:00"}, {"hours": 72},
            {"operator": "x"}, {"request_number": "x"},
        ):
            with self.assertRaises(UserError):
                grant.with_user(self.administrator).write(vals)

    def test_support_looks_and_is_written_down(self):
        grant = self.ask_support()
        self.approve(grant)
        self.assertEqual(self.enter_support().status_code, 303)
        with mute_logger(*QUIET):  # the first try has a read-only cursor
            names = self.call("hr.department", "search_read", [], ["name"])
        self.assertIsInstance(names, list)
        self.assertEqual(grant.act_ids.res_model, "hr.department")
        self.assertTrue(grant.entry_ids)

    def test_support_changes_nothing(self):
        grant = self.ask_support()
        self.approve(grant)
        self.enter_support()
        with mute_logger(*QUIET):
            for call in (
                ("hr.department", "create", [{"name": "x"}]),
                ("gotgan.support.grant", "action_end", grant.ids),
                ("res.users", "write", self.support.ids, {"name": "x"}),
                ("res.users.apikeys.description", "create", [{"name": "x"}]),
                ("hr.department", "export_data", [1], ["name"]),
            ):
                with self.subTest(call):
                    self.assertEqual(self.call(*call), "odoo.exceptions.AccessError")
            export = self.url_open("/web/export/xlsx", data={"data": "{}"})
            self.assertGreaterEqual(export.status_code, 400)

    def test_support_changes_nothing_in_the_server_either(self):
        departments = self.env["hr.department"].with_user(self.support)
        with self.assertRaises(AccessError):
            departments.create({"name": "x"})
        self.assertFalse(self.ask_support().with_user(self.support).allowed_transitions)

    def test_the_session_ends_with_the_access(self):
        grant = self.ask_support()
        self.approve(grant)
        self.enter_support()
        grant.with_user(self.colleague).action_end()
        self.assertFalse(self.support.active)
        with mute_logger(*QUIET):
            answer = self.call("hr.department", "search_read", [], ["name"])
        self.assertEqual(answer, "odoo.http.SessionExpiredException")

    def test_the_session_ends_with_its_time(self):
        grant, other = self.ask_support(), self.ask_support("S-2026-0002")
        self.approve(grant | other)
        self.enter_support()
        grant._write_locked({"expires": self.env.cr.now() - timedelta(minutes=1)})
        with mute_logger(*QUIET):
            answer = self.call("hr.department", "search_read", [], ["name"])
        self.assertEqual(answer, "odoo.http.SessionExpiredException")
        self.env["gotgan.support.grant"]._cron_keep_time()
        self.assertEqual(grant.state, "ended")
        self.assertTrue(self.support.active, "another access is still approved")

    def test_what_nobody_answers_lapses(self):
        grant = self.ask_support()
        self.env.cr.execute(
            "UPDATE gotgan_support_grant SET create_date = create_date - interval '4 days'",
        )
        self.env["gotgan.support.grant"]._cron_keep_time()
        self.assertEqual(grant.state, "lapsed")

    def test_support_has_no_password(self):
        self.approve(self.ask_support())
        self.support.password = "Granary-of-2026!"
        with mute_logger("odoo.addons.base.models.res_users"):
            answer = self.make_jsonrpc("/web/session/authenticate", {
                "db": self.env.cr.dbname, "login": self.support.login,
                "password": "Granary-of-2026!",
            })
        self.assertIn("error", answer)
        self.assertNotIn("uid", json.dumps(answer.get("result") or {}))
