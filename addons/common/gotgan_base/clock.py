"""The database's clock. Legal days are those of Seoul, whatever zone server or browser are in."""

from datetime import timezone
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def now(env):
    """Return the start of the transaction by the database's clock, naive UTC as Odoo stores it."""
    return env.cr.now()


def seoul_day(moment):
    """Return the day in Seoul of a naive UTC ``moment``.

    >>> from datetime import datetime
    >>> seoul_day(datetime(2026, 12, 31, 15, 0))
    datetime.date(2027, 1, 1)
    """
    return moment.replace(tzinfo=timezone.utc).astimezone(SEOUL).date()


def today(env):
    """Return today's date in Seoul by the database's clock."""
    return seoul_day(now(env))
