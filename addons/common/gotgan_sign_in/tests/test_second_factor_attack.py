import base64
import re
import time
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.auth_totp.models.totp import hotp

from .common import GOOD, OUTSIDE, DoorCase

SECRET = base64.b32encode(b"k" * 20).decode()


def app_code(ahead=0):
    return str(hotp(base64.b32decode(SECRET), int(time.time() / 30) + ahead)).zfill(6)


@tagged("post_install", "-at_install")
class TestSecondFactorAttack(DoorCase):
    """A4: from outside a password is never enough, for people and for programs."""

    def enrol(self, user):
        user.sudo().totp_secret = SECRET

    def pass_first_step(self, login="sig.clerk"):
        browser = self.browser_at(OUTSIDE)
        answer = browser.sign_in(login)
        self.assertIn("/web/login/totp", answer.headers["Location"])
        self.assertFalse(browser.is_in(), "a password alone opens nothing")
        return browser

    def test_code_by_mail_until_there_is_a_key(self):
        sent = []
        with patch.object(type(self.env["mail.mail"]), "send", lambda mail, **_kw: sent.append(
            str(mail.body_html),
        )):
            browser = self.pass_first_step()
            page = browser.open("/web/login/totp")
        self.assertIn("si*******@agency.example", page.text)
        code = re.search(r">(\d{6})<", "".join(sent))[1]
        wrong = browser.post("/web/login/totp", totp_token="000000")
        self.assertTrue(self.error_on(wrong))
        answer = browser.post("/web/login/totp", totp_token=code)
        self.assertIn("/gotgan/sign-in/second-factor", answer.headers["Location"])
        self.assertTrue(browser.is_in())

    def test_app(self):
        self.enrol(self.clerk)
        browser = self.pass_first_step()
        answer = browser.post("/web/login/totp", totp_token=app_code(), remember="1")
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(browser.is_in())
        self.assertNotIn("td_id", browser.opener.cookies, "no browser is trusted for months")

    def test_guessing_codes_locks_the_account(self):
        self.enrol(self.clerk)
        browser = self.pass_first_step()
        for _time in range(5):
            browser.post("/web/login/totp", totp_token="000000")
        self.assertIn("locked", self.error_on(
            browser.post("/web/login/totp", totp_token=app_code()),
        ))
        self.assertIn("locked", self.error_on(self.browser_at(OUTSIDE).sign_in("sig.clerk")))

    def test_a_new_password_step_forgives_no_code(self):
        self.enrol(self.clerk)
        for _time in range(5):
            browser = self.browser_at(OUTSIDE)
            browser.sign_in("sig.clerk")
            browser.post("/web/login/totp", totp_token="000000")
        page = self.browser_at(OUTSIDE).sign_in("sig.clerk")
        self.assertIn("locked", self.error_on(page))

    def test_recovery_code_works_once(self):
        self.enrol(self.clerk)
        codes = self.env["gotgan.recovery.code"].with_user(self.clerk)._issue(self.clerk)
        self.cr.execute("SELECT hashed FROM gotgan_recovery_code")
        self.assertFalse([row for row in self.cr.fetchall() if codes[0].replace("-", "") in row[0]])
        first = self.pass_first_step()
        first.post("/web/login/totp", recovery_code=codes[0].lower())
        self.assertTrue(first.is_in())
        second = self.pass_first_step()
        page = second.post("/web/login/totp", recovery_code=codes[0])
        self.assertIn("used before", self.error_on(page))
        self.assertFalse(second.is_in())
        self.assertTrue(self.get_events("recovery_used", self.clerk))

    def test_enrolment_by_the_page(self):
        browser = self.signed_in()
        page = browser.open("/gotgan/sign-in/second-factor?step=app").text
        secret = re.search(r'gotgan-secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
        code = hotp(base64.b32decode(secret), int(time.time() / 30))
        done = browser.post(
            "/gotgan/sign-in/second-factor?step=app", step="app", code=str(code).zfill(6),
        )
        self.assertEqual(len(re.findall(r"[A-Z2-7]{4}-[A-Z2-7]{4}-", done.text)), 8)
        self.env.invalidate_all()
        self.assertEqual(self.clerk.second_factor, "app")
        self.assertEqual(self.clerk.recovery_code_count, 8)
        self.assertTrue(browser.is_in())

    def test_enrolment_asks_again_after_a_while(self):
        browser = self.signed_in()
        with self.at(minutes=12):
            page = browser.open("/gotgan/sign-in/second-factor?step=app")
            self.assertNotIn("gotgan-secret", page.text)
            self.assertIn('name="password"', page.text)
            browser.post("/gotgan/sign-in/second-factor", password=GOOD)
            page = browser.open("/gotgan/sign-in/second-factor?step=app")
            self.assertIn("gotgan-secret", page.text)

    def test_officer_resets_with_a_reason(self):
        self.enrol(self.clerk)
        browser = self.signed_in()
        wizard_model = self.env["gotgan.second.factor.reset"]
        with self.assertRaises(AccessError):
            wizard_model.with_user(self.auditor).create({"user_id": self.clerk.id, "reason": "x"})
        with self.assertRefused("your own"):
            wizard_model.with_user(self.officer).create({
                "user_id": self.officer.id, "reason": "lost",
            }).action_reset()
        wizard_model.with_user(self.officer).create({
            "user_id": self.clerk.id, "reason": "휴대전화 분실, 대면 확인",
        }).action_reset()
        self.assertEqual(self.clerk.second_factor, "mail")
        self.assertEqual(self.get_events("factor_reset", self.clerk).reason,
                         "휴대전화 분실, 대면 확인")
        self.assertFalse(browser.is_in())

    def test_password_opens_nothing_to_a_program(self):
        for address in (OUTSIDE, "10.20.30.40"):
            browser = self.browser_at(address)
            refused = browser.call(
                "/web/session/authenticate", db=self.env.cr.dbname,
                login="sig.clerk", password=GOOD,
            )
            self.assertIn("API key", refused["data"]["message"])
            self.assertFalse(browser.is_in())
        answer = browser.open(
            "/json/2/res.users/search", json={"domain": []}, Authorization=f"Bearer {GOOD}",
        )
        self.assertEqual(answer.status_code, 401)

    def make_key(self, user, days=30):
        key_model = self.env["res.users.apikeys"].with_user(user)
        return key_model._generate(None, "연계", datetime.now() + timedelta(days=days))

    def ask_with(self, key, address=OUTSIDE):
        return self.browser_at(address).open(
            "/json/2/res.users/search", json={"domain": [], "limit": 1},
            Authorization=f"Bearer {key}",
        ).status_code

    def test_keys_need_the_right(self):
        program = self.hire("sig.api", "연계담당", "gotgan_sign_in.group_api_user")
        key = self.make_key(program)
        self.assertEqual(self.ask_with(key), 200)
        self.policy.allowed_networks = "10.20.0.0/16"
        self.assertEqual(self.ask_with(key), 403)
        self.policy.allowed_networks = False
        program.write({"group_ids": [(3, self.env.ref("gotgan_sign_in.group_api_user").id)]})
        self.assertEqual(self.ask_with(key), 401)

    def test_keys_live_a_year_at_most(self):
        program = self.hire("sig.api", "연계담당", "gotgan_sign_in.group_api_user")
        with self.assertRefused("one year", ValidationError):
            self.make_key(program, days=400)
        with self.assertRefused("one year", ValidationError):
            self.env["res.users.apikeys"].sudo()._generate(None, "forever", None)

    def test_keys_are_listed_and_revoked(self):
        program = self.hire("sig.api", "연계담당", "gotgan_sign_in.group_api_user")
        key = self.make_key(program)
        listed = self.env["res.users.apikeys"].with_user(self.officer).search([
            ("user_id", "=", program.id),
        ])
        self.assertEqual(len(listed), 1)
        with self.assertRaises(AccessError):
            listed.with_user(self.auditor).action_revoke()
        listed.action_revoke()
        self.assertEqual(self.ask_with(key), 401)
        self.assertTrue(self.get_events("key_revoked", program))

    def test_only_those_with_the_right_make_keys(self):
        wizard = self.env["res.users.apikeys.description"].with_user(self.clerk).create({
            "name": "내 것", "duration": "1",
        })
        with self.assertRaises(AccessError):
            wizard.check_access_make_key()
