"""What is measured of a tenant, and when: plain Python over a cursor that is handed in.

A *slot* is a quarter of an hour of the clock in UTC. A sample belongs to the slot in which it was
taken, never to the one in which it was asked for.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SLOT = timedelta(minutes=15)
SLOTS_PER_DAY = 96
SEOUL = ZoneInfo("Asia/Seoul")
TIMEOUT = "10s"

USERS = """
    SELECT count(*) FROM res_users u
     WHERE u.active AND NOT u.share AND u.id NOT IN (
        SELECT res_id FROM ir_model_data
         WHERE module = 'base' AND model = 'res.users' AND name IN ('user_root', 'user_admin'))
"""
FILES = """
    SELECT coalesce(sum(size), 0) FROM (
        SELECT max(file_size) AS size FROM ir_attachment
         WHERE store_fname IS NOT NULL GROUP BY store_fname) AS stored
"""


def slot_of(moment):
    """Return the beginning of the slot of ``moment`` (naive UTC).

    >>> slot_of(datetime(2026, 11, 22, 10, 44, 59))
    datetime.datetime(2026, 11, 22, 10, 30)
    """
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)


def day_slots(first, last):
    """Return (first slot, slot after the last) in naive UTC of days in Seoul, both included.

    >>> from datetime import date
    >>> day_slots(date(2026, 12, 1), date(2026, 12, 1))
    (datetime.datetime(2026, 11, 30, 15, 0), datetime.datetime(2026, 12, 1, 15, 0))
    """
    utc = ZoneInfo("UTC")
    begin, end = (
        datetime.combine(day, time(), SEOUL).astimezone(utc).replace(tzinfo=None)
        for day in (first, last + timedelta(days=1))
    )
    return begin, end


def count_slots(begin, end):
    """Return how many slots lie between two moments.

    >>> count_slots(datetime(2026, 12, 1), datetime(2026, 12, 2))
    96
    """
    return max(0, (end - begin) // SLOT)


def missing_spans(present, begin, end):
    """Return (first slot, slot after, number) of each run of slots that are not ``present``.

    >>> noon = datetime(2026, 12, 1, 12)
    >>> [span[2] for span in missing_spans({noon + SLOT}, noon, noon + 4 * SLOT)]
    [1, 2]
    """
    spans, slot = [], begin
    while slot < end:
        if slot not in present:
            if spans and spans[-1][1] == slot:
                spans[-1] = (spans[-1][0], slot + SLOT, spans[-1][2] + 1)
            else:
                spans.append((slot, slot + SLOT, 1))
        slot += SLOT
    return spans


def measure(cur):
    """Return users, database_bytes and file_bytes of the tenant whose database ``cur`` has open.

    Counts and sizes only: nothing of what the tenant has written is read. A busy tenant is given
    ten seconds and no more.
    """
    cur.execute("SELECT set_config('statement_timeout', %s, true)", [TIMEOUT])
    cur.execute(USERS)
    [users] = cur.fetchone()
    cur.execute("SELECT pg_database_size(current_database())")
    [database_bytes] = cur.fetchone()
    cur.execute(FILES)
    [file_bytes] = cur.fetchone()
    return {
        "users": users, "database_bytes": int(database_bytes), "file_bytes": int(file_bytes),
    }
