import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.hub_collect import answer, lateness
from odoo.addons.hub_collect.models import hub_report_line


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The examples in the docstrings are true."""

    def test_examples(self):
        for module in (answer, lateness, hub_report_line):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
