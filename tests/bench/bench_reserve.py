"""(c) Reserving through the ledger API against the bare SQL it needs.

Both do the same work: a transaction in REPEATABLE READ that locks the year and the month for
sharing, locks the cell, updates it, inserts a hold and a move chained to the one before it, and
commits durably. Both are retried as Odoo retries, and both run in as many processes as the machine
has cores. The bare side keeps one connection per writer and builds nothing but its six statements.
Afterwards the verifier folds everything that either side wrote.

Two figures are given: with every writer on a cell of its own, and with all of them on one cell,
where one at a time can win and the rest wait as Odoo's retries make them wait.
"""

import multiprocessing
import os
import random
import statistics
import threading
import time
from functools import partial
from hashlib import sha256

import ground
import psycopg2
from psycopg2 import errors
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ

ABOUT = "Reserve through the ledger API against bare SQL."
WRITERS = (1, 8, 32)
CORES = os.cpu_count() or 1
CONFLICTS = (errors.SerializationFailure, errors.LockNotAvailable, errors.DeadlockDetected)
FIELDS = (
    "cell_id", "cell_seq", "kind", "amount", "date", "hold_id", "source_model", "source_id",
    "author_id", "reason", "posted_at",
)


class Api:
    """One writer that calls the ledger as a request would."""

    def __init__(self, registry, today):
        self.registry, self.today, self.retries = registry, today, 0

    def reserve(self, cell_id):
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.service.model import retrying

        with self.registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            retrying(partial(self._work, env, cell_id), env)

    def _work(self, env, cell_id):
        from odoo.addons.gotgan_ledger.core import Posting

        self.retries += 1
        env["gotgan.ledger"]._reserve(
            [Posting(cell_id, 1, 1)], source_model="hr.department", date=self.today,
        )

    def open(self):
        """Make the first connection of this process before the clock runs."""
        self.registry.cursor().close()

    def close(self):
        """Odoo's pool keeps its connections."""


