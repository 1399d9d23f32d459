"""``kill -9`` of the server in a loop: nothing acknowledged is lost, the ledger stays whole."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
from crowd import in_transaction
from doomed_server import DoomedServer

from odoo.tools import config

from odoo.addons.gotgan_ledger.core import FIRST_HASH, HASHED, move_hash
from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

ROUNDS = 5
HERE = Path(__file__).parent


@pytest.fixture
def doomed(tenant, pg):
    """A server of our own with a copy of a tenant, and a cell with a billion won in it."""
    binaries = os.environ.get("GOTGAN_PG_BIN")
    if not binaries:
        pytest.skip("the crash test needs the embedded PostgreSQL's programs")
    from odoo.modules.registry import Registry

    cell = in_transaction(Registry(tenant), lambda env: _make_cell(LedgerWorld(env)))
    server = DoomedServer(binaries)
    server.start()
    server.restore(pg, tenant, "crash")
    server.cell_id, server.day = cell
    yield server
    server.remove()


def _make_cell(world):
    return world.fund_cell(10**9).id, world.today.isoformat()


def start_writers(server, ack_file):
    return subprocess.Popen(
        [sys.executable, HERE / "crash_writer.py", str(server.port), "crash", str(server.cell_id),
         server.day, ack_file],
        env={**os.environ, "GOTGAN_ADDONS_PATH": ",".join(config["addons_path"])},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def wait_for_more(ack_file, known, writers):
    limit = time.monotonic() + 60
    while _count(ack_file) <= known:
        assert time.monotonic() < limit and writers.poll() is None, "the writers wrote nothing"
        time.sleep(0.05)


def _count(ack_file):
    return len(ack_file.read_text().split()) if ack_file.exists() else 0


def check(server, acknowledged):
    """Every acknowledged hold is there; the chain, read without Odoo, folds to the cell's total."""
    with psycopg2.connect(
        host="127.0.0.1", port=server.port, user="odoo", dbname="crash",
    ) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM gotgan_ledger_hold")
        lost = acknowledged - {row[0] for row in cursor.fetchall()}
        assert not lost, f"{len(lost)} acknowledged holds are gone"
        cursor.execute(
            f"SELECT {', '.join(HASHED)}, prev_hash, hash FROM gotgan_ledger_move"
            " WHERE cell_id = %s ORDER BY cell_seq", [server.cell_id],
        )
        names = (*HASHED, "prev_hash", "hash")
        moves = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute(
            "SELECT requested, move_count, head_hash FROM gotgan_budget_cell WHERE id = %s",
            [server.cell_id],
        )
        cell = cursor.fetchone()
    head = FIRST_HASH
    for number, move in enumerate(moves, 1):
        assert (move["cell_seq"], move["prev_hash"]) == (number, head)
        head = move_hash(head, move)
        assert head == move["hash"]
    requested = sum(move["amount"] for move in moves if move["kind"] == "request")
    assert cell == (requested, len(moves), head)


def test_nothing_acknowledged_is_lost(doomed, tmp_path):
    ack_file, chance = tmp_path / "acknowledged", random.Random(19490704)
    for _round in range(ROUNDS):
        known = _count(ack_file)
        writers = start_writers(doomed, ack_file)
        wait_for_more(ack_file, known, writers)
        time.sleep(chance.uniform(0.1, 0.9))
        doomed.kill()
        writers.wait(60)
        doomed.start()
        check(doomed, set(map(int, ack_file.read_text().split())))
    assert _count(ack_file) > ROUNDS
