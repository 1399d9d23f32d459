"""When a report is late: by the hub's clock, whatever the tenant's says. No database, no Odoo."""

from datetime import time, timedelta, timezone

from odoo.addons.gotgan_base.clock import SEOUL, seoul_day

# Nightly reports leave until five; an hour later they are missed.
DEADLINE = time(6, 0)


def say_moment(moment):
    """Return a moment (naive UTC) as people of Korea read it; nothing for none.

    >>> from datetime import datetime
    >>> say_moment(datetime(2026, 11, 22, 15, 30)), say_moment(None)
    ('2026-11-23 00:30', None)
    """
    if not moment:
        return None
    return moment.replace(tzinfo=timezone.utc).astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")


def last_due_day(now):
    """Return the last day (Seoul) whose nightly report should have arrived by ``now`` (UTC).

    >>> from datetime import datetime
    >>> last_due_day(datetime(2026, 11, 21, 20, 59)), last_due_day(datetime(2026, 11, 21, 21, 0))
    (datetime.date(2026, 11, 21), datetime.date(2026, 11, 22))
    """
    local = now.replace(tzinfo=timezone.utc).astimezone(SEOUL)
    return local.date() - timedelta(days=local.time() < DEADLINE)


def missed_nights(now, received, since):
    """Return how many nightly reports in a row are missing.

    :param now, received, since: naive UTC; when the last report arrived (or nothing), and when
        reports were agreed on. The day of the agreement itself expects none.

    >>> from datetime import datetime
    >>> since, now = datetime(2026, 11, 1), datetime(2026, 11, 22, 3, 0)
    >>> missed_nights(now, datetime(2026, 11, 21, 16, 0), since)
    0
    >>> missed_nights(now, datetime(2026, 11, 21, 14, 0), since)
    1
    >>> missed_nights(now, None, datetime(2026, 11, 20)), missed_nights(now, None, now)
    (2, 0)
    """
    covered = seoul_day(max(received, since) if received else since)
    return max(0, (last_due_day(now) - covered).days)
