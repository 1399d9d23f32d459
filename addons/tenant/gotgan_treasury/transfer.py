"""What one payment order asks of the bank: its transfers, and how their cash is told by fund."""

from typing import NamedTuple

# An order that is one transfer has this part; an order of many names each by a number of its own.
WHOLE = 0


class Transfer(NamedTuple):
    """One transfer of a payment order.

    :param part: which of the order's transfers it is; ``WHOLE`` where there is only one
    """

    part: int
    bank_code: str
    number: str
    holder: str
    amount: int


def split_by_fund(gross, days):
    """Return ``{day: {fund: won}}``: what left on each day, out of which fund.

    What was kept back or refused stays in the funds with the most; days take the funds in order.

    :param gross: ``{fund: won}`` of the vouchers
    :param days: ``{day: won}`` that left, together not more than the gross

    >>> split_by_fund({"a": 10, "b": 90}, {1: 60, 2: 35})
    {1: {'a': 10, 'b': 50}, 2: {'b': 35}}
    """
    left, kept = dict(gross), sum(gross.values()) - sum(days.values())
    for fund in sorted(gross, key=gross.get, reverse=True):
        cut = min(left[fund], kept)
        left[fund], kept = left[fund] - cut, kept - cut
    split = {}
    for day, won in sorted(days.items()):
        split[day] = {}
        for fund, there in left.items():
            taken = min(there, won)
            left[fund] -= taken
            won -= taken
            if taken:
                split[day][fund] = taken
    return split


def slice_by_fund(gross, start, won):
    """Return ``{fund: won}``: out of which funds a sum was kept back, as :func:`split_by_fund`.

    :param start: won of the same order that were kept back before it

    >>> slice_by_fund({"a": 10, "b": 90}, 85, 10)
    {'b': 5, 'a': 5}
    """
    taken = {}
    for fund in sorted(gross, key=gross.get, reverse=True):
        skipped = min(gross[fund], start)
        part = min(gross[fund] - skipped, won)
        start, won = start - skipped, won - part
        if part:
            taken[fund] = part
    return taken
