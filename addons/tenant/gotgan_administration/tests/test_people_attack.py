from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DoorCase

KEEPERS = ("gotgan.people.keeper", "gotgan.account.keeper")


@tagged("post_install", "-at_install")
class TestPeopleAttack(DoorCase):
    def test_only_an_administrator_keeps_people(self):
        row = {"name": "x", "login": "x.x", "email": "x@test.example"}
        admin = self.env.ref("base.user_" + "admin")
        for user in (self.staff, self.auditor, self.master):
            env = self.env(user=user)
            for step in (
                lambda env=env: env["gotgan.people.keeper"]._create_people([row]),
                lambda env=env: env["gotgan.people.keeper"]._change_person(self.staff, row),
                lambda env=env: env["gotgan.account.keeper"]._send_link(self.colleague),
                lambda env=env: env["gotgan.account.keeper"]._close(self.colleague),
                lambda env=env: env["gotgan.account.keeper"]._reopen(self.colleague),
            ):
                with self.assertRaises(AccessError):
                    step()
        env = self.env(user=self.administrator)
        for account in (admin, self.support, self.env.ref("base.public_user")):
            for step in ("_send_link", "_close", "_reopen"):
                with self.assertRaises(AccessError):
                    getattr(env["gotgan.account.keeper"], step)(account)
            with self.assertRaises(AccessError):
                env["gotgan.people.keeper"]._change_person(account, row)

    def test_nobody_takes_the_mailbox_of_the_second_person(self):
        keeper = self.env["gotgan.people.keeper"].with_user(self.administrator)
        row = {"name": "오관리", "login": self.colleague.login, "email": "mine@evil.example"}
        with self.assertRaises(UserError):
            keeper._change_person(self.colleague, row)
        with self.assertRaises(UserError):
            keeper._change_person(self.colleague, {**row, "login": "x.x", "email": "x@a.example"})
        same = {**row, "name": "새이름", "email": self.colleague.email}
        keeper._change_person(self.colleague, same)
        self.assertEqual(self.colleague.name, "새이름")
        own = {"name": "한관리", "login": self.administrator.login, "email": "han@agency.example"}
        keeper._change_person(self.administrator, own)
        self.assertEqual(self.administrator.email, "han@agency.example")

    def test_private_steps_are_no_doors(self):
        self.authenticate(self.administrator.login, self.administrator.login)
        with mute_logger("odoo.http"):
            for model, method in (
                ("gotgan.people.keeper", "_create_people"), ("gotgan.account.keeper", "_close"),
                ("gotgan.people.keeper", "_change_person"),
            ):
                self.assertEqual(self.call(model, method, []), "odoo.exceptions.AccessError")
            self.assertEqual(
                self.call("gotgan.person", "write", [self.staff.id], {"login": "x"}),
                "odoo.exceptions.AccessError",
            )

    def test_staff_see_neither_people_nor_the_form(self):
        self.authenticate(self.staff.login, self.staff.login)
        with mute_logger("odoo.http"):
            self.assertEqual(
                self.call("gotgan.person", "search_read", [], ["login"]),
                "odoo.exceptions.AccessError",
            )
            self.assertGreaterEqual(self.url_open("/gotgan/people/form.xlsx").status_code, 400)

    def test_an_administrator_downloads_the_form(self):
        self.authenticate(self.administrator.login, self.administrator.login)
        response = self.url_open("/gotgan/people/form.xlsx")
        self.assertEqual((response.status_code, response.content[:2]), (200, b"PK"))

    def test_nobody_changes_his_own_name_or_address(self):
        for vals in ({"name": "사장"}, {"email": "other@evil.example"}, {"login": "boss"}):
            with self.assertRaises(AccessError):
                self.staff.with_user(self.staff).write(vals)
        self.staff.with_user(self.staff).write({"lang": "ko_KR"})
