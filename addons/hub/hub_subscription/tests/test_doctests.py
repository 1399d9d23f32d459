import doctest

from odoo.tests import TransactionCase, tagged

from .. import answers
from ..controllers import home, page


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    def test_examples(self):
        for module in (answers, home, page):
            self.assertEqual(doctest.testmod(module).failed, 0, module.__name__)
