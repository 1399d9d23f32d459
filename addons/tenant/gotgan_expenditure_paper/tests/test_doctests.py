import doctest

from odoo.tests import BaseCase, tagged

from ..papers import boxes, contract_order, words


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (boxes, contract_order, words):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
