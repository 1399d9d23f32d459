"""When reports are sent. No database, no Odoo."""

from datetime import datetime, time, timedelta, timezone
from hashlib import sha256

from odoo.addons.gotgan_base.clock import SEOUL

# Changes within this time go into one report.
DEBOUNCE = timedelta(minutes=5)
LONGEST_WAIT = 360
# Nightly reports leave between half past midnight and five o'clock in Seoul.
NIGHT_FROM, NIGHT_MINUTES = time(0, 30), 270


def backoff(attempts):
    """Return how long to wait after so many attempts: doubled each time, at most six hours.

    >>> [int(backoff(count).total_seconds() // 60) for count in (1, 2, 3, 9, 10, 500)]
    [1, 2, 4, 256, 360, 360]
    """
    return timedelta(minutes=min(2 ** min(attempts - 1, 20), LONGEST_WAIT))


def minute_of_night(identity):
    """Return the minute of the night that belongs to a tenant, spread evenly and always the same.

    Hundreds of tenants are clones of one template; what was drawn at random there would be the
    same minute for all of them.

    >>> minute_of_night("a") == minute_of_night("a"), 0 <= minute_of_night("b") < NIGHT_MINUTES
    (True, True)
    """
    return int.from_bytes(sha256(identity.encode()).digest()[:4]) % NIGHT_MINUTES


def next_night(identity, now):
    """Return the next time (naive UTC) at which the nightly report of a tenant is due.

    >>> before, after = datetime(2026, 11, 22, 14, 0), datetime(2026, 11, 22, 21, 0)
    >>> next_night("a", before).date(), next_night("a", after).date()
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 23))
    """
    local = now.replace(tzinfo=timezone.utc).astimezone(SEOUL)
    tonight = datetime.combine(local.date(), NIGHT_FROM, SEOUL)
    due = tonight + timedelta(minutes=minute_of_night(identity))
    if due <= local:
        due += timedelta(days=1)
    return due.astimezone(timezone.utc).replace(tzinfo=None)
