import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget import command, masters, share
from odoo.addons.gotgan_budget.ehojo import amounts, columns, formula, reader, row, supplement


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    """The examples in the docstrings of what needs no database are true."""

    def test_examples(self):
        for module in (amounts, columns, formula, reader, row, supplement, share, masters, command):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
