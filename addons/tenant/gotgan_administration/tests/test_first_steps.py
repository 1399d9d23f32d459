from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.gotgan_base.clock import today

from .common import AdministrationCase, DoorCase


@tagged("post_install", "-at_install")
class TestFirstSteps(AdministrationCase):
    def steps(self, user=None):
        data = self.env["gotgan.first.steps"].with_user(user or self.administrator).action_load()
        return {step["code"]: step for step in data["steps"]}

    def test_only_the_administrator(self):
        for user in (self.staff, self.auditor, self.master):
            for step in ("action_load", "action_close", "action_reopen"):
                with self.assertRaises(AccessError):
                    getattr(self.env["gotgan.first.steps"].with_user(user), step)()

    def test_every_step_leads_somewhere(self):
        for code, step in self.steps().items():
            self.assertTrue(step["title"] and step["text"] and step["figure"], code)
            for one in step["actions"]:
                if not one["action"].startswith("call:"):
                    self.assertTrue(self.env.ref(one["action"]), code)

    def test_what_is_done_is_read_from_the_data(self):
        self.env["hr.department"].search([]).code = False
        self.assertFalse(self.steps()["departments"]["done"])
        self.env["hr.department"].create({"name": "시험과", "code": "T-1"})
        self.assertTrue(self.steps()["departments"]["done"])
        self.assertTrue(self.steps()["administrators"]["done"])
        self.assertTrue(self.steps()["people"]["done"])

    def test_the_fiscal_year_of_today(self):
        years = self.env["gotgan.fiscal.year"].search([("year", ">=", today(self.env).year)])
        is_open = "open" in years.mapped("state")
        self.assertEqual(self.steps()["fiscal_year"]["done"], is_open)

    def test_my_account(self):
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s", [self.administrator.id],
        )
        step = self.steps()["account"]
        self.assertFalse(step["done"])
        self.assertIn("own_password", step["actions"][0]["action"])

    def test_home_until_put_away(self):
        steps = self.env["gotgan.first.steps"].with_user(self.administrator)
        self.assertTrue(steps._is_home())
        self.assertFalse(self.env["gotgan.first.steps"].with_user(self.staff)._is_home())
        steps.action_close()
        self.assertFalse(steps._is_home())
        steps.action_reopen()
        self.assertTrue(steps._is_home())


@tagged("post_install", "-at_install")
class TestFirstPassword(DoorCase):
    def setUp(self):
        super().setUp()
        self.become(parameters={})

    def test_set_once_by_whoever_came_by_a_ticket(self):
        self.enter(self.ticket())
        words = {"password": "Granary-door-26!", "repeated": "Granary-door-26!"}
        saved = self.call("gotgan.own.password", "web_save", [], words, specification={})
        self.assertIsInstance(saved, list)
        self.assertTrue(self.first._owns_password())
        info = self.make_jsonrpc("/web/session/get_session_info", {})
        self.assertEqual(info["result"]["uid"], self.first.id, "the session goes on")
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = 'gotgan_own_password'",
        )
        self.assertFalse({"password", "repeated"} & {row[0] for row in self.env.cr.fetchall()})

    def test_not_a_second_time(self):
        dialogs = self.env["gotgan.own.password"].with_user(self.administrator)
        with self.assertRaises(AccessError):
            dialogs.create({"password": "Another-one-26!", "repeated": "Another-one-26!"})

    def test_typed_twice(self):
        dialogs = self.env["gotgan.own.password"].with_user(self.first)
        with self.assertRaises(ValidationError):
            dialogs.create({"password": "Granary-door-26!", "repeated": "Granary-door-27!"})
