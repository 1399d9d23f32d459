import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_hub_link import delivery, timing


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (delivery, timing):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
