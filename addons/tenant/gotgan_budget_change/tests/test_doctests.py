import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget_change import kinds, monthly, spreading


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_plain_rules(self):
        for module in (kinds, monthly, spreading):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted, module.__name__)
            self.assertFalse(result.failed, module.__name__)
