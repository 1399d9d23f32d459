"""The days on which the demo's people worked: history that carries the days of its documents."""

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from odoo.addons.gotgan_base.clock import today

# Nine in the morning in Seoul, when work begins, and the minutes of a working day.
MORNING, MINUTES = time(0), 500


@contextmanager
def at(env, day):
    """Let what is done inside carry ``day``, as if the clock of the transaction showed it.

    The demo city is made in a minute and tells of a year. Only the transaction of a stage is
    concerned, and never a day to come. Nothing of the program itself does this.
    """
    cursor = env.cr
    env.flush_all()
    before = cursor.now()
    if day < today(env):
        cursor._now = moment(day)
    try:
        yield
        env.flush_all()
    finally:
        cursor._now = before


def moment(day):
    """Return a moment of the working day, naive UTC, always the same one.

    >>> moment(date(2026, 10, 14)), moment(date(2026, 10, 15))
    (datetime.datetime(2026, 10, 14, 3, 31, 31), datetime.datetime(2026, 10, 15, 5, 48, 8))
    """
    number = day.toordinal()
    return datetime.combine(day, MORNING) + timedelta(
        minutes=number * 137 % MINUTES, seconds=number * 37 % 60,
    )


def day_of(year, text, latest):
    """Return the day ``MM-DD`` of a fiscal year's number, ``latest`` at the latest.

    >>> day_of(2026, "05-08", date(2026, 11, 22)), day_of(2026, "12-18", date(2026, 11, 22))
    (datetime.date(2026, 5, 8), datetime.date(2026, 11, 22))
    """
    month, day = map(int, text.split("-"))
    return min(date(year, month, day), latest)
