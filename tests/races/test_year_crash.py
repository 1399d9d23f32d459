"""``kill -9`` in the middle of the budget's big steps: afterwards nothing of them, or all.

A version of a thousand lines takes effect, a department's money goes over to the next year, the
books close. Each is killed twice, once the process that does it and once the whole database
server, as soon as it has begun to write. A second try finishes what the first one began.
"""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
from closing_year import AFTER, IN_YEAR, Hands, end_the_year, on, open_both
from crowd import in_transaction
from doomed_server import DoomedServer

from odoo.tools import config

from odoo.addons.gotgan_budget.version_row import VersionRow

HERE = Path(__file__).parent
PROJECTS, WON = 5, 1_000
TABLES = (
    "gotgan_ledger_move", "gotgan_ledger_hold", "gotgan_budget_cell", "gotgan_budget_version",
    "gotgan_carryover", "gotgan_carryover_line", "gotgan_fiscal_year", "gotgan_year_closing_check",
    "gotgan_event", "gotgan_number_series",
)


@pytest.fixture(scope="module")
def doomed(new_database, pg):
    """A server of our own with a year that has everything before it."""
    binaries = os.environ.get("GOTGAN_PG_BIN")
    if not binaries:
        pytest.skip("the crash test needs the embedded PostgreSQL's programs")
    from odoo.modules.registry import Registry

    tenant = new_database()
    found = in_transaction(Registry(tenant), on(IN_YEAR, build))
    server = DoomedServer(binaries)
    server.start()
    server.restore(pg, tenant, "crash")
    server.found = found
    yield server
    server.remove()


def build(env):
    """Everything that is needed stands ready: only the three steps themselves are left."""
    open_both(env)
    hands = Hands(env, "crash")
    projects = [hands.world._make_project(f"이월 사업 {place}") for place in range(PROJECTS)]
    old = make_version(hands, hands.year, "original", projects)
    env["gotgan.authorized.carryover"].create([
        {"version_id": old.id, "fund_id": hands.world.fund.id, "amount": WON * 1_000,
         "department_id": hands.world.department.id, "project_id": project.id, "reason": "절대공기"}
        for project in projects
    ])
    old._write_locked({"state": "voted"})
    old._do_transition("take_effect")
    [carryover] = hands.confirm()
    end_the_year(hands)
    new = make_version(hands, hands.next_year, "original", env["gotgan.program"].search([
        ("fiscal_year_id", "=", hands.next_year.id), ("level", "=", "project"),
        ("name", "in", [project.name for project in projects]),
    ]))
    new._write_locked({"state": "voted"})
    closing = env["gotgan.year.closing"].create({"fiscal_year_id": hands.year.id})
    return {
        "take_effect": (hands.budget.id, new.id), "carry": (hands.budget.id, carryover.id),
        "seal": (hands.manager.id, closing.id), "close": (hands.manager.id, closing.id),
        "verify": (1, 0), "years": (hands.year.id, hands.next_year.id),
        "won": (new.amount, carryover.amount),
    }


def make_version(hands, year, kind, projects):
    """A row to each project, object subitem of 일반운영비 and funding source."""
    env, world = hands.env, hands.world
    of_year = [("fiscal_year_id", "=", year.id)]
    subitems = env["gotgan.expenditure.object"].search([
        *of_year, ("subject_set", "=", "local_government"), ("level", "=", "subitem"),
        ("code", "=like", "201-%"),
    ])
    sources = env["gotgan.funding.source"].search(of_year)
    fund = env["gotgan.fund"].search([*of_year, ("code", "=", world.fund.code)])
    assert projects and fund and subitems
    return env["gotgan.budget.version"]._make(year, kind, [
        VersionRow(fund.id, world.department.id, project.id, subitem.id, source.id, WON)
        for project in projects for subitem in subitems for source in sources
    ])


# ---- trying, killing, looking ------------------------------------------------


def start(server, work):
    user_id, record_id = server.found[work]
    return subprocess.Popen(
        [sys.executable, HERE / "crash_year.py", *map(str, (
            server.port, "crash", work, user_id, record_id, AFTER.isoformat(),
        ))],
        env={**os.environ, "GOTGAN_ADDONS_PATH": ",".join(config["addons_path"])},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )


