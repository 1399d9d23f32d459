"""Jobs: a tenant that sleeps does not keep the others waiting; only active ones have any (T24)."""

import json
import time

import pytest

JOB = """INSERT INTO ir_act_server (name, model_id, state, code, usage, type, binding_type)
    VALUES (%s, (SELECT id FROM ir_model WHERE model = 'res.partner'), 'code', %s, 'ir_cron',
            'ir.actions.server', 'action') RETURNING id"""
CRON = """INSERT INTO ir_cron (ir_actions_server_id, cron_name, user_id, active, interval_number,
        interval_type, nextcall, priority, failure_count)
    VALUES (%s, %s, 1, true, 1, 'days', now() AT TIME ZONE 'UTC' - interval '1 hour', 1, 0)"""


def add_job(estate, name, code):
    tenant = estate.tenants[name]
    with estate.as_tenant(tenant) as cur:
        cur.execute(JOB, [json.dumps({"en_US": f"job of {name}"}), code])
        cur.execute(CRON, [cur.fetchone()[0], f"job of {name}"])


@pytest.fixture
def busy(estate):
    """A sleeps, AB and the read-only tenant have something to do."""
    done = "env['ir.config_parameter'].sudo().set_param('estate.job', 'done')"
    add_job(estate, "a", "env.cr.execute('SELECT pg_sleep(500)')")
    for name in ("ab", "quiet"):
        add_job(estate, name, done)
    yield
    _end_sleep(estate)
    for name in ("a", "ab", "quiet"):
        with estate.as_tenant(estate.tenants[name]) as cur:
            cur.execute("DELETE FROM ir_cron WHERE cron_name LIKE 'job of %'")


def is_done(estate, name):
    with estate.as_tenant(estate.tenants[name]) as cur:
        cur.execute("SELECT 1 FROM ir_config_parameter WHERE key = 'estate.job'")
        return bool(cur.fetchone())


def _end_sleep(estate):
    with estate.as_superuser("postgres") as cur:
        cur.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = "
                    "%s AND query LIKE '%%pg_sleep(500)%%'", [estate.tenants["a"].database])


def test_a_sleeping_job_delays_others_by_less_than_a_minute(estate, busy):
    """T24, with the one cron thread that production has; closed tenants' jobs do not run."""
    others = find_listening(estate)
    process = estate.start_pool("--max-cron-threads=1", label="cron")
    process.wait_for(lambda: find_listening(estate) - others)  # it answers before it listens
    begun = time.monotonic()
    wake(estate, "a", "ab")
    while time.monotonic() - begun < 60 and not is_done(estate, "ab"):
        time.sleep(0.5)
    assert is_done(estate, "ab"), process.log()[-3000:]
    assert is_asleep(estate), "A's job should still be sleeping"
    assert not is_done(estate, "quiet")
    process.stop()


def find_listening(estate):
    """Return the sessions that have begun to listen in the database where servers meet."""
    with estate.as_superuser("postgres") as cur:
        cur.execute("SELECT pid FROM pg_stat_activity WHERE datname = 'gotgan_bus' "
                    "AND state = 'idle' AND query ILIKE 'commit%'")
        return {pid for (pid,) in cur.fetchall()}


def wake(estate, *names):
    """As Odoo wakes its cron threads: in the database where servers meet."""
    connection = estate.connect("gotgan_bus", "gotgan_bus")
    connection.autocommit = True
    with connection.cursor() as cur:
        for name in names:
            cur.execute("SELECT pg_notify('cron_trigger', %s)", [estate.tenants[name].database])
    connection.close()


def is_asleep(estate):
    with estate.as_superuser("postgres") as cur:
        cur.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s "
                    "AND query LIKE '%%pg_sleep(500)%%' AND state = 'active'",
                    [estate.tenants["a"].database])
        return cur.fetchone()[0] == 1
