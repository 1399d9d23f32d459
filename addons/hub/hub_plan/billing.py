"""Which part of a month is charged by which terms: plain Python over dates.

A contract is a row of agreed terms, each from its day on; what was agreed last counts. A month that
begins, ends or changes in its middle is charged by days.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from . import pricing


@dataclass(frozen=True)
class Agreed:
    """Terms as agreed. ``key``: which; ``date_from``: first day, none for the contract's own."""

    key: int
    date_from: date | None
    terms: pricing.Terms
    users: int
    gib: int
    months: int = 1
    agencies: int = 1


@dataclass(frozen=True)
class Segment:
    """Days of one month under the same terms. Both days belong to it."""

    first: date
    last: date
    agreed: Agreed

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def month_days(self):
        return calendar.monthrange(self.first.year, self.first.month)[1]


def month_end(day):
    """Return the last day of the month of ``day``.

    >>> month_end(date(2028, 2, 3))
    datetime.date(2028, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day, months):
    """Return the day ``months`` later, or the last one of a shorter month.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2026, 11, 22), 14)
    (datetime.date(2026, 2, 28), datetime.date(2028, 1, 22))
    """
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def end_of_term(start, months):
    """Return the last day of a term of ``months`` from ``start`` on.

    >>> end_of_term(date(2026, 12, 1), 12), end_of_term(date(2026, 1, 31), 1)
    (datetime.date(2027, 11, 30), datetime.date(2026, 2, 27))
    """
    return add_months(start, months) - timedelta(days=1)


def agreed_on(day, agreed):
    """Return the terms that count on ``day``: the last agreed whose first day has come."""
    return [one for one in agreed if one.date_from is None or one.date_from <= day][-1]


def split_month(month, start, end, agreed):
    """Return the segments of the month that begins on ``month``.

    :param date start, end: the first and the last day of the contract
    :param agreed: :class:`Agreed` in the order in which they were agreed
    """
    first, last = max(month, start), min(month_end(month), end)
    changes = {one.date_from for one in agreed if one.date_from and first < one.date_from <= last}
    begins = [first, *sorted(changes)] if first <= last else []
    ends = [*(day - timedelta(days=1) for day in begins[1:]), last]
    return _join([
        Segment(begin, stop, agreed_on(begin, agreed))
        for begin, stop in zip(begins, ends, strict=False)
    ])


def _join(segments):
    """Return segments without borders at which nothing changes."""
    found = []
    for one in segments:
        if found and found[-1].agreed == one.agreed:
            found[-1] = Segment(found[-1].first, one.last, one.agreed)
        else:
            found.append(one)
    return found


def segment_lines(segment, users=0, size=0):
    """Return the lines of a segment, for what was agreed or for what was used, if that is more.

    :param int users: the greatest number of users measured
    :param int size: the greatest number of bytes measured
    """
    agreed = segment.agreed
    return pricing.monthly_lines(
        agreed.terms, max(agreed.users, users), max(agreed.gib, pricing.needed_gib(size)),
        agreed.months, agreed.agencies, segment.days, segment.month_days,
    )


def whole_charge(start, end, agreed):
    """Return what a contract costs from ``start`` to ``end`` when nothing more is used."""
    lines, supply, tax, month = [], 0, 0, start.replace(day=1)
    while month <= end:
        segments = split_month(month, start, end, agreed)
        found = [line for one in segments for line in segment_lines(one)]
        charge = pricing.charge(found, agreed[-1].terms.vat_percent)
        lines, supply, tax = lines + found, supply + charge.supply, tax + charge.tax
        month = add_months(month, 1)
    return pricing.Charge(tuple(lines), supply, tax)