class Bare:
    """One writer with a connection and the statements the ledger cannot do without."""

    LOCK_YEAR = (
        "SELECT state, date_from, date_to, cash_close_date, completion_date"
        " FROM gotgan_fiscal_year WHERE id = %s FOR SHARE"
    )
    LOCK_MONTH = (
        "SELECT state FROM gotgan_period_lock WHERE fiscal_year_id = %s AND month = %s FOR SHARE"
    )
    LOCK_CELL = (
        "SELECT fiscal_year_id, move_count, head_hash, appropriated, allotted, requested,"
        " committed, paid, now() AT TIME ZONE 'UTC', nextval('gotgan_ledger_hold_id_seq')"
        " FROM gotgan_budget_cell WHERE id = %s FOR NO KEY UPDATE"
    )
    INSERT_HOLD = (
        "INSERT INTO gotgan_ledger_hold"
        " (id, kind, cell_id, amount, source_model, source_id, used, released)"
        " VALUES (%s, 'request', %s, %s, 'hr.department', 1, 0, 0)"
    )
    UPDATE_CELL = (
        "UPDATE gotgan_budget_cell SET requested = %s, move_count = %s, head_hash = %s"
        " WHERE id = %s"
    )
    INSERT_MOVE = (
        "INSERT INTO gotgan_ledger_move (cell_id, cell_seq, kind, amount, date, hold_id,"
        " source_model, source_id, author_id, reason, posted_at, prev_hash, hash, fiscal_year_id)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    )

    def __init__(self, dbname, today):
        self.dbname, self.today, self.retries = dbname, today, 0

    def open(self):
        self.connection = psycopg2.connect(os.environ["GOTGAN_PG_DSN"], dbname=self.dbname)
        self.connection.set_isolation_level(ISOLATION_LEVEL_REPEATABLE_READ)

    def reserve(self, cell_id):
        for attempt in range(1, 6):
            self.retries += 1
            try:
                self._work(cell_id, 1)
                self.connection.commit()
                return
            except CONFLICTS:
                self.connection.rollback()
                if attempt == 5:
                    raise
                time.sleep(random.uniform(0, 2 ** attempt))

    def _work(self, cell_id, amount):
        with self.connection.cursor() as cursor:
            cursor.execute(self.LOCK_CELL, [cell_id])
            year, count, head, _budget, allotted, requested, committed, _paid, now, hold = (
                cursor.fetchone()
            )
            cursor.execute(self.LOCK_YEAR, [year])
            cursor.execute(self.LOCK_MONTH, [year, self.today.month])
            if requested + committed + amount > allotted:
                raise ValueError("budget short")
            row = (cell_id, count + 1, "request", amount, self.today, hold, "hr.department", 1, 1,
                   None, now)
            digest = chained(head, row)
            cursor.execute(self.INSERT_HOLD, [hold, cell_id, amount])
            cursor.execute(self.UPDATE_CELL, [requested + amount, count + 1, digest, cell_id])
            cursor.execute(self.INSERT_MOVE, [*row, head, digest, year])

    def close(self):
        self.connection.close()


def chained(previous, row):
    """The ledger's own hash, written out: what is inserted must stand before the verifier."""
    texts = [previous, *("" if value is None else _text(value) for value in row)]
    return sha256("|".join(f"{len(one)}:{one}" for one in texts).encode()).hexdigest()


def _text(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def race(make_writer, cells, count):
    """Let ``len(cells)`` writers reserve ``count`` times each; return (seconds, tries).

    The writers are threads in as many processes as the machine has cores, like Odoo's workers.
    """
    from odoo.sql_db import close_all

    close_all()  # as Odoo does before it forks: a connection belongs to one process
    fork = multiprocessing.get_context("fork")
    shares = [share for share in (cells[place::CORES] for place in range(CORES)) if share]
    barrier, answers = fork.Barrier(len(shares) + 1), fork.Queue()
    workers = [
        fork.Process(target=worker, args=(make_writer, share, count, barrier, answers))
        for share in shares
    ]
    for one in workers:
        one.start()
    barrier.wait(60)
    begun = time.perf_counter()
    tries = sum(answers.get() for _one in workers)
    seconds = time.perf_counter() - begun
    for one in workers:
        one.join()
    return seconds, tries


def worker(make_writer, cells, count, barrier, answers):
    """One process: a thread per writer, all starting when the race begins."""
    writers = [make_writer() for _cell in cells]
    for writer in writers:
        writer.open()
    start = threading.Event()

    def person(writer, cell_id):
        start.wait()
        for _turn in range(count):
            patiently(writer, cell_id)

    threads = [
        threading.Thread(target=person, args=pair) for pair in zip(writers, cells, strict=True)
    ]
    for thread in threads:
        thread.start()
    barrier.wait(60)
    start.set()
    for thread in threads:
        thread.join()
    answers.put(sum(writer.retries for writer in writers))
    for writer in writers:
        writer.close()


def patiently(writer, cell_id):
    """Like a person who clicks again when others were faster five times in a row."""
    while True:
        try:
            return writer.reserve(cell_id)
        except CONFLICTS:
            continue


def compare(makers, cells, count, rounds):
    """Measure both sides in turns; return the median of each as reserves per second."""
    found = {side: [] for side in makers}
    tries = dict.fromkeys(makers, 0)
    for _round in range(rounds):
        for side, maker in makers.items():
            seconds, tried = race(maker, cells, count)
            found[side].append(len(cells) * count / seconds)
            tries[side] += tried
    done = len(cells) * count * rounds
    result = {side: round(statistics.median(rates), 1) for side, rates in found.items()}
    return {
        "writers": len(cells), "cells": len(set(cells)), "reserves": done,
        "api_per_second": result["api"], "bare_per_second": result["bare"],
        "api_tries_per_reserve": round(tries["api"] / done, 2),
        "bare_tries_per_reserve": round(tries["bare"] / done, 2),
        "ratio": round(result["api"] / result["bare"], 2),
    }


def prepare(registry):
    """Fund 32 cells; return (cell ids, today)."""
    from odoo.api import SUPERUSER_ID, Environment

    from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

    with registry.cursor() as cr:
        world = LedgerWorld(Environment(cr, SUPERUSER_ID, {}))
        cells = world.open_cells(max(WRITERS))
        for cell in cells:
            world.put(cell, 10**9)
        return [cell.id for cell in cells], world.today


def verify(registry):
    from odoo.api import SUPERUSER_ID, Environment

    with registry.cursor() as cr:
        return Environment(cr, SUPERUSER_ID, {})["gotgan.ledger.verifier"]._verify()


def read_requested(registry):
    """Return what all cells hold for requests: one won for each reserve that was made."""
    with registry.cursor() as cr:
        cr.execute("SELECT sum(requested)::int8 FROM gotgan_budget_cell")
        return cr.fetchone()[0]


def measure(registry, seconds, contended):
    cells, today = prepare(registry)
    makers = {
        "bare": partial(Bare, registry.db_name, today), "api": partial(Api, registry, today),
    }
    warm = [compare(makers, cells[:1], count, 1) for count in (50, 100)]
    rate = warm[-1]["api_per_second"]
    many = [
        compare(makers, cells[:writers], max(5, int(rate * seconds / writers)), 3)
        for writers in WRITERS
    ]
    one_cell = [
        compare(makers, cells[:1] * writers, contended, 1) for writers in WRITERS if writers > 1
    ]
    checked = verify(registry)
    asked = len(makers) * sum(one["reserves"] for one in [*warm, *many, *one_cell])
    return {
        "many_cells": many, "one_cell": one_cell,
        "verified_moves": checked["moves"], "findings": len(checked["findings"]),
        "right": not checked["findings"] and read_requested(registry) == asked > 0,
    }


def as_text(result):
    head = "{:>8}{:>7}{:>10}{:>10}{:>11}{:>7}{:>8}".format(
        "writers", "cells", "API/s", "bare/s", "tries API", "bare", "ratio",
    )
    rows = [
        f"{one['writers']:>8}{one['cells']:>7}{one['api_per_second']:>10,.1f}"
        f"{one['bare_per_second']:>10,.1f}{one['api_tries_per_reserve']:>11.2f}"
        f"{one['bare_tries_per_reserve']:>7.2f}{one['ratio']:>8.2f}"
        for one in result["many_cells"] + result["one_cell"]
    ]
    title = "Reserve through the ledger API against bare SQL (aim: ratio ≥ 0.5)"
    checked = (
        f"verified: {result['verified_moves']:,} moves, {result['findings']} findings; "
        f"every reserve is there: {result['right']}"
    )
    return "\n".join([title, head, *rows, checked])


def main(argv):
    chosen = ground.options(argv, ABOUT, seconds=3.0, contended=5)
    with ground.tenant() as registry:
        result = measure(registry, chosen.seconds, chosen.contended)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["right"] else 1
