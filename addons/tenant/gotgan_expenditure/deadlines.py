"""Days the law gives: plain dates, no database."""

from datetime import timedelta

# 지방계약법 17, 영 67①: payment within five days of the claim, holidays not counted.
PAYMENT_DAYS = 5
# 지방계약법 시행령 64: inspection within fourteen days of the notice of completion.
INSPECTION_DAYS = 14
SATURDAY = 5


def add_working_days(day, count, holidays=()):
    """Return the day on which ``count`` working days after ``day`` have passed.

    The first day is not counted (민법 157); Saturdays, Sundays and ``holidays`` are not either.

    >>> from datetime import date
    >>> add_working_days(date(2026, 11, 19), 5)
    datetime.date(2026, 11, 26)
    >>> add_working_days(date(2026, 9, 23), 5, {date(2026, 9, 24), date(2026, 9, 25)})
    datetime.date(2026, 10, 2)
    """
    while count:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            count -= 1
    return day


def add_days(day, count):
    """Return the last of ``count`` calendar days after ``day``.

    >>> from datetime import date
    >>> add_days(date(2026, 11, 2), INSPECTION_DAYS)
    datetime.date(2026, 11, 16)
    """
    return day + timedelta(days=count)
