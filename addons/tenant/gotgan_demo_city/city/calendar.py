"""The days of the demo month: plain dates, no database."""

from datetime import date, timedelta

SATURDAY = 5


def workday(today, ago):
    """Return the working day ``ago`` working days before today (0: today, or the last one).

    Never before the year of ``today`` began, so that a young year keeps its money to itself.

    >>> workday(date(2026, 11, 22), 0), workday(date(2026, 11, 22), 5)
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 13))
    >>> workday(date(2026, 1, 3), 4)
    datetime.date(2026, 1, 1)
    """
    first, day = date(today.year, 1, 1), today
    while True:
        while day.weekday() >= SATURDAY and day > first:
            day -= timedelta(days=1)
        if not ago or day <= first:
            return day
        ago, day = ago - 1, day - timedelta(days=1)


def quarters(today):
    """Return (quarter, its first day) of the quarters that have begun.

    >>> quarters(date(2026, 5, 2))
    [(1, datetime.date(2026, 1, 1)), (2, datetime.date(2026, 4, 1))]
    """
    starts = [(number, date(today.year, 3 * number - 2, 1)) for number in range(1, 5)]
    return [(number, start) for number, start in starts if start <= today]
