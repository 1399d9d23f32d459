"""신속집행 targets: what should be spent by when. No database, no Odoo.

A target is a rate at the end of a month, in 1/10,000. Between two of them the days count evenly.
"""

from calendar import monthrange
from datetime import date


def month_end(year, month):
    """Return the last day of a month.

    >>> month_end(2026, 2)
    datetime.date(2026, 2, 28)
    """
    return date(year, month, monthrange(year, month)[1])


def target_on(points, first, day):
    """Return the rate to be reached by ``day``, in 1/10,000; None beyond the last target.

    :param points: ``[(day, rate)]`` in order
    :param first: the first day of the year, before which nothing is spent

    >>> points = [(date(2026, 3, 31), 3000), (date(2026, 6, 30), 6000)]
    >>> target_on(points, date(2026, 1, 1), date(2026, 3, 31))
    3000
    >>> target_on(points, date(2026, 1, 1), date(2026, 5, 15))
    4483
    >>> target_on(points, date(2026, 1, 1), date(2026, 7, 1)) is None
    True
    """
    before, reached = date.fromordinal(first.toordinal() - 1), 0
    for due, rate in points:
        if day <= due:
            passed, span = (day - before).days, (due - before).days
            return reached + (rate - reached) * max(0, passed) // span
        before, reached = due, rate
    return None


def shortfall(done, whole, rate):
    """Return the won still to spend to reach ``rate`` of ``whole``, never below zero.

    >>> shortfall(400, 1000, 6000), shortfall(700, 1000, 6000)
    (200, 0)
    """
    return max(0, -(-whole * rate // 10_000) - done)


def rank(rows, key):
    """Return ``rows`` with their place under ``"rank"``; equals share a place.

    >>> [row["rank"] for row in rank([{"x": 5}, {"x": 9}, {"x": 5}, {"x": None}], "x")]
    [1, 2, 2, None]
    """
    known = sorted((row for row in rows if row[key] is not None), key=lambda one: -one[key])
    places = {}
    for place, row in enumerate(known, 1):
        places.setdefault(row[key], place)
    unknown = [row for row in rows if row[key] is None]
    return [{**row, "rank": places.get(row[key])} for row in [*known, *unknown]]
