"""Public holidays of Korean public offices: plain dates, no database.

관공서의 공휴일에 관한 규정 2조 (holidays) and 3조 (substitutes), as the library ``holidays`` knows
them: 노동절 and 제헌절 with their substitutes from 2026 on, elections at the end of a term, and the
temporary holidays that have been announced.
"""

from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays

SATURDAY, SUNDAY = 5, 6
# What the library calls a day, and what the decree does.
LIBRARY_SUBSTITUTE = " 대체 휴일"
OFFICIAL_NAMES = {"신정연휴": "1월 1일", "지방선거일": "지방선거일(임기 만료)"}


@lru_cache(maxsize=64)
def public_holidays(year):
    """Return ``{day: official name}`` of the public holidays of a year, Sundays not among them.

    >>> from datetime import date
    >>> public_holidays(2026)[date(2026, 8, 17)]
    '대체공휴일(광복절)'
    >>> public_holidays(2027)[date(2027, 7, 19)]
    '대체공휴일(제헌절)'
    >>> date(2026, 6, 8) in public_holidays(2026)
    False
    """
    days = country_holidays("KR", years=year, language="ko")
    return MappingProxyType({
        day: official_name(days.get_list(day)) for day in sorted(days) if day.year == year
    })


def official_name(names):
    """Return the name of a day that the library calls by ``names``.

    >>> official_name(["어린이날", "부처님오신날"])
    '부처님오신날·어린이날'
    >>> official_name(["부처님오신날 대체 휴일", "어린이날 대체 휴일"])
    '대체공휴일(부처님오신날·어린이날)'
    """
    plain = [name.removesuffix(LIBRARY_SUBSTITUTE) for name in sorted(names)]
    joined = "·".join(OFFICIAL_NAMES.get(name, name) for name in plain)
    is_substitute = all(name.endswith(LIBRARY_SUBSTITUTE) for name in names)
    return f"대체공휴일({joined})" if is_substitute else joined


def is_working_day(day, own):
    """Return whether public offices work on ``day``.

    :param own: ``{day: (is it a working day, name)}`` of the agency; it goes before the rest

    >>> from datetime import date
    >>> is_working_day(date(2026, 5, 1), {}), is_working_day(date(2025, 5, 1), {})
    (False, True)
    >>> is_working_day(date(2026, 5, 2), {date(2026, 5, 2): (True, "선거 준비 근무")})
    True
    """
    if day in own:
        return own[day][0]
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def add_working_days(day, count, own):
    """Return the day on which ``count`` working days after ``day`` have passed (민법 157).

    A negative ``count`` goes back in time; zero is ``day`` itself, whatever day it is.

    >>> from datetime import date
    >>> add_working_days(date(2026, 9, 23), 5, {})
    datetime.date(2026, 10, 2)
    >>> add_working_days(date(2026, 10, 2), -5, {})
    datetime.date(2026, 9, 23)
    """
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, own)
    return day


def count_working_days(first, last, own):
    """Return the number of working days from ``first`` to ``last``, both counted.

    >>> from datetime import date
    >>> count_working_days(date(2026, 9, 21), date(2026, 10, 11), {})
    11
    >>> count_working_days(date(2026, 9, 22), date(2026, 9, 21), {})
    0
    """
    span = range((last - first).days + 1)
    return sum(is_working_day(first + timedelta(days=number), own) for number in span)
