"""The log against those who would rather not be in it."""

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .common import REASON, AccessHttpCase


@tagged("post_install", "-at_install")
class TestAttack(AccessHttpCase):
    def setUp(self):
        super().setUp()
        self.number = self.record()

    def test_nobody_writes_over_rpc(self):
        for user in (self.staff, self.auditor, self.manager, self.env.ref("base.user_admin")):
            for model in ("gotgan.access.log", "gotgan.access.seal"):
                for method, values in (
                    ("write", [[self.number], {"result": "done"}]), ("unlink", [[self.number]]),
                    ("create", [[{"time": "2026-01-01 00:00:00"}]]),
                ):
                    with self.subTest(user=user.login, model=model, method=method):
                        self.assert_refused_over_rpc(user, model, method, *values)

    def assert_refused_over_rpc(self, user, model, method, *values):
        """Ask the gate of every remote call; the administrator has no page to sign in at."""
        with self.assertRaises(UserError), self.cr.savepoint():
            call_kw(self.env(user=user)[model], method, list(values), {})

    def test_only_its_readers_read(self):
        for user in (self.staff, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["gotgan.access.log"].with_user(user).search([])
        self.assertTrue(self.env["gotgan.access.log"].with_user(self.auditor).search([]))

    def test_logging_is_not_switched_off(self):
        subject = self.env.ref("gotgan_access_log.subject_partner")
        for user in (self.auditor, self.manager, self.env.ref("base.user_admin")):
            for method, values in (("unlink", []), ("write", [{"model": "x.y"}])):
                with self.subTest(user=user.login, method=method):
                    self.assert_refused_over_rpc(user, subject._name, method, subject.ids, *values)

    def test_every_way_out_needs_a_reason(self):
        self.authenticate(self.staff.login, self.staff.login)
        person = self.person.id
        paper = self.env["ir.attachment"].create({
            "name": "신분증.pdf", "raw": b"%PDF-1.4", "res_model": "res.partner", "res_id": person,
        })
        ways = {
            "csv": lambda **more: self.export("csv", ids=[person], **more),
            "xlsx": lambda **more: self.export("xlsx", ids=[person], **more),
            "file": lambda **more: self.post(f"/web/content/{paper.id}", download="1", **more),
            "bundle": lambda **more: self.post(
                "/mail/attachment/zip", file_ids=str(paper.id), zip_name="a.zip", **more),
        }
        for way, take in ways.items():
            with self.subTest(way=way):
                self.assertEqual(take().status_code, 403)
                short = {"access_purpose": "duty", "access_reason": "업무"}
                self.assertEqual(take(**short).status_code, 403)
                self.assertEqual(take(**REASON).status_code, 200)

    def test_calls_need_a_reason_too(self):
        self.authenticate(self.staff.login, self.staff.login)
        for model, ids, columns in (
            ("res.partner", self.person.ids, ["name"]),
            ("res.country", [1], ["name", "currency_id/create_uid/login"]),
        ):
            with self.subTest(model=model):
                answer = self.call(model, "export_data", ids, columns)
                self.assertIn("ReasonNeeded", answer["error"]["data"]["name"])

    def test_who_will_be_asked_has_not_attacked(self):
        self.authenticate(self.staff.login, self.staff.login)
        after = self.get_last()
        self.assertEqual(self.export(ids=self.person.ids, access_ask="1").status_code, 403)
        self.assertEqual(self.get_rows(self.staff, after), [])

    def test_a_person_at_a_link_is_asked_by_a_page(self):
        self.authenticate(self.staff.login, self.staff.login)
        paper = self.env["ir.attachment"].create({
            "name": "신분증.pdf", "raw": b"%PDF-1.4", "res_model": "res.partner",
            "res_id": self.person.id,
        })
        page = self.url_open(f"/web/content/{paper.id}?download=true",
                             headers={"Sec-Fetch-Mode": "navigate"})
        self.assertEqual(page.status_code, 403)
        self.assertIn('name="access_reason"', page.text)
        self.assertIn('name="download" value="true"', page.text)

    def test_a_refused_request_leaves_its_row(self):
        self.authenticate(self.staff.login, self.staff.login)
        after = self.get_last()
        self.assertIn("error", self.call("gotgan.access.log", "web_read", [self.number],
                                         specification={"login": {}}))
        self.assertEqual(self.get_rows(self.staff, after)[0][::3], ("view", "refused"))

    def test_a_wrong_password_leaves_a_row_that_keeps_no_password(self):
        after = self.get_last()
        self.authenticate(None, None)
        for login in (self.staff.login, "MySecretTyped1!"):
            page = self.url_open("/web/login").text
            self.url_open("/web/login", data={
                "csrf_token": self.find_token(page), "login": login, "password": "wrong",
            })
        rows = self.env["gotgan.access.log"].search([("id", ">", after)], order="id")
        self.assertEqual(rows.mapped("result"), ["refused"] * 2)
        self.assertEqual(rows.mapped("login"), [self.staff.login, "My***"])
