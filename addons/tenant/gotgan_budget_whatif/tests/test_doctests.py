import doctest

from odoo.tests import BaseCase, tagged

from ..rules import checking, grounds, hints, problem, revenue, shares


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_examples(self):
        for module in (checking, grounds, hints, problem, revenue, shares):
            found = doctest.testmod(module)
            self.assertTrue(found.attempted, module.__name__)
            self.assertFalse(found.failed, module.__name__)
