import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.hub_plan import billing, metering, pricing, tax_invoice


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (billing, metering, pricing, tax_invoice):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
