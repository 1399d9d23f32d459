"""The vocabulary of the access log's tests: one user per role, a person, and the rows left."""

import json
import re

from odoo.http import Request, root
from odoo.tests import HttpCase, TransactionCase, new_test_user
from odoo.tools import mute_logger

from odoo.addons.gotgan_base.tests.common import FakeModelCase

STAFF = "gotgan_base.group_staff,base.group_partner_manager,base.group_allow_export"
PASSWORD = "Gotgan-2026-access!"
REASON = {"access_purpose": "duty", "access_reason": "3월 거래처 연락처 점검을 위한 확인"}


class Roles:
    """One user per role, and a person whose data they handle."""

    @classmethod
    def make_roles(cls):
        context = {"no_reset_password": True, "tracking_disable": True}
        env = cls.env(context={**cls.env.context, **context})
        given = {"password": PASSWORD, "tz": "Asia/Seoul", "lang": "en_US"}
        cls.staff = new_test_user(env, "access.staff", groups=STAFF, name="이담당", **given)
        cls.auditor = new_test_user(
            env, "access.auditor", groups="gotgan_base.group_auditor", name="김감사", **given,
        )
        cls.manager = new_test_user(
            env, "access.manager", groups="gotgan_base.group_manager", name="박관리", **given,
        )
        cls.person = cls.env["res.partner"].create({
            "name": "홍길동", "phone": "031-000-0000", "is_company": False,
        })

    def get_rows(self, user, after=0):
        """Return the rows a user left, in order, as (kind, label, subject, result)."""
        self.env.invalidate_all()
        rows = self.env["gotgan.access.log"].search(
            [("login", "=", user.login), ("id", ">", after)], order="id",
        )
        return [(one.kind, one.model_label or "", one.subject_name or "", one.result)
                for one in rows]

    def get_last(self):
        """Return the number of the last row there is."""
        self.env.flush_all()
        self.env.cr.execute("SELECT coalesce(max(id), 0) FROM gotgan_access_log")
        return self.env.cr.fetchone()[0]

    def record(self, **values):
        """Write one plain row and return its number."""
        values = {"login": "access.staff", "person": "이담당", "kind": "view", "result": "done",
                  "model": "res.partner", "subject_name": "홍길동", **values}
        self.env["gotgan.access.log"]._record(**values)
        return self.get_last()


class AccessCase(Roles, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_roles()

    assertRefused = FakeModelCase.assertRefused

    def seal_now(self):
        return self.env["gotgan.access.seal"]._seal()


class AccessHttpCase(Roles, HttpCase):
    """Speaks to a real server as the web client does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_roles()

    def setUp(self):
        super().setUp()
        quiet = mute_logger("odoo.http", "odoo.addons.web.controllers.export")
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)

    def call(self, model, method, *args, **kwargs):
        """Call a method as the client does; return the result, or the error under ``error``."""
        payload = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": {
            "model": model, "method": method, "args": list(args), "kwargs": kwargs,
        }}
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}", data=json.dumps(payload),
            headers={"Content-Type": "application/json"},
        ).json()
        return answer.get("result") if "error" not in answer else {"error": answer["error"]}

    def sign_in(self, user):
        """Sign in through the page, as a person does; return whether that was all it took.

        Where a second factor is asked for too, the session is opened without the page.
        """
        self.authenticate(None, None)
        page = self.url_open("/web/login").text
        answer = self.url_open("/web/login", data={
            "csrf_token": self.find_token(page), "login": user.login, "password": PASSWORD,
        })
        answer.raise_for_status()
        self.session = root.session_store.get(self.opener.cookies["session_id"])
        if not self.session.uid:
            self.authenticate(user.login, user.login)
            return False
        return True

    def find_token(self, page):
        return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def export(self, kind="xlsx", model="res.partner", ids=(), **fields):
        data = {
            "model": model, "ids": list(ids), "domain": [], "import_compat": False,
            "fields": [{"name": "name", "label": "이름", "type": "char"},
                       {"name": "phone", "label": "전화", "type": "char"}],
        }
        return self.post(f"/web/export/{kind}", data=json.dumps(data), **fields)

    def post(self, path, **fields):
        return self.url_open(path, data={"csrf_token": Request.csrf_token(self), **fields})
