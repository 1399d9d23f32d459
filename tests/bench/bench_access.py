"""What a row of the access log adds to a request, against the same INSERT by hand.

Both write the same values in the same transaction of the same database, in turns; nothing else is
done in it. What a request does to find out what it read, the commit and the seal, which a job sets
on many rows at once, are not in the figure.
"""

import statistics
import time

import ground

ABOUT = "A row of the access log, against a bare INSERT of the same values."
AIM_MS = 5
VALUES = {
    "login": "x", "person": "x", "kind": "view", "result": "done", "model": "res.partner",
    "subject_name": "홍길동", "detail": "이름",
}
IDS = list(range(80))


def by_house(env):
    env["gotgan.access.log"]._record(**VALUES, ids=IDS)


def by_hand(env):
    row = {**VALUES, "record_count": len(IDS), "record_ids": ",".join(map(str, IDS))}
    env.cr.execute(
        f"INSERT INTO gotgan_access_log ({', '.join(row)}) VALUES %s", (tuple(row.values()),),
    )


def timed(env, write, rows):
    """Return the milliseconds a row takes."""
    begun = time.perf_counter()
    for _row in range(rows):
        write(env)
    return (time.perf_counter() - begun) / rows * 1000


def measure(registry, chosen):
    from odoo.api import SUPERUSER_ID, Environment

    ours, theirs = [], []
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        cr.execute("SELECT count(*) FROM gotgan_access_log")
        before = cr.fetchone()[0]
        for _round in range(chosen.rounds):
            ours.append(timed(env, by_house, chosen.rows))
            theirs.append(timed(env, by_hand, chosen.rows))
        cr.execute("SELECT count(*) FROM gotgan_access_log")
        written = cr.fetchone()[0] - before
    each, bare = statistics.median(ours), statistics.median(theirs)
    right = written == 2 * chosen.rows * chosen.rounds
    return {
        "rows": written, "row_ms": round(each, 3), "bare_ms": round(bare, 3),
        "ratio": round(each / bare, 2), "aim_ms": AIM_MS, "right": right,
        "met": right and each <= AIM_MS,
    }


def as_text(result):
    return (
        f"a row of the access log: {result['row_ms']:.2f} ms, bare INSERT "
        f"{result['bare_ms']:.2f} ms: {result['ratio']} (aim {result['aim_ms']} ms; "
        f"{result['rows']:,} rows)"
    )


def main(argv):
    """Measure and print; 1 where the aim is missed."""
    chosen = ground.options(argv, ABOUT, rows=1_000, rounds=5)
    with ground.tenant() as registry:
        result = measure(registry, chosen)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1
