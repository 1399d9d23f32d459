"""Many people at once: threads on a real server, through Odoo's own retries."""

import threading
from functools import partial

from psycopg2.errors import SerializationFailure

from odoo.api import SUPERUSER_ID, Environment
from odoo.service.model import retrying
from odoo.tools import mute_logger

OPENING_WAIT = 60


def in_transaction(registry, work):
    """Run ``work(env)`` in a transaction of its own as a request would; return its value."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        return retrying(partial(work, env), env)


def patiently(registry, work):
    """Like a person who clicks again when told that others were faster."""
    while True:
        try:
            return in_transaction(registry, work)
        except SerializationFailure:
            continue


def crowd(registry, works, run=patiently):
    """Run every ``work(env)`` in a thread of its own, all starting together.

    Return a list of (value, exception) in the order of ``works``.
    """
    barrier = threading.Barrier(len(works))
    results = [None] * len(works)

    def person(index, work):
        barrier.wait(OPENING_WAIT)
        try:
            results[index] = (run(registry, work), None)
        except Exception as error:  # handed to the test, which asserts on it
            results[index] = (None, error)

    with mute_logger("odoo.sql_db", "odoo.service.model"):
        threads = [
            threading.Thread(target=person, args=pair, daemon=True) for pair in enumerate(works)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return results
