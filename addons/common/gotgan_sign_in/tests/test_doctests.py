import doctest

from odoo.tests import TransactionCase, tagged

from .. import activity, networks, password_rules


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The rules that need no database say themselves what they do."""

    def test_rules_do_what_they_say(self):
        for module in (activity, networks, password_rules):
            with self.subTest(module=module.__name__):
                self.assertEqual(doctest.testmod(module).failed, 0)

    def test_list_knows_what_koreans_type(self):
        for password in ("qwer1234!", "1q2w3e4r!", "tkfkdgo12!", "1qaz2wsx!Q", "eogksalsrnr1!"):
            with self.subTest(password=password):
                self.assertTrue(password_rules.is_common(password))
