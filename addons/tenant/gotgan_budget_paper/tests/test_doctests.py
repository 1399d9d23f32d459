import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget.ehojo import writer

from .. import estimates, fiscal, making, stages, timeline
from ..book import changes, tree, words


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (
            changes, estimates, fiscal, making, stages, timeline, tree, words, writer,
        ):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
