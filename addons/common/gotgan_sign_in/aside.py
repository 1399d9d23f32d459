"""What is counted stays counted, even when the request that caused it is rolled back."""

import contextlib
import random
import time

from psycopg2 import errors

_TRIES = 40
# A request must never wait for a row that it holds itself.
_PATIENCE = "SET LOCAL lock_timeout = '3s'"


def _release_snapshot(env):
    """Let a writing transaction stand beside a read-only request, as Odoo's device log does.

    Such a request has changed nothing yet; it looks again at what is there by then.
    """
    reader = env.cr
    if reader.readonly:
        reader.rollback()


def execute_aside(env, query):
    """Run ``query`` in a short transaction of its own and return its rows.

    A guess at a password must count whatever happens to the request, and parallel guesses must
    each count once: in REPEATABLE READ the loser of a race fails, and is run again on new figures.

    :raises psycopg2.errors.SerializationFailure: after 40 lost races, so that the caller refuses
    """
    _release_snapshot(env)
    for left in reversed(range(_TRIES)):
        try:
            with env.registry.cursor() as cursor:
                cursor.execute(_PATIENCE)
                cursor.execute(query, log_exceptions=False)
                return cursor.fetchall() if cursor.description else []
        except (errors.SerializationFailure, errors.DeadlockDetected):
            if not left:
                raise
            time.sleep(random.uniform(0.001, 0.02))
    return []


def try_aside(env, query):
    """Run ``query`` in a transaction of its own; somebody who did the same just now is enough."""
    _release_snapshot(env)
    just_done = (errors.SerializationFailure, errors.LockNotAvailable)
    with contextlib.suppress(*just_done), env.registry.cursor() as cursor:
        cursor.execute(_PATIENCE)
        cursor.execute(query, log_exceptions=False)
