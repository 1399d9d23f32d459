import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_treasury import banks, interest, transfer
from odoo.addons.gotgan_treasury.bank import answer, mt940, records, statement


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The examples in the docstrings of what needs no database are true."""

    def test_examples(self):
        for module in (answer, mt940, records, statement, banks, interest, transfer):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