def finish(server, work):
    """Let the step run to its end."""
    process = start(server, work)
    _out, said = process.communicate(timeout=300)
    assert process.returncode == 0, said


def query(server, statement, *args):
    with psycopg2.connect(
        host="127.0.0.1", port=server.port, user="odoo", dbname="crash",
    ) as connection, connection.cursor() as cursor:
        cursor.execute(statement, args)
        return cursor.fetchall()


def is_writing(server):
    """Whether a transaction of the worker has written something that is not committed yet."""
    return bool(query(server, (
        "SELECT pid FROM pg_stat_activity WHERE datname = 'crash' AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend' AND backend_xid IS NOT NULL"
    )))


def measure(server):
    """Return the size of the ledger on the disk; what is not committed yet is in it too."""
    return query(server, "SELECT pg_relation_size('gotgan_ledger_move')")[0][0]


@contextlib.contextmanager
def held_at_its_history(server):
    """Whoever writes history waits: the step has written its part and cannot be done yet."""
    connection = psycopg2.connect(
        host="127.0.0.1", port=server.port, user="odoo", dbname="crash",
    )
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE gotgan_event IN SHARE MODE")
        yield


def wait_until(server, process, has_come):
    limit = time.monotonic() + 120
    while not has_come():
        assert time.monotonic() < limit, "the worker never wrote, or never stopped"
        assert process is None or process.poll() is None, "too fast to be killed"
        time.sleep(0.005)


def look(server):
    """Return a mark of every row of what the steps change."""
    return {
        name: query(server, f"SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {name} t")
        for name in TABLES
    }


def kill_process(server, work):
    """The Odoo process dies as soon as it writes; its server rolls back what it left."""
    with held_at_its_history(server):
        process = start(server, work)
        wait_until(server, process, lambda: is_writing(server))
        process.kill()
        process.wait(60)
    wait_until(server, None, lambda: not is_writing(server))


def kill_server(server, work, later=0):
    """The machine goes dark, database and all, when the moves are there but not all the rest."""
    with contextlib.ExitStack() as held:
        held.enter_context(held_at_its_history(server))
        size, process = measure(server), start(server, work)
        wait_until(server, process, lambda: (
            is_writing(server) if work == "close" else measure(server) > size))
        if later:
            held.close()
            time.sleep(later)
        server.kill()
        process.kill()
        process.wait(60)
    server.start()


def kill_late(server, work):
    """The same a moment after it may go on: what was committed half by then would be seen."""
    kill_server(server, work, later=0.3)


def has_happened(server, work):
    """Read without Odoo whether the step is there, in every part of it."""
    (old, new), (voted, carried) = server.found["years"], server.found["won"]
    statement, args, whole = {
        "take_effect": (
            "SELECT (SELECT SUM(voted)::int8 FROM gotgan_budget_cell WHERE fiscal_year_id = %s),"
            " state FROM gotgan_budget_version WHERE id = %s",
            (new, server.found[work][1]), (voted, "in_force"),
        ),
        "carry": (
            "SELECT (SELECT SUM(carried_in)::int8 FROM gotgan_budget_cell"
            " WHERE fiscal_year_id = %s), (SELECT SUM(carried_over)::int8"
            " FROM gotgan_budget_cell WHERE fiscal_year_id = %s), state"
            " FROM gotgan_carryover WHERE id = %s",
            (new, old, server.found[work][1]), (carried, carried, "carried"),
        ),
        "close": ("SELECT state FROM gotgan_fiscal_year WHERE id = %s", (old,), ("closed",)),
    }[work]
    return query(server, statement, *args) == [whole]


def test_each_step_is_nothing_or_everything(doomed):
    """The steps follow each other in one year, so they are tried one after the other."""
    for work in ("take_effect", "carry", "close"):
        if work == "close":
            finish(doomed, "seal")
        before = look(doomed)
        for kill in (kill_process, kill_server):
            kill(doomed, work)
            assert look(doomed) == before, (work, kill.__name__)
        kill_late(doomed, work)
        if look(doomed) == before:
            finish(doomed, work)
        assert has_happened(doomed, work), work
    finish(doomed, "verify")
