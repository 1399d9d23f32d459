"""When a posting may be dated on a day: the rule, without a database."""

from dataclasses import dataclass
from datetime import date

BUDGET, SPENDING, CASH = "budget", "spending", "cash"

OPEN_STATES = {
    BUDGET: ("preparing", "open"),
    SPENDING: ("open",),
    CASH: ("open", "closing"),
}


@dataclass(frozen=True)
class YearFacts:
    """What the database said about a fiscal year at the moment it was locked."""

    state: str
    date_from: date
    date_to: date
    cash_close_date: date
    completion_date: date


def find_fault(year, day, today, work=SPENDING, month_locked=False):
    """Return why nothing may be posted on ``day``, or an empty string.

    The kinds of ``work``: ``budget`` may be entered before the year begins (the budget is voted
    in December); ``spending`` belongs to the year itself; ``cash`` (payments, receipts, returns)
    goes on until the books are completed (지방회계법 7).

    :param YearFacts year: the year as it is now
    :param date day: the date the posting would carry
    :param date today: the day of the database's clock

    >>> fy = YearFacts("open", date(2026, 1, 1), date(2026, 12, 31),
    ...                date(2026, 12, 31), date(2027, 2, 10))
    >>> find_fault(fy, date(2026, 11, 2), date(2026, 11, 2))
    ''
    >>> find_fault(fy, date(2027, 1, 5), date(2027, 1, 5)), find_fault(
    ...     fy, date(2027, 1, 5), date(2027, 1, 5), CASH)
    ('outside', '')
    >>> find_fault(fy, date(2026, 12, 31), date(2027, 2, 11), CASH)
    'late'
    >>> find_fault(fy, date(2026, 11, 2), date(2026, 11, 2), month_locked=True)
    'month'
    """
    if year.state not in OPEN_STATES[work]:
        return year.state
    if today > year.completion_date:
        return "late"
    if not _fits(year, day, work):
        return "outside"
    return "month" if month_locked else ""


def _fits(year, day, work):
    """Return whether ``day`` lies where this kind of work may be dated."""
    if work == BUDGET:
        return day <= year.date_to
    last = year.completion_date if work == CASH else year.date_to
    return year.date_from <= day <= last
