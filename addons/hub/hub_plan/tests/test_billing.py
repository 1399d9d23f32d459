from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.hub_plan import billing, pricing

TERMS = pricing.Terms(300_000, 10, 10, (pricing.Tier(0, 1_000),), 500)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def agreed(key, day=None, users=10):
    return billing.Agreed(key, day, TERMS, users, 10)


@tagged("post_install", "-at_install")
class TestBilling(BaseCase):
    @given(DAYS, st.integers(1, 400), st.lists(DAYS, max_size=4), DAYS)
    def test_every_day_is_charged_once(self, start, length, changes, day):
        end, month = start + timedelta(days=length), day.replace(day=1)
        row = [agreed(0), *(agreed(key, one, key) for key, one in enumerate(changes, 1))]
        charged = [
            (segment.first + timedelta(days=number), segment.agreed)
            for segment in billing.split_month(month, start, end, row)
            for number in range(segment.days)
        ]
        last = billing.month_end(month)
        expected = [
            (one, billing.agreed_on(one, row))
            for one in (month + timedelta(days=number) for number in range(last.day))
            if start <= one <= end
        ]
        self.assertEqual(charged, expected)

    @given(st.integers(1, 28), st.integers(1, 24))
    def test_a_term_of_whole_months_ends_the_day_before(self, day, months):
        end = billing.end_of_term(date(2026, 3, day), months)
        self.assertEqual(billing.add_months(date(2026, 3, day), months), end + timedelta(days=1))

    def test_what_was_agreed_last_counts(self):
        row = [
            agreed(0), agreed(1, date(2026, 12, 1), 5), agreed(2, date(2026, 11, 20), 30),
        ]
        november = billing.split_month(date(2026, 11, 1), date(2026, 9, 1), date(2027, 8, 31), row)
        self.assertEqual([(one.first.day, one.agreed.key) for one in november], [(1, 0), (20, 2)])
        december = billing.split_month(date(2026, 12, 1), date(2026, 9, 1), date(2027, 8, 31), row)
        self.assertEqual([(one.first.day, one.agreed.key) for one in december], [(1, 2)])

    def test_statements_of_whole_months_equal_the_quotation(self):
        start = date(2026, 12, 1)
        whole = billing.whole_charge(start, billing.end_of_term(start, 12), [agreed(0, users=33)])
        self.assertEqual(whole.total, pricing.calculate(TERMS, 33, 10, 12).total)

    def test_what_was_used_counts_when_it_is_more(self):
        [segment] = billing.split_month(
            date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 30), [agreed(0, users=12)],
        )
        amounts = {
            users: sum(line.amount for line in billing.segment_lines(segment, users, 0))
            for users in (0, 12, 15)
        }
        self.assertEqual(amounts, {0: 302_000, 12: 302_000, 15: 305_000})
        stored = billing.segment_lines(segment, 0, 11 * pricing.GIB + 1)
        self.assertEqual([line.quantity for line in stored if line.code == "storage"], [2])
