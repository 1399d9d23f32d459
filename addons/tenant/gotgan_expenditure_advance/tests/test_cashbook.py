import doctest

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged
from odoo.tests.common import BaseCase

from .. import cashbook
from ..cashbook import EFFECT, play, sum_up, take_oldest

ENTRIES = st.lists(st.tuples(st.sampled_from(sorted(EFFECT)), st.integers(1, 10**12)), max_size=20)
# A busy machine is no fault of the arithmetic.
UNHURRIED = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow],
)


@tagged("post_install", "-at_install")
class TestCashbook(BaseCase):
    """The arithmetic of the book, for every book there could be."""

    def test_examples(self):
        self.assertFalse(doctest.testmod(cashbook).failed)

    @UNHURRIED
    @given(st.integers(0, 10**12), ENTRIES)
    def test_balance_is_what_a_settlement_sums_up(self, opening, entries):
        try:
            balances = play(opening, entries)
        except ValueError:
            return
        self.assertTrue(all(one >= 0 for one in balances))
        self.assertEqual(([opening, *balances])[-1], sum_up(opening, entries)["balance"])

    @UNHURRIED
    @given(st.integers(0, 10**12), ENTRIES, st.integers(0, 20))
    def test_two_months_are_one(self, opening, entries, place):
        """What is carried forward from one part is brought forward in the next."""
        first = sum_up(opening, entries[:place])
        second = sum_up(first["balance"], entries[place:])
        self.assertEqual(second["balance"], sum_up(opening, entries)["balance"])

    @UNHURRIED
    @given(st.integers(0, 10**12), ENTRIES)
    def test_refused_where_it_would_go_below_zero(self, opening, entries):
        running, short = opening, False
        for kind, won in entries:
            running += EFFECT[kind] * won
            short = short or running < 0
        if short:
            with self.assertRaises(ValueError):
                play(opening, entries)
        else:
            self.assertEqual(len(play(opening, entries)), len(entries))

    @UNHURRIED
    @given(st.integers(0, 10**12), st.lists(st.integers(0, 10**12), max_size=12))
    def test_oldest_first_and_never_more_than_is_there(self, amount, rests):
        parts = take_oldest(amount, rests)
        self.assertEqual(sum(parts), min(amount, sum(rests)))
        self.assertTrue(all(part <= rest for part, rest in zip(parts, rests, strict=True)))
        for place, part in enumerate(parts[1:], start=1):
            if part:
                self.assertEqual(parts[:place], rests[:place])
