"""What needs no database: splitting, the tree of estimates, rates. For any input."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_budget.ehojo.formula import evaluate, thousands_up
from odoo.addons.gotgan_budget_request.estimate_tree import Row, weigh
from odoo.addons.gotgan_budget_request.scaling import scale, scaled_amount
from odoo.addons.gotgan_budget_request.shares import as_fraction, simplify, split

WON = st.integers(0, 10**13)
SHARES = st.dictionaries(st.integers(1, 11), st.integers(0, 1000), min_size=1, max_size=6)
ROWS = st.lists(
    st.builds(
        Row, st.integers(1, 3),
        st.builds("{:,}원*{}명*{}회".format, st.integers(1, 10**7), st.integers(1, 99),
                  st.integers(1, 12)),
    ),
    min_size=1, max_size=12,
)


@tagged("post_install", "-at_install")
class TestPlain(TransactionCase):
    @settings(deadline=None)
    @given(amount=WON, shares=SHARES, unit=st.sampled_from([1, 1000]))
    def test_shares_lose_nothing(self, amount, shares, unit):
        parts = split(amount, shares, unit=unit)
        self.assertEqual(sum(parts.values()), amount if any(shares.values()) else 0)
        self.assertTrue(all(part >= 0 for part in parts.values()))

    @settings(deadline=None)
    @given(thousands=st.integers(0, 10**9), shares=SHARES)
    def test_whole_thousands_stay_whole_and_near_their_ratio(self, thousands, shares):
        parts, total = split(thousands * 1000, shares), sum(shares.values())
        for key, part in parts.items():
            self.assertFalse(part % 1000)
            if total:
                exact = Fraction(thousands * 1000 * shares[key], total)
                self.assertLess(abs(part - exact), 1000)

    @settings(deadline=None)
    @given(rows=ROWS)
    def test_a_tree_is_the_sum_of_its_leaves(self, rows):
        values = weigh(rows)
        tops = sum(value.amount for value in values if value.parent is None)
        leaves = sum(
            thousands_up(evaluate(row.formula))
            for row, value in zip(rows, values, strict=True) if not value.children
        )
        self.assertEqual(tops, leaves)
        for value in values:
            if value.children:
                self.assertEqual(value.amount, sum(values[one].amount for one in value.children))

    @settings(deadline=None)
    @given(rows=ROWS, rate=st.integers(1, 300))
    def test_a_rate_behind_a_formula_is_that_rate(self, rows, rate):
        for row in rows:
            raised = evaluate(scale(row.formula, rate))
            self.assertEqual(raised, evaluate(row.formula) * Fraction(rate, 100))

    def test_shares_as_typed(self):
        self.assertEqual(as_fraction(33.3333), Fraction(333333, 10000))
        self.assertEqual(simplify({"국": 500, "도": 150, "시": 350}), {"국": 10, "도": 3, "시": 7})
        self.assertEqual(scaled_amount(1_000_000, 97.5), 975_000)
