import doctest

from odoo.tests import BaseCase, tagged

from .. import chain, posts, ranges
from ..table import amounts, columns, rows


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_plain_rules(self):
        for module in (chain, posts, ranges, amounts, columns, rows):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)
