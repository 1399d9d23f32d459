import doctest

from odoo.tests import TransactionCase, tagged

from .. import cells, checking, columns, reader, travel


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    def test_examples(self):
        for module in (cells, checking, columns, reader, travel):
            with self.subTest(module=module.__name__):
                self.assertFalse(doctest.testmod(module).failed)
