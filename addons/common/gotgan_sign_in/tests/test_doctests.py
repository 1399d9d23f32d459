import doctest

from odoo.tests import TransactionCase, tagged

from .. import activity, networks, password_rules
from ..models import res_partner


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The rules that need no database say themselves what they do."""

    def test_rules_do_what_they_say(self):
        for module in (activity, networks, password_rules, res_partner):
            with self.subTest(module=module.__name__):
                self.assertEqual(doctest.testmod(module).failed, 0)

    def test_a_link_names_no_database(self):
        partner = self.env.user.partner_id
        partner.signup_prepare(signup_type="reset")
        link = partner._get_signup_url_for_action()[partner.id]
        self.assertIn("token=", link)
        self.assertNotIn(self.env.cr.dbname, link)

    def test_list_knows_what_koreans_type(self):
        for password in ("qwer1234!", "1q2w3e4r!", "tkfkdgo12!", "1qaz2wsx!Q", "eogksalsrnr1!"):
            with self.subTest(password=password):
                self.assertTrue(password_rules.is_common(password))
