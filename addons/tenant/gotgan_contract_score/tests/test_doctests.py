import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_contract_score import scoring


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_plain_rules(self):
        result = doctest.testmod(scoring)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)
