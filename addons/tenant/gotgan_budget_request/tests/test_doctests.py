import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_budget_request import (
    adjusting,
    estimate_tree,
    revenue,
    scaling,
    shares,
    unit_costs,
)


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    """The examples in the docstrings of what needs no database are true."""

    def test_examples(self):
        for module in (adjusting, estimate_tree, revenue, scaling, shares, unit_costs):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
