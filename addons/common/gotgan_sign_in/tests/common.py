"""The vocabulary of the sign-in's tests: people, browsers at some address, and a clock to move."""

import re
from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import HttpCase, TransactionCase
from odoo.tests.common import HOST, Opener
from odoo.tools import config

GOOD = "Tiger-House-Mint7"
OTHER = "Velvet.Canoe.Storm3"
WRONG = "not-the-Password-9"
OFFICE, OUTSIDE = "10.20.30.40", "198.51.100.7"


class People:
    """One person per role, each with a password that is good enough."""

    real_passwords = True

    @classmethod
    def hire(cls, login, name, *groups, **values):
        user_model = cls.env["res.users"].with_context(no_reset_password=True)
        return user_model.create({
            "login": login, "name": name, "email": f"{login}@agency.example", "password": GOOD,
            "lang": "en_US",
            "group_ids": [Command.set([cls.env.ref(group).id for group in groups])], **values,
        })

    @classmethod
    def hire_everybody(cls):
        cls.clerk = cls.hire("sig.clerk", "한가람", "gotgan_base.group_staff")
        cls.officer = cls.hire(
            "sig.officer", "강보안", "gotgan_sign_in.group_security_officer",
        )
        cls.auditor = cls.hire("sig.auditor", "문감사", "gotgan_base.group_auditor")
        cls.policy = cls.env["gotgan.security.policy"].search([])

    def assertRefused(self, words, error=UserError):
        """Expect a refusal in these words."""
        return self.assertRaisesRegex(error, words)

    def get_events(self, kind, subject=None):
        domain = [("kind", "=", kind)]
        if subject:
            domain.append(("subject_id", "=", subject.id))
        return self.env["gotgan.security.event"].search(domain)


class SignInCase(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.hire_everybody()


class Browser:
    """A browser of its own at some address, behind a proxy that says where it is."""

    def __init__(self, case, address):
        self.case, self.address, self.opener = case, address, Opener(case)

    def open(self, path, data=None, json=None, follow=False, **headers):
        self.case.opener = self.opener
        sent = {
            "X-Forwarded-For": self.address,
            "X-Forwarded-Host": f"{HOST}:{self.case.http_port()}",
            "Accept-Language": "en", **headers,
        }
        return self.case.url_open(
            path, data=data, json=json, headers=sent, allow_redirects=follow, timeout=60,
        )

    def post(self, path, **fields):
        """Fill in the form of a page and send it."""
        page = self.open(path, follow=True)  # a page may have an address for each language
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        return self.open(page.url, data={"csrf_token": token, **fields})

    def sign_in(self, login, password=GOOD):
        return self.post("/web/login", login=login, password=password)

    def call(self, path, **params):
        """Call a route the way the web client does; return the answer or the error."""
        answer = self.open(path, json={"jsonrpc": "2.0", "params": params}).json()
        return answer.get("result", answer.get("error"))

    def call_kw(self, model, method, *args, **kwargs):
        return self.call(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model, method=method, args=list(args), kwargs=kwargs,
        )

    def is_in(self):
        """Say whether the server lets this browser work."""
        return "code" not in self.call_kw("res.users", "context_get")


class DoorCase(People, HttpCase):
    """Real requests, from any address; inside the office a password is enough."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")  # the pages are read in the source's words
        cls.hire_everybody()
        cls.startClassPatcher(patch.dict(config.options, proxy_mode=True))
        cls.policy.office_networks = "10.20.0.0/16"

    def browser_at(self, address=OFFICE):
        return Browser(self, address)

    def signed_in(self, login="sig.clerk", address=OFFICE):
        browser = self.browser_at(address)
        browser.sign_in(login)
        self.assertTrue(browser.is_in(), f"{login} is not signed in")
        return browser

    def at(self, **later):
        """Move the clock of the server."""
        return freeze_time(datetime.now() + timedelta(**later), tick=True)

    def sessions_of(self, user):
        self.env.invalidate_all()
        return self.env["gotgan.session"].search([("user_id", "=", user.id)], order="id")

    def error_on(self, response):
        """Return what the page says in red."""
        found = re.search(r'gotgan-notice-danger.*?<div[^>]*>(.*?)</div>', response.text, re.DOTALL)
        return found[1].strip() if found else ""

    def notice_on(self, response):
        found = re.search(
            r'role="status"[^>]*gotgan-notice.*?<strong>(.*?)</strong>', response.text, re.DOTALL,
        )
        return found[1].strip() if found else ""
