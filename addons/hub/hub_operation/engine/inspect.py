"""Looks after every tenant that is served: does its database answer, does its host open it, how
many people and how many bytes are there.

Nothing of the agency's own is read: numbers of accounts and of bytes.
"""

import contextlib
import http.client
import os
import time
from urllib.parse import urlsplit

import psycopg2

from odoo.addons.gotgan_isolation.credentials import password_of
from odoo.addons.hub_tenant.engine import cluster
from odoo.addons.hub_tenant.engine.kinds import Step

SECONDS = 5
PEOPLE = """
    SELECT count(*) FROM res_users u
     WHERE active AND NOT share AND NOT EXISTS (
           SELECT 1 FROM ir_model_data d WHERE d.model = 'res.users' AND d.res_id = u.id
              AND d.module IN ('base', 'gotgan_administration')
              AND d.name <> 'user_first_administrator')
"""


def judge(database_ms, web_status):
    """What the two answers mean together.

    >>> judge(3, 200), judge(900, 200), judge(3, 0), judge(None, 200)
    ('good', 'slow', 'unreachable', 'down')
    """
    if database_ms is None:
        return "down"
    if not 200 <= web_status < 500:
        return "unreachable"
    return "slow" if database_ms > 500 else "good"


def ask_database(work, database):
    """Open the database as its own role; return milliseconds, people and bytes.

    Returns ``{"ms": None, "message"}`` when it does not answer.
    """
    begun = time.perf_counter()
    try:
        dsn = psycopg2.extensions.make_dsn(
            work.settings.dsn, user=database, dbname=database, connect_timeout=SECONDS,
            password=password_of(database, work.keys),
        )
        with cluster.connect(dsn, label=work.label) as cur:
            cur.execute("SET statement_timeout = '5s'")
            cur.execute(PEOPLE)
            people = cur.fetchone()[0]
            return {
                "ms": round((time.perf_counter() - begun) * 1000), "people": people,
                "bytes": cluster.size(cur, database) + folder_bytes(work, database),
            }
    except psycopg2.Error as error:
        return {"ms": None, "message": str(error).strip().splitlines()[0][:200]}


def folder_bytes(work, database):
    folder = work.settings.filestore / database
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def ask_web(host, origin):
    """Return the status with which the server answers at ``host``; 0 when it does not."""
    port = os.environ.get("GOTGAN_SERVER_PORT", "8069")
    where = urlsplit(origin or f"http://127.0.0.1:{port}")
    connection = http.client.HTTPConnection("127.0.0.1", where.port or 80, timeout=SECONDS)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/web/health", headers={"Host": host})
            return connection.getresponse().status
        except OSError:
            return 0


def _do(work):
    found = {}
    for one in work.facts["tenants"]:
        answer = ask_database(work, one["database"])
        status = ask_web(one["host"], one["origin"])
        found[str(one["id"])] = {
            **answer, "web": status, "health": judge(answer["ms"], status),
        }
    return {"tenants": found}


INSPECT = Step("inspect", lambda work: None, _do)
