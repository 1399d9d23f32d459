"""The guard of append-only tables: what the owner of the tables may do to them (T9, A10)."""

import psycopg2
import pytest

from .estate import ROOT, _load

guard = _load(ROOT / "addons/common/gotgan_isolation/guard.py")
TABLE = "gotgan_event"
MIXIN = f"""
    CREATE OR REPLACE FUNCTION gotgan_refuse_change() RETURNS trigger AS $${{body}}$$
        LANGUAGE plpgsql;
    CREATE OR REPLACE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION gotgan_refuse_change();
    CREATE OR REPLACE TRIGGER {TABLE}_append_only_all BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION gotgan_refuse_change();
    ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_append_only;
    ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_append_only_all"""


@pytest.fixture(scope="module")
def guarded(estate):
    """Tenant a.b, guarded by the server's superuser."""
    tenant = estate.tenants["a.b"]
    with estate.as_superuser(tenant.database) as cur:
        guard.install_guard(cur)
        guard.install_guard(cur)  # again is allowed
        assert guard.is_guarded(cur)
    return tenant


@pytest.mark.parametrize("statement", [
    "ALTER TABLE {t} DISABLE TRIGGER {t}_append_only",
    "ALTER TABLE {t} DISABLE TRIGGER ALL", "ALTER TABLE {t} DISABLE TRIGGER USER",
    "ALTER TABLE {t} ENABLE REPLICA TRIGGER {t}_append_only_all",
    "DROP TRIGGER {t}_append_only ON {t}", "DROP TRIGGER {t}_append_only_all ON {t} CASCADE",
    "ALTER TRIGGER {t}_append_only ON {t} RENAME TO harmless",
    "DROP FUNCTION gotgan_refuse_change() CASCADE",
    "ALTER FUNCTION gotgan_refuse_change() RENAME TO other",
    "CREATE OR REPLACE FUNCTION gotgan_refuse_change() RETURNS trigger AS "
    "$$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE OR REPLACE TRIGGER {t}_append_only BEFORE UPDATE OR DELETE ON {t} FOR EACH ROW "
    "WHEN (false) EXECUTE FUNCTION gotgan_refuse_change()",
    "CREATE OR REPLACE TRIGGER {t}_append_only BEFORE DELETE ON {t} FOR EACH ROW "
    "EXECUTE FUNCTION gotgan_refuse_change()",
    "CREATE OR REPLACE TRIGGER {t}_append_only AFTER UPDATE OR DELETE ON {t} FOR EACH ROW "
    "EXECUTE FUNCTION gotgan_refuse_change()",
    "CREATE OR REPLACE TRIGGER {t}_append_only BEFORE UPDATE OF id OR DELETE ON {t} FOR EACH ROW "
    "EXECUTE FUNCTION gotgan_refuse_change()",
    "DROP TABLE {t} CASCADE", "ALTER TABLE {t} RENAME TO old", "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA s; ALTER TABLE {t} SET SCHEMA s",
    "ALTER TABLE {t} ALTER COLUMN reason TYPE text USING 'other'::text || random()",
    "ALTER TABLE {t} DROP COLUMN reason",
    "DROP EVENT TRIGGER gotgan_guard_whole", "ALTER EVENT TRIGGER gotgan_guard_whole DISABLE",
    "DROP FUNCTION gotgan_guard.whole() CASCADE", "DROP SCHEMA gotgan_guard CASCADE",
    "SET event_triggers = off",
    "CREATE OR REPLACE FUNCTION gotgan_guard.whole() RETURNS event_trigger AS "
    "'BEGIN END' LANGUAGE plpgsql",
    "DELETE FROM {t}", "UPDATE {t} SET reason = 'x'", "TRUNCATE {t}",
    "SET session_replication_role = replica",
])
def test_the_owner_cannot(estate, guarded, statement):
    with estate.as_tenant(guarded) as cur:
        with pytest.raises(psycopg2.Error) as refused:
            ensure_row(cur)
            cur.execute(statement.format(t=TABLE))
        cur.connection.rollback()
    assert isinstance(refused.value, (
        psycopg2.errors.InsufficientPrivilege, psycopg2.errors.RestrictViolation)), refused.value


def ensure_row(cur):
    """One row, so that a statement about rows has one to be refused for."""
    cur.execute(
        "SELECT string_agg(quote_ident(column_name), ', '), string_agg(CASE "
        "WHEN data_type LIKE 'timestamp%%' THEN 'now()' WHEN data_type IN ('integer', 'bigint') "
        "THEN '1' ELSE '''x''' END, ', ') FROM information_schema.columns "
        "WHERE table_name = %s AND is_nullable = 'NO' AND column_default IS NULL", [TABLE])
    names, values = cur.fetchone()
    cur.execute(f"INSERT INTO {TABLE} ({names}) VALUES ({values})")


def test_an_upgrade_by_the_owner_goes_through(estate, guarded):
    """What the mixin's ``init`` does, new tables and columns, and everything unguarded."""
    with estate.as_tenant(guarded) as cur:
        cur.execute("SELECT prosrc FROM pg_proc WHERE proname = 'gotgan_refuse_change'")
        cur.execute(MIXIN.format(body=cur.fetchone()[0]))
        cur.execute(f"ALTER TABLE {TABLE} ADD COLUMN later varchar")
        cur.execute("CREATE TABLE other (id serial, x int); "
                    "ALTER TABLE other ALTER COLUMN x TYPE text; ALTER TABLE other DROP COLUMN x; "
                    "CREATE INDEX ON other (id); DROP TABLE other")
        cur.execute("CREATE TABLE later_log (id serial)")
        cur.execute("CREATE TRIGGER later_log_append_only BEFORE UPDATE OR DELETE ON later_log "
                    "FOR EACH ROW EXECUTE FUNCTION gotgan_refuse_change()")
        cur.connection.rollback()


def test_without_the_guard_the_owner_could(estate):
    """Why the guard is there: the same statement goes through where it is not installed."""
    with estate.as_tenant(estate.tenants["a-b"]) as cur:
        cur.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        cur.connection.rollback()


def test_only_a_superuser_installs_it(estate):
    with estate.as_tenant(estate.tenants["a-b"]) as cur:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            guard.install_guard(cur)
        cur.connection.rollback()
