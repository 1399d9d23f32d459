import doctest

from odoo.tests import TransactionCase, tagged

from ..engine import inspect, server_log


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    def test_examples(self):
        for module in (inspect, server_log):
            self.assertEqual(doctest.testmod(module).failed, 0, module.__name__)
