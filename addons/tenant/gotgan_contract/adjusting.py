"""선금 and 물가변동: plain arithmetic on whole won.

선금 (지방자치단체 입찰 및 계약 집행기준): what was paid ahead is settled with each progress
payment, in proportion. 물가변동 (지방계약법 시행령 제73조): ninety days after the contract or the
last adjustment, and a rise or fall of three percent.
"""

from fractions import Fraction
from typing import NamedTuple


class PriceChange(NamedTuple):
    """Whether the amount is adjusted, why not, and by how many won."""

    due: bool
    lacking: str
    rate: Fraction
    delta: int


def settle_advance(advance, settled, amount, accepted):
    """Return how much of an advance is settled by accepting ``accepted`` won of the contract.

    advance × accepted / amount, rounded up so that nothing is left at the end; never more than what
    is not settled yet.

    >>> settle_advance(70_000_000, 0, 100_000_000, 30_000_000)
    21000000
    >>> settle_advance(10, 9, 3, 1), settle_advance(10, 10, 3, 1), settle_advance(10, 0, 3, 1)
    (1, 0, 4)
    """
    if not amount:
        return 0
    return min(-(-advance * accepted // amount), advance - settled)


def advance_limit(amount, rate):
    """Return the most that may be paid ahead.

    >>> advance_limit(100_000_001, Fraction(70, 100))
    70000000
    """
    return int(amount * Fraction(rate))


def adjust_for_prices(rest, before, after, days, wanted_days, wanted_rate, advance=0):
    """Return the adjustment of what is still to be done, by indices before and now.

    What an advance was paid for does not rise: the rise is lowered by the share of the advance
    (시행령 제73조: 선금을 지급한 때의 공제).

    :param int rest: won of the contract to be performed after the reference day (물가변동적용대가)
    :param before, after: index on the day of the contract (bidding) and on the reference day
    :param int days: since the contract or the last adjustment
    :param advance: share of the contract paid ahead, ``Fraction``

    >>> adjust_for_prices(50_000_000, 100, 104, 91, 90, Fraction(3, 100))
    PriceChange(due=True, lacking='', rate=Fraction(1, 25), delta=2000000)
    >>> adjust_for_prices(50_000_000, 100, 104, 89, 90, Fraction(3, 100)).lacking
    'days'
    >>> adjust_for_prices(50_000_000, 1000, 1029, 100, 90, Fraction(3, 100)).lacking
    'rate'
    >>> adjust_for_prices(50_000_000, 100, 96, 91, 90, Fraction(3, 100)).delta
    -2000000
    >>> adjust_for_prices(50_000_000, 100, 104, 91, 90, Fraction(3, 100), Fraction(1, 2)).delta
    1000000
    """
    rate = Fraction(after) / Fraction(before) - 1 if before else Fraction(0)
    lacking = "days" if days < wanted_days else "rate" if abs(rate) < wanted_rate else ""
    if lacking:
        return PriceChange(False, lacking, rate, 0)
    delta = rest * rate * (1 - advance if rate > 0 else 1)
    return PriceChange(True, "", rate, int(delta))
