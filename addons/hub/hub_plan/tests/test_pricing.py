from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.hub_plan import pricing

WON = st.integers(min_value=0, max_value=10 ** 7)
COUNT = st.integers(min_value=1, max_value=3000)
MONTHS = st.integers(min_value=1, max_value=60)


@st.composite
def terms(draw):
    steps = sorted(draw(st.sets(st.integers(1, 500), max_size=4)))
    tiers = [pricing.Tier(step, draw(WON)) for step in steps] + [pricing.Tier(0, draw(WON))]
    discounts = [
        tuple(
            pricing.Discount(at_least, draw(st.integers(1, 50)))
            for at_least in sorted(draw(st.sets(st.integers(1, 60), max_size=3)))
        )
        for _ in range(2)
    ]
    return pricing.Terms(
        draw(WON), draw(COUNT), draw(COUNT), tuple(tiers), draw(WON), *discounts,
    )


@tagged("post_install", "-at_install")
class TestPricing(BaseCase):
    @given(terms(), COUNT, COUNT, MONTHS, MONTHS)
    def test_more_is_never_cheaper(self, price, users, gib, months, agencies):
        charge = pricing.monthly(price, users, gib, months, agencies)
        for more in ((users + 1, gib), (users, gib + 1), (users + 7, gib + 3)):
            self.assertGreaterEqual(
                pricing.monthly(price, *more, months, agencies).total, charge.total,
            )

    @given(terms(), st.integers(0, 3000))
    def test_steps_add_up(self, price, extra):
        pieces = pricing.split_tiers(extra, price.tiers)
        self.assertEqual(sum(quantity for quantity, _price in pieces), extra)
        one_by_one = sum(
            next(
                tier.price for tier in price.tiers if not tier.up_to or number <= tier.up_to
            )
            for number in range(1, extra + 1)
        )
        self.assertEqual(sum(quantity * one for quantity, one in pieces), one_by_one)

    @given(terms(), COUNT, COUNT, MONTHS)
    def test_lines_add_up_and_tax_is_of_the_sum(self, price, users, gib, months):
        whole = pricing.calculate(price, users, gib, months)
        month = pricing.monthly(price, users, gib, months)
        self.assertEqual(sum(line.amount for line in whole.lines), whole.supply)
        self.assertEqual(whole.total, month.total * months)
        self.assertEqual(month.tax, month.supply // 10)
        self.assertGreaterEqual(month.supply, 0)

    @given(st.integers(-10 ** 15, 10 ** 15))
    def test_vat_is_exact_in_whole_won(self, supply):
        tax = pricing.tax_of(supply)
        self.assertLessEqual(abs(tax) * 10, abs(supply))
        self.assertLess(abs(supply) - abs(tax) * 10, 10)

    @given(terms())
    def test_terms_survive_being_kept(self, price):
        self.assertEqual(pricing.Terms.from_json(price.to_json()), price)

    @given(terms(), COUNT, COUNT, st.lists(MONTHS, min_size=2, max_size=2))
    def test_a_longer_term_is_never_dearer_by_the_month(self, price, users, gib, months):
        steps = [one.percent for one in price.term_discounts]
        if steps == sorted(steps):
            short, long = sorted(months)
            self.assertGreaterEqual(
                pricing.monthly(price, users, gib, short).total,
                pricing.monthly(price, users, gib, long).total,
            )
