import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_exchange import signing
from odoo.addons.gotgan_exchange.schema import checks, consent, cutting, depth, figures, report


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (signing, checks, consent, cutting, depth, figures, report):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
