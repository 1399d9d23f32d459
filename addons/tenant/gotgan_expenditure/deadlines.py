"""Days and interest of the law's terms: plain dates and won, no database.

How many days the law gives is asked of the rules (``spending.payment_days`` …), which days count of
the calendar of working days.
"""

from datetime import timedelta

YEAR_DAYS = 365


def add_days(day, count):
    """Return the last of ``count`` calendar days after ``day``.

    >>> from datetime import date
    >>> add_days(date(2026, 11, 2), 14)
    datetime.date(2026, 11, 16)
    """
    return day + timedelta(days=count)


def get_interest(won, rate, days):
    """Return the interest of ``won`` at ``rate`` a year for ``days``; parts of a won are left out.

    (국고금관리법 47 is followed: less than one won is not counted.)

    >>> from fractions import Fraction
    >>> rate = Fraction(8, 100)
    >>> get_interest(10_000_000, rate, 10), get_interest(10_000_000, rate, -3)
    (21917, 0)
    """
    return int(won * rate * max(0, days) / YEAR_DAYS)
