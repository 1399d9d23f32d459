import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_rule import citing, delivery, finding, values


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The examples in the docstrings of what needs no database are true."""

    def test_examples(self):
        for module in (citing, delivery, finding, values):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
