"""What a tenant's role can do in SQL, and what it cannot (T8, T9)."""

import psycopg2
import pytest

REFUSED = (psycopg2.errors.InsufficientPrivilege, psycopg2.errors.ObjectInUse,
           psycopg2.errors.UndefinedFile)


def test_it_opens_its_own_database_only(pair):
    """T9: every other database of the server refuses the role."""
    with pair.estate.as_superuser("postgres") as cur:
        cur.execute("SELECT datname FROM pg_database WHERE datallowconn")
        databases = [name for (name,) in cur.fetchall()]
    assert pair.b.database in databases
    opened = []
    for name in databases:
        try:
            pair.estate.connect(name, pair.a.database).close()
        except psycopg2.OperationalError:
            continue
        opened.append(name)
    # Databases of other tests of this run are nobody's tenants.
    ours = [
        name for name in opened
        if name.startswith(("gotgan_", "postgres", "template"))
        and not name.startswith("gotgan__run_")
    ]
    assert ours == [pair.a.database]


def test_a_password_opens_its_own_role_only(pair):
    """T8, T9: A's password is not B's."""
    with pytest.raises(psycopg2.OperationalError):
        pair.estate.connect(pair.b.database, pair.b.database,
                            password=pair.estate.password(pair.a.database) + "x")
    if _asks_passwords(pair):
        with pytest.raises(psycopg2.OperationalError, match="password"):
            pair.estate.connect(pair.b.database, pair.b.database,
                                password=pair.estate.password(pair.a.database))


def _asks_passwords(pair):
    try:
        pair.estate.connect(pair.a.database, pair.a.database, password="wrong").close()
    except psycopg2.OperationalError:
        return True
    return False


@pytest.mark.parametrize("statement", [
    "DROP DATABASE {b}", "ALTER DATABASE {b} RENAME TO x", "ALTER DATABASE {b} OWNER TO {a}",
    "CREATE DATABASE mine", "CREATE ROLE mine", "ALTER ROLE {b} PASSWORD 'x'", "DROP ROLE {b}",
    "GRANT {b} TO {a}", "SET ROLE {b}", "SET SESSION AUTHORIZATION {b}", "ALTER ROLE {a} SUPERUSER",
    "ALTER ROLE {a} CREATEDB", "ALTER ROLE {a} CREATEROLE", "GRANT CONNECT ON DATABASE {b} TO {a}",
    "COPY (SELECT 1) TO PROGRAM 'id'", "COPY res_partner FROM PROGRAM 'id'",
    "COPY (SELECT 1) TO '/tmp/x'", "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')", "SELECT lo_import('/etc/passwd')", "SELECT rolpassword FROM pg_authid",
    "SET session_replication_role = replica", "CREATE EXTENSION dblink",
    "CREATE EXTENSION file_fdw",
    "ALTER SYSTEM SET shared_buffers = '1MB'", "CREATE EVENT TRIGGER x ON ddl_command_end "
    "EXECUTE FUNCTION gotgan_refuse_change()",
    "SELECT pg_reload_conf()", "SELECT pg_rotate_logfile()",
])
def test_it_cannot(pair, statement):
    """T9."""
    text = statement.format(a=f'"{pair.a.database}"', b=f'"{pair.b.database}"')
    connection = pair.estate.connect(pair.a.database, pair.a.database)
    connection.autocommit = True
    try:
        with connection.cursor() as cur, pytest.raises(psycopg2.Error) as refused:
            cur.execute(text)
    finally:
        connection.close()
    assert isinstance(refused.value, REFUSED) or "permission" in str(refused.value)


def test_it_sees_and_stops_nobody_else(pair):
    """T9: other tenants' statements are hidden, their sessions cannot be ended."""
    with pair.estate.as_tenant(pair.b) as there, pair.estate.as_tenant(pair.a) as here:
        there.execute("SELECT pg_backend_pid(), %s", [pair.b.secret])
        pid = there.fetchone()[0]
        here.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid])
        (query,) = here.fetchone()
        assert pair.b.secret not in query
        assert "insufficient privilege" in query
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            here.execute("SELECT pg_terminate_backend(%s)", [pid])
        there.execute("SELECT 1")


def test_roles_are_plain_and_limited(pair):
    with pair.estate.as_tenant(pair.a) as cur:
        cur.execute(
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls, "
            "rolconnlimit FROM pg_roles WHERE rolname = current_user")
        mighty, connections = cur.fetchone()
        assert not mighty
        assert connections > 0
        for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cur.execute(f"SHOW {setting}")
            assert cur.fetchone()[0] not in ("0", "")


def test_it_owns_everything_of_its_own(pair):
    """Otherwise an upgrade by the owner would fail."""
    with pair.estate.as_tenant(pair.a) as cur:
        cur.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE n.nspname = 'public' AND relkind IN ('r', 'S', 'v') "
            "AND relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user) "
            "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')")
        assert cur.fetchall() == []


def test_two_tenants_share_no_secret(estate):
    """T8: no two clones have the same uuid, secret, API key or password hash."""
    seen = {}
    for tenant in estate.housed():
        with estate.as_tenant(tenant) as cur:
            cur.execute(
                "SELECT key, value FROM ir_config_parameter WHERE key IN ('database.uuid', "
                "'database.secret', 'gotgan.tenant.private_key') UNION ALL "
                "SELECT 'password', password FROM res_users WHERE login = 'admin' UNION ALL "
                "SELECT 'api key', key FROM res_users_apikeys UNION ALL "
                "SELECT 'role', %s", [estate.password(tenant.database)])
            for key, value in cur.fetchall():
                assert value not in seen, (key, seen.get(value), tenant.name)
                seen[value] = tenant.name
