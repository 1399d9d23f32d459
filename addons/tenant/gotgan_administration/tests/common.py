"""The vocabulary of administration's tests: an agency, its administrators, and tickets of a hub."""

import json
from calendar import timegm
from uuid import uuid4

from odoo.tests import HttpCase, TransactionCase, new_test_user

from odoo.addons.gotgan_exchange.signing import new_key, seal

TENANT = "00000000-0000-4000-8000-00000000ad31"
PRIVATE, PUBLIC = new_key()
AGENCY = {
    "agency_name": "용인문화재단",
    "kind": "agency",
    "business_number": "1358212347",
    "administrator": {
        "name": "김문화", "email": "Munhwa.Kim@yongin-culture.example", "phone": "031-260-3355",
    },
    "parameters": {"gotgan.tenant.name": "yongin-culture", "gotgan.hub.url": "https://hub.example"},
}
MANAGER = "gotgan_base.group_manager"
ADMINISTRATOR = "gotgan_administration.group_administrator"


class People:
    """One user per role; mixed into test cases."""

    @classmethod
    def _make_people(cls):
        cls.administrator, cls.colleague = (
            cls._hire(login, name, ADMINISTRATOR)
            for login, name in (("adm.han", "한관리"), ("adm.oh", "오관리"))
        )
        cls.staff = cls._hire("adm.seo", "서직원", "gotgan_base.group_staff")
        cls.auditor = cls._hire("adm.gam", "감사원", "gotgan_base.group_auditor")
        cls.master = cls._hire("adm.ma", "마관리", MANAGER)

    @classmethod
    def _hire(cls, login, name, groups):
        address = f"{login}@test.example"
        return new_test_user(cls.env, login, groups=groups, name=name, email=address)

    def become(self, **changes):
        self.env.flush_all()
        self.env.cr.execute("SELECT gotgan_become(%s)", [json.dumps({**AGENCY, **changes})])
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()


class AdministrationCase(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_people()


class DoorCase(People, HttpCase):
    """Real requests, to a tenant that knows its hub."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_people()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("gotgan.hub.public_key", PUBLIC)
        parameters.set_param("database.uuid", TENANT)
        cls.support = cls.env.ref("gotgan_administration.user_support")
        cls.first = cls.env.ref("gotgan_administration.user_first_administrator")

    def ticket(self, private=PRIVATE, **changes):
        claims = {
            "purpose": "enter", "aud": TENANT, "jti": uuid4().hex,
            "exp": timegm(self.env.cr.now().timetuple()) + 60,
            "login": AGENCY["administrator"]["email"].lower(), **changes,
        }
        return seal(private, {key: value for key, value in claims.items() if value is not None})

    def enter(self, ticket):
        return self.url_open(f"/gotgan/enter?ticket={ticket}", allow_redirects=False)

    def ask_support(self, number="S-2026-0001", **values):
        request = {"number": number, "operator": "박지원", "reason": "지급명령 오류 확인", **values}
        self.env.cr.execute("SELECT gotgan_request_support(%s)", [json.dumps(request)])
        self.env.invalidate_all()
        return self.env["gotgan.support.grant"].search([("request_number", "=", number)])

    def call(self, model, method, *args, path="/web/dataset/call_kw", **kwargs):
        """Call as the person who is signed in; return the answer, or the error's name."""
        answer = self.make_jsonrpc(path, {
            "model": model, "method": method, "args": list(args), "kwargs": kwargs,
        })
        if "error" in answer:
            return answer["error"]["data"]["name"]
        return answer["result"]

    def make_jsonrpc(self, path, params):
        response = self.url_open(
            path, data=json.dumps({"jsonrpc": "2.0", "id": 1, "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()
