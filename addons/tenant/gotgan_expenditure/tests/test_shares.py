from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_expenditure.shares import split_by_share, take_in_order

# A busy machine is slow; that says nothing about the arithmetic.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WON = st.integers(min_value=0, max_value=10**15)


@tagged("post_install", "-at_install")
class TestShares(BaseCase):
    """Whole won: nothing is lost, nothing is taken where it is not."""

    @patient
    @given(WON, st.lists(WON, min_size=1, max_size=11))
    def test_parts_add_up(self, amount, weights):
        self.assertEqual(sum(split_by_share(amount, weights)), amount)

    @patient
    @given(st.lists(WON, min_size=1, max_size=11), st.integers(min_value=0, max_value=1000))
    def test_no_part_exceeds_what_is_available(self, weights, permille):
        amount = sum(weights) * permille // 1000
        parts = split_by_share(amount, weights)
        self.assertTrue(all(part <= weight for part, weight in zip(parts, weights, strict=True)))

    @patient
    @given(WON, st.lists(WON, max_size=11))
    def test_taken_in_order_never_exceeds(self, amount, rests):
        parts = take_in_order(amount, rests)
        self.assertEqual(sum(parts), min(amount, sum(rests)))
        self.assertTrue(all(part <= rest for part, rest in zip(parts, rests, strict=True)))
