from odoo.tests import tagged

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestLogInPage(BaseCase):
    """What a stranger sees of an agency."""

    def test_nobody_opens_an_account_for_himself(self):
        self.assertEqual(self.env["res.users"]._get_signup_invitation_scope(), "b2b")

    def test_a_new_agency_begins_without_a_greeting(self):
        self.assertFalse(self.env.ref("mail.channel_all_employees").sudo().active)
