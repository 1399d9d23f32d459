"""Scores of proposals: means without the extremes, points of the price, the order. No database.

Points are ``Fraction`` until they are shown; a price is whole won.
"""

from fractions import Fraction
from typing import NamedTuple


class PriceRule(NamedTuple):
    """입찰가격 평점산식: the two shares of the base price, the further points, the digits kept."""

    full: Fraction
    low: Fraction
    bonus: int
    digits: int


def points(value):
    """Return what stands in a sheet as an exact number.

    >>> points(17.55)
    Fraction(351, 20)
    """
    return Fraction(f"{value or 0:.3f}")


def trimmed_mean(sums, drop):
    """Return the mean of the members' points without the ``drop`` highest and lowest ones.

    Of equal extremes one each is left out. Where nobody would be left, nobody is left out.

    >>> trimmed_mean([Fraction(n) for n in (70, 80, 82, 84, 86, 88, 100)], 1)
    Fraction(84, 1)
    >>> trimmed_mean([Fraction(5), Fraction(7)], 1), trimmed_mean([], 1)
    (Fraction(6, 1), Fraction(0, 1))
    """
    kept = sorted(sums)[drop:len(sums) - drop] or sums
    return sum(kept, Fraction(0)) / len(kept) if kept else Fraction(0)


def left_out(sums, drop):
    """Return the places of those that the mean leaves out.

    >>> left_out([70, 100, 80, 82], 1), left_out([5, 7], 1)
    ({0, 1}, set())
    """
    order = sorted(range(len(sums)), key=lambda place: sums[place])
    return {*order[:drop], *order[len(order) - drop:]} if len(order) > 2 * drop else set()


def keep_digits(value, digits):
    """Return ``value`` rounded half up to ``digits`` decimals.

    >>> keep_digits(Fraction("0.99995"), 4), keep_digits(Fraction(2, 3), 2)
    (Fraction(1, 1), Fraction(67, 100))
    >>> keep_digits(Fraction(1, 2), 0)
    Fraction(1, 1)
    """
    scale = 10 ** digits
    return Fraction((value * scale * 2 + 1) // 2, scale)


def price_points(limit, bid, lowest, base, rule):
    """Return the points of a price: the full ones for the lowest, at least ``full`` of the base.

    :param limit: the points the price can have
    :param base: 예정가격, or 추정가격 where none is made

    >>> rule = PriceRule(Fraction(80, 100), Fraction(60, 100), 2, 4)
    >>> price_points(20, 100, 80, 100, rule), price_points(20, 80, 80, 100, rule)
    (Fraction(16, 1), Fraction(20, 1))

    Below that share it is compared with the share itself, and gains a little; never beyond the
    limit.

    >>> price_points(20, 70, 70, 100, rule), price_points(20, 60, 60, 100, rule)
    (Fraction(37, 2), Fraction(17, 1))
    >>> price_points(20, 50, 50, 100, rule) <= 20
    True
    """
    limit, full, low = Fraction(limit), base * rule.full, base * rule.low
    if bid >= full:
        won = limit * lowest / bid
    else:
        counted = max(Fraction(bid), low)
        won = limit * lowest / full + rule.bonus * (full - counted) / (full - low)
    return min(limit, keep_digits(won, rule.digits))


def passes(score, limit, rate):
    """Say whether a technical score reaches the line.

    >>> passes(Fraction(68), 80, Fraction(85, 100)), passes(Fraction("67.9999"), 80,
    ...     Fraction(85, 100))
    (True, False)
    """
    return score >= limit * rate


def text(value, digits=4):
    """Return points in words, without empty decimals.

    >>> text(Fraction("83.5000")), text(Fraction(80))
    ('83.5', '80')
    """
    return f"{float(value):.{digits}f}".rstrip("0").rstrip(".")
