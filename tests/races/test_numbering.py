"""Numbers without gaps: many people at once, work that fails, and processes that are killed."""

import multiprocessing
import os
import random
import signal
import time

import pytest
from crowd import crowd, in_transaction, patiently

from odoo.tools import SQL

YEAR = 2026
PEOPLE = 8
KILLS = 25


class ChangedMindError(Exception):
    """The person's work fails after the number was taken."""


@pytest.fixture
def registry(tenant):
    """A tenant with a table of witnesses: which number was given to whom, for good."""
    from odoo.modules.registry import Registry

    found = Registry(tenant)
    in_transaction(found, lambda env: env.cr.execute(
        "CREATE TABLE race_witness (series varchar, number int, process int)",
    ))
    return found


def take(series, count=1, fails=False, pause=0.0):
    def work(env):
        numbers = env["gotgan.number.series"]._take(series, YEAR, count)
        for number in numbers:
            env.cr.execute(
                "INSERT INTO race_witness VALUES (%s, %s, %s)", [series, number, os.getpid()],
            )
        time.sleep(pause)
        if fails:
            raise ChangedMindError
    return work


def given(registry, series):
    """Return the numbers given for good, in order, and the counter of the series."""
    def read(env):
        numbers = env.execute_query(SQL(
            "SELECT number FROM race_witness WHERE series = %s ORDER BY number", series,
        ))
        counter = env["gotgan.number.series"].search([("code", "=", series), ("year", "=", YEAR)])
        return [number for (number,) in numbers], counter.last_number
    return in_transaction(registry, read)


def assert_gapless(registry, series, least=1):
    numbers, last = given(registry, series)
    assert numbers == list(range(1, last + 1))
    assert last >= least


def test_first_numbers_of_a_new_series(registry):
    """Nobody has made the row of the series yet: all make it at once."""
    results = crowd(registry, [take("fresh")] * PEOPLE)
    assert [error for _value, error in results if error] == []
    assert given(registry, "fresh") == (list(range(1, PEOPLE + 1)), PEOPLE)


def test_threads_and_failing_work(registry):
    chance = random.Random(20260101)
    works, kept = [], {"a": 0, "b": 0}
    for _person in range(5 * PEOPLE):
        series, count, fails = chance.choice("ab"), chance.randint(1, 3), chance.random() < 0.4
        works.append(take(series, count, fails, chance.random() / 100))
        kept[series] += 0 if fails else count
    for start in range(0, len(works), PEOPLE):
        results = crowd(registry, works[start:start + PEOPLE])
        errors = [error for _value, error in results if error]
        assert all(isinstance(error, ChangedMindError) for error in errors), errors
    for series, count in kept.items():
        assert given(registry, series) == (list(range(1, count + 1)), count)


def keep_taking(registry, seed):
    """Take numbers until killed. A forked process needs connections of its own."""
    import odoo.sql_db

    odoo.sql_db._Pool = odoo.sql_db._Pool_readonly = None
    registry._db = odoo.sql_db.db_connect(registry.db_name)
    chance = random.Random(seed)
    while True:
        patiently(registry, take(
            "killed", chance.randint(1, 3), pause=chance.choice((0, 0, 0.002, 0.01)),
        ))


def wait_until_alone(registry, seconds=30):
    """The server takes a moment to notice that a client is gone."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        (others,), = in_transaction(registry, lambda env: env.execute_query(SQL(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND xact_start IS NOT NULL AND pid != pg_backend_pid() "
            "AND backend_type = 'client backend'",
        )))
        if not others:
            return
        time.sleep(0.1)
    pytest.fail(f"after {seconds} s a killed process still holds a transaction")


def wait_for_more(registry, than, seconds=120):
    """Nobody is killed before somebody has taken a number again, however slow the machine is."""
    until = time.monotonic() + seconds
    while len(given(registry, "killed")[0]) <= than:
        assert time.monotonic() < until, f"no more than {than} numbers were taken"
        time.sleep(0.02)


def test_processes_killed_at_random_points(registry):
    """kill -9 while numbers are taken: what was not committed was never given."""
    chance, context = random.Random(9), multiprocessing.get_context("fork")

    def hire(seed):
        worker = context.Process(target=keep_taking, args=(registry, seed), daemon=True)
        worker.start()
        return worker

    workers = [hire(seed) for seed in range(4)]
    try:
        for seed in range(KILLS):
            wait_for_more(registry, than=seed)
            time.sleep(0.05 + chance.random() / 5)
            victim = chance.randrange(len(workers))
            os.kill(workers[victim].pid, signal.SIGKILL)
            workers[victim].join()
            workers[victim] = hire(100 + seed)
    finally:
        for worker in workers:
            os.kill(worker.pid, signal.SIGKILL)
            worker.join()
    wait_until_alone(registry)
    assert_gapless(registry, "killed", least=KILLS)
    in_transaction(registry, take("killed"))
    assert_gapless(registry, "killed", least=KILLS + 1)
