import doctest

from odoo.tests import TransactionCase, tagged

from ..engine import inspect


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(inspect).failed, 0)
