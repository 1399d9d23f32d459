import re
from unittest.mock import patch

from odoo.tests import tagged

from .common import GOOD, OUTSIDE, DoorCase


@tagged("post_install", "-at_install")
class TestTechnicalAttack(DoorCase):
    """Accounts of the machine are no people: nobody comes in by them."""

    def test_administrator_of_odoo_cannot_sign_in(self):
        admin = self.env.ref("base.user_admin")
        admin.write({
            "password": GOOD,
            "group_ids": [(3, group.id) for group in admin.all_group_ids
                          if group.get_external_id()[group.id].startswith("gotgan")],
        })
        self.assertFalse(admin._may_sign_in())
        browser = self.browser_at()
        page = browser.sign_in("admin")
        self.assertIn("not right", self.error_on(page))
        self.assertFalse(browser.is_in())

    def test_internal_user_without_a_role_cannot_sign_in(self):
        self.hire("sig.robot", "연계", "base.group_user")
        browser = self.browser_at()
        self.assertIn("not right", self.error_on(browser.sign_in("sig.robot")))

    def test_ticket_opens_for_people_only(self):
        browser = self.signed_in()
        robot = self.hire("sig.robot", "연계", "base.group_user")
        self.assertFalse(robot._may_sign_in())
        self.assertTrue(self.clerk._may_sign_in())
        self.assertTrue(browser.is_in())

    def test_page_does_not_tell_who_exists(self):
        browser = self.browser_at(OUTSIDE)
        texts = set()
        for login in ("sig.clerk", "sig.nobody"):
            page = browser.post("/web/reset_password", login=login)
            texts.add(page.text.split("alert-success")[1][:400])
        self.assertEqual(len(texts), 1)
        sent = []
        with patch.object(
            type(self.env["mail.mail"]), "send", lambda mail, **_kw: sent.append(mail.email_to),
        ):
            self.env["gotgan.password.request"]._cron_answer()
        self.assertEqual(sent, ["sig.clerk@agency.example"])

    def test_link_does_not_tell_who_exists(self):
        for page in ("/web/signup", "/web/reset_password"):
            texts = set()
            for name in ("sig.clerk", "sig.nobody"):
                found = self.browser_at(OUTSIDE).open(
                    f"{page}?token=x&signup_email={name}@agency.example", follow=True,
                )
                self.assertEqual(found.status_code, 200)
                form = found.text.split("<main>")[1].replace(name, "")
                texts.add(re.sub(r'name="csrf_token" value="\w+"', "", form))
            self.assertEqual(len(texts), 1)
