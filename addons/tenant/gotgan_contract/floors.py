"""낙찰하한율: who wins, by price. Plain arithmetic on whole won."""

from fractions import Fraction
from typing import NamedTuple

VALID, OVER, BELOW = "valid", "over_price", "below_floor"


class Bid(NamedTuple):
    """One offer: any key, its won, when it came in, and its lot where prices were equal."""

    key: object
    amount: int
    time: object = None
    lot: int = 0


def floor_amount(planned, rate):
    """Return the lowest amount that may win: the first whole won that reaches the rate.

    >>> floor_amount(100_000_000, Fraction("0.89745")), floor_amount(99_999_999, Fraction(88, 100))
    (89745000, 88000000)
    """
    share = planned * Fraction(rate)
    return -(-share.numerator // share.denominator)


def judge(amount, planned, floor):
    """Say how an offer stands to the planned price and the floor.

    >>> [judge(won, 100, 88) for won in (101, 100, 88, 87)]
    ['over_price', 'valid', 'valid', 'below_floor']
    """
    if amount > planned:
        return OVER
    return VALID if amount >= floor else BELOW


def rank(bids, planned, floor):
    """Return ``{key: (verdict, rank)}``: the lowest valid offer is first, others have rank 0.

    Equal prices are ranked by their lots (시행령 제48조), and shown by time until lots are cast.

    >>> rank([Bid("a", 95), Bid("b", 89), Bid("c", 80), Bid("d", 120)], 100, 88)
    {'a': ('valid', 2), 'b': ('valid', 1), 'c': ('below_floor', 0), 'd': ('over_price', 0)}
    >>> rank([Bid("a", 90, "09:00", 2), Bid("b", 90, "10:00", 1)], 100, 88)
    {'a': ('valid', 2), 'b': ('valid', 1)}
    """
    verdicts = {bid.key: judge(bid.amount, planned, floor) for bid in bids}
    valid = [bid for bid in bids if verdicts[bid.key] == VALID]
    order = sorted(valid, key=lambda bid: (bid.amount, bid.lot, str(bid.time or "")))
    places = {bid.key: place for place, bid in enumerate(order, 1)}
    return {key: (verdict, places.get(key, 0)) for key, verdict in verdicts.items()}


def rate_text(amount, planned):
    """Return ``amount`` as a percentage of the planned price, cut after the third digit.

    >>> rate_text(89745, 100000), rate_text(1, 0)
    ('89.745', '')
    """
    if not planned:
        return ""
    thousandths = amount * 100_000 // planned
    return f"{thousandths // 1000}.{thousandths % 1000:03d}"
