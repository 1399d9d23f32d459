import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget_closing import drafting, eligibility


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_doctests(self):
        for module in (drafting, eligibility):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)
