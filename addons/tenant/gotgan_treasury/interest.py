"""Interest of a term deposit, in whole won."""

from calendar import monthrange
from datetime import date
from fractions import Fraction
from itertools import pairwise

DAYS = 365


def simple_interest(amount, rate, days):
    """Return the interest of ``amount`` won at ``rate`` a year; a fraction of a won falls.

    A year has 365 days in leap years too, and the day of repayment bears no interest.

    >>> simple_interest(1_000_000_000, Fraction(3, 100), 91)
    7479452
    >>> simple_interest(1, Fraction(3, 100), 365)
    0
    """
    return int(Fraction(amount) * rate * days / DAYS)


def compound_interest(amount, rate, spans):
    """Return the interest where it joins the amount after each span of days.

    At the end of each span the interest is credited in whole won, as the bank's book shows it.

    >>> compound_interest(1_000_000_000, Fraction(3, 100), [365])
    30000000
    >>> compound_interest(1_000_000_000, Fraction(3, 100), [181, 184])
    30224984
    """
    grown = amount
    for days in spans:
        grown += simple_interest(grown, rate, days)
    return grown - amount


def split_months(first, last, months):
    """Return the days of each span of ``months`` from ``first`` on; the last may be shorter.

    A day the month does not have is its last day.

    >>> from datetime import date
    >>> split_months(date(2026, 1, 31), date(2026, 4, 30), 1)
    [28, 31, 30]
    >>> split_months(date(2026, 1, 1), date(2026, 12, 31), 0)
    [364]
    """
    if not months:
        return [(last - first).days]
    days, place = [first], 0
    while days[-1] < last:
        place += months
        days.append(min(_add_months(first, place), last))
    return [(after - before).days for before, after in pairwise(days)]


def _add_months(day, months):
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
