import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.hub_oversight.demo import agencies
from odoo.addons.hub_oversight.rules import table, workbook


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (agencies, table, workbook):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
