from odoo.tests import tagged

from .common import GOOD, OTHER, DoorCase
from .test_password import BAD


@tagged("post_install", "-at_install")
class TestPasswordAttack(DoorCase):
    """A2 over the wire: page, reset link and RPC refuse in the same words."""

    def test_bad_ones_on_the_page(self):
        browser = self.signed_in()
        for password in ("qwer1234!", "Sig.clerk!77x", "Mint-777-Xa"):
            page = browser.post(
                "/gotgan/sign-in/password",
                current=GOOD, password=password, confirm_password=password,
            )
            self.assertIn("too weak", self.error_on(page))
        page = browser.post(
            "/gotgan/sign-in/password", current=GOOD, password=OTHER, confirm_password=GOOD,
        )
        self.assertIn("differ", self.error_on(page))

    def test_changed_on_the_page(self):
        here, there = self.signed_in(), self.signed_in()
        answer = here.post(
            "/gotgan/sign-in/password", current=GOOD, password=OTHER, confirm_password=OTHER,
        )
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(here.is_in(), "one goes on in the browser in which one changed it")
        self.assertFalse(there.is_in(), "every other browser is out")
        self.assertIn("was changed", self.notice_on(there.open("/web/login")))

    def test_bad_ones_by_reset_link(self):
        self.clerk.partner_id.signup_prepare("reset")
        path = f"/web/reset_password?token={self.clerk.partner_id._generate_signup_token()}"
        for password in BAD[:6]:
            page = self.browser_at().post(path, password=password, confirm_password=password)
            self.assertIn("too weak", self.error_on(page))
        page = self.browser_at().post(path, password=OTHER, confirm_password=OTHER)
        self.assertIn("alert-success", page.text)
        self.browser_at().sign_in("sig.clerk", OTHER)

    def test_bad_ones_by_rpc(self):
        browser = self.signed_in()
        dialog = browser.call_kw("change.password.own", "create", {
            "new_password": "qwer1234!", "confirm_password": "qwer1234!",
        })
        refused = browser.call_kw("change.password.own", "change_password", [dialog])
        self.assertIn("too weak", refused["data"]["message"])
        closed = browser.call_kw("res.users", "change_password", GOOD, OTHER)
        self.assertIn("Private", closed["data"]["message"])

    def test_old_password_opens_only_the_page_to_change_it(self):
        with self.at(days=91):
            browser = self.browser_at()
            browser.sign_in("sig.clerk")
            self.assertFalse(browser.is_in())
            answer = browser.open("/odoo")
            self.assertIn("/gotgan/sign-in/password", answer.headers["Location"])
            self.assertIn("older than 90 days", browser.open(answer.headers["Location"]).text)
            browser.post(
                "/gotgan/sign-in/password", current=GOOD, password=OTHER, confirm_password=OTHER,
            )
            self.assertTrue(browser.is_in())
