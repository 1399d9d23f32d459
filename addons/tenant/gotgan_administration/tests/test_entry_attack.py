from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import psycopg2

from odoo import api
from odoo.exceptions import AccessDenied
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_administration.entry_pass import EntryPass
from odoo.addons.gotgan_exchange.signing import new_key

from .common import DoorCase

QUIET = ("odoo.addons.gotgan_administration.controllers.enter", "odoo.addons.base.models.res_users")


@tagged("post_install", "-at_install")
class TestEntryAttack(DoorCase):
    def setUp(self):
        super().setUp()
        self.become(parameters={})

    def assertRefused(self, ticket, words=None):
        entries = self.env["gotgan.entry"].search_count([])
        with mute_logger(*QUIET):
            response = self.enter(ticket)
        self.assertEqual(response.status_code, 403)
        self.assertIn("no-store", response.headers["Cache-Control"])
        self.assertFalse(self.is_signed_in())
        self.assertEqual(self.env["gotgan.entry"].search_count([]), entries)
        return response.text

    def is_signed_in(self):
        answer = self.make_jsonrpc("/web/session/get_session_info", {})
        return bool(answer.get("result", {}).get("uid"))

    def test_a_good_ticket_opens_a_session(self):
        response = self.enter(self.ticket())
        self.assertEqual((response.status_code, response.headers["Location"][-5:]), (303, "/odoo"))
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        answer = self.make_jsonrpc("/web/session/get_session_info", {})
        self.assertEqual(answer["result"]["uid"], self.first.id)
        entry = self.env["gotgan.entry"].search([], limit=1)
        self.assertEqual((entry.purpose, entry.user_id), ("enter", self.first))

    def test_a_ticket_opens_once(self):
        ticket = self.ticket()
        self.assertEqual(self.enter(ticket).status_code, 303)
        self.url_open("/web/session/logout")
        self.assertRefused(ticket)

    def test_refused_tickets_all_read_the_same(self):
        now = self.ticket
        moment = int(self.env.cr.now().timestamp())
        strange = {
            "forged": now(private=new_key()[0]),
            "expired": now(exp=moment - 100_000),
            "no end": now(exp=None),
            "too long": now(exp=moment + 200_000),
            "other tenant": now(aud=str(uuid4())),
            "no tenant": now(aud=None),
            "other purpose": now(purpose="report"),
            "no purpose": now(purpose=None),
            "other account": now(login=self.administrator.login),
            "technical account": now(login="admin"),
            "account of another kind": now(login=[1]),
            "purpose of another kind": now(purpose=["enter"]),
            "no nonce": now(jti=None),
            "short nonce": now(jti="1"),
            "support without a grant": now(purpose="support", grant="S-1"),
            "cut": now()[:-3],
            "empty": "",
        }
        answers = set()
        for name, ticket in strange.items():
            with self.subTest(name):
                answers.add(self.assertRefused(ticket).split("gotgan_entry_refused")[1])
        self.assertEqual(len(answers), 1)

    def test_without_a_key_nothing_opens(self):
        self.env["ir.config_parameter"].set_param("gotgan.hub.public_key", False)
        self.assertRefused(self.ticket())

    def test_after_a_password_the_hub_stays_outside(self):
        self.first.password = "Granary-of-2026!"
        self.assertRefused(self.ticket())

    def test_a_pass_cannot_come_by_form(self):
        users = self.env["res.users"]
        for ticket in (None, "x", {"_user_id": self.first.id}, EntryPass(self.staff)):
            credential = {"type": EntryPass.KIND, "login": self.first.login, "pass": ticket}
            with self.assertRaises(AccessDenied), mute_logger(*QUIET):
                users.authenticate(credential, {"interactive": True})

    def test_a_pass_is_used_up(self):
        ticket = EntryPass(self.first)
        self.assertFalse(ticket.take(self.staff))
        self.assertFalse(ticket.take(self.first))

    def test_two_at_the_same_moment_make_one_entry(self):
        """Two real connections use one ticket: one gets in, the other is refused or retried."""
        claims = {"jti": f"test-{uuid4().hex}", "purpose": "enter"}
        together = Barrier(2)

        def take(_number):
            with db_connect(self.env.cr.dbname).cursor() as cursor:
                env = api.Environment(cursor, api.SUPERUSER_ID, {})
                account = env.ref("base.user_root")
                cursor.execute("SELECT 1")
                together.wait(10)
                try:
                    env["gotgan.entry"]._take(claims, account, env["gotgan.support.grant"], "test")
                    cursor.commit()
                except Exception as error:
                    return type(error)
                return None

        with mute_logger("odoo.sql_db"), ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(take, range(2)))
        self.assertEqual(outcomes.count(None), 1)
        self.assertIn(psycopg2.errors.SerializationFailure, outcomes)
