import doctest

from odoo.tests import TransactionCase, tagged

from .. import disclosure, matching, statement


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    def test_examples(self):
        for module in (disclosure, matching, statement):
            with self.subTest(module=module.__name__):
                self.assertFalse(doctest.testmod(module).failed)
