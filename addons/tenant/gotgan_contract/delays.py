"""지연배상금 (지방계약법 제30조, 시행령 제90조, 시행규칙 제75조): plain arithmetic on whole won."""

from datetime import timedelta
from typing import NamedTuple


class Delay(NamedTuple):
    """How late, on what amount, how much; ``capped`` where the ceiling of the law cut it.

    ``parts`` are (won, days late) of what was taken over at different times, the last one last.
    """

    days: int
    base: int
    damages: int
    capped: bool
    parts: tuple = ()


def compute_delay(end, completed, amount, taken, rate, cap, excused=()):
    """Return what a contractor owes for being late.

    The day after the last day of the contract is the first one that counts. What was accepted and
    taken over is taken off the base from then on (지방계약법 시행령 제90조제2항): before the last
    day it owes nothing, after it for its own days. The ceiling is a share of the contract amount.
    Won are cut, as amounts due to the treasury are (국고금 관리법 제47조: below ten won).

    :param end: last day of the contract
    :param completed: day of the notice of completion that passed, or the day it is counted to
    :param int amount: won of the contract
    :param taken: (day of the notice, won) of what was accepted, in any order
    :param rate: per day, ``Fraction``
    :param cap: share of the contract, ``Fraction``
    :param excused: (first, last) of days the contractor is not answerable for; they do not count
        (시행령 제90조제1항)

    >>> from datetime import date
    >>> from fractions import Fraction
    >>> half, cap = Fraction("0.5") / 1000, Fraction(3, 10)
    >>> compute_delay(date(2026, 10, 31), date(2026, 11, 10), 100_000_000, [], half, cap)
    Delay(days=10, base=100000000, damages=500000, capped=False, parts=((100000000, 10),))
    >>> compute_delay(date(2026, 10, 31), date(2026, 10, 31), 100_000_000, [], half, cap)
    Delay(days=0, base=100000000, damages=0, capped=False, parts=((100000000, 0),))
    >>> compute_delay(date(2024, 1, 1), date(2026, 1, 1), 10_000_000, [], half, cap)[:4]
    (731, 10000000, 3000000, True)
    >>> taken = [(date(2026, 10, 20), 20_000_000), (date(2026, 11, 5), 40_000_000)]
    >>> late = compute_delay(date(2026, 10, 31), date(2026, 11, 10), 100_000_000, taken, half, cap)
    >>> late[:4], late.parts
    ((10, 80000000, 300000, False), ((40000000, 5), (40000000, 10)))
    >>> storm = [(date(2026, 10, 30), date(2026, 11, 2)), (date(2026, 11, 2), date(2026, 11, 3))]
    >>> compute_delay(
    ...     date(2026, 10, 31), date(2026, 11, 10), 100_000_000, [], half, cap, storm,
    ... )[:3]
    (7, 100000000, 350000)
    """
    days = count_late(end, completed, excused)
    base = max(0, amount - sum(won for day, won in taken if day <= end))
    late = sorted((day, won) for day, won in taken if end < day < completed)
    rest = max(0, base - sum(won for _day, won in late))
    parts = (*((won, count_late(end, day, excused)) for day, won in late), (rest, days))
    full, ceiling = int(sum(won * late for won, late in parts) * rate), int(amount * cap)
    return Delay(days, base, min(full, ceiling) // 10 * 10, full > ceiling, parts)


def count_late(end, day, excused=()):
    """Return the days after ``end`` up to ``day``, less those that are excused, each once.

    >>> from datetime import date
    >>> count_late(date(2026, 10, 31), date(2026, 11, 10), [(date(2026, 11, 1), date(2026, 12, 1))])
    0
    """
    late = {end + timedelta(days=number) for number in range(1, (day - end).days + 1)}
    return sum(not any(first <= one <= last for first, last in excused) for one in late)


def defect_period(accepted, years):
    """Return the first and last day of a defect liability of ``years``.

    >>> from datetime import date
    >>> defect_period(date(2026, 11, 22), 3)
    (datetime.date(2026, 11, 22), datetime.date(2029, 11, 21))
    >>> defect_period(date(2024, 2, 29), 1)[1]
    datetime.date(2025, 2, 27)
    """
    return accepted, _add_years(accepted, years) - timedelta(days=1)


def defect_checks(first, last, per_year):
    """Return the days of the regular inspections of defects; the last one is the last day.

    >>> from datetime import date
    >>> defect_checks(date(2026, 1, 1), date(2026, 12, 31), 2)
    [datetime.date(2026, 7, 2), datetime.date(2026, 12, 31)]
    >>> len(defect_checks(date(2026, 1, 1), date(2028, 12, 31), 2))
    6
    """
    years = max(1, round((last - first).days / 365.25))
    count = years * per_year
    length = (last - first).days
    return [first + timedelta(days=-(-length * place // count)) for place in range(1, count + 1)]


def _add_years(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
