"""Roles and databases of tenants. Plain Python over psycopg2; every function may be repeated.

The caller is the *provisioner*: a role with CREATEDB and CREATEROLE that is no superuser. From
PostgreSQL 16 on such a role gets the ADMIN option on what it creates and grants itself the rest
(SET, INHERIT), so that it may give databases away, and open and drop them afterwards.

DDL of databases cannot run in a transaction: connections are in autocommit, and a step that was
killed half-way is simply done again.
"""

import contextlib
from dataclasses import dataclass

import psycopg2
import psycopg2.errors
import psycopg2.extensions
from psycopg2 import sql

TEMPLATE_ROLE = "gotgan_template"
TWICE = (psycopg2.errors.DuplicateDatabase, psycopg2.errors.UniqueViolation)


@dataclass(frozen=True)
class Limits:
    """What one tenant may take of the server. Times are PostgreSQL's, e.g. ``600s``."""

    connections: int = 40
    statement: str = "600s"
    idle_in_transaction: str = "300s"
    lock: str = "60s"

    def settings(self):
        """Return the settings of the role that these limits are.

        >>> Limits(lock="5s").settings()["lock_timeout"]
        '5s'
        """
        return {
            "statement_timeout": self.statement,
            "idle_in_transaction_session_timeout": self.idle_in_transaction,
            "lock_timeout": self.lock,
        }


@contextlib.contextmanager
def connect(dsn, database=None, label="gotgan provisioner"):
    """Yield a cursor in autocommit on ``database`` of the server that ``dsn`` names.

    :param label: the connection's name in ``pg_stat_activity``; see :func:`end_others`.
    """
    more = {"dbname": database} if database else {}
    connection = psycopg2.connect(dsn, application_name=label, **more)
    try:
        connection.autocommit = True
        with connection.cursor() as cur:
            yield cur
    finally:
        connection.close()


def run(cur, text, values=None, **names):
    """Execute ``text`` with identifiers in ``{braces}`` and values as ``%(name)s``."""
    statement = sql.SQL(text).format(**{key: sql.Identifier(one) for key, one in names.items()})
    cur.execute(statement, values)


# ---- roles -----------------------------------------------------------------


def has_role(cur, name):
    cur.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    return bool(cur.fetchone())


def owns_rights(cur, name):
    """Say whether the provisioner may act as the role ``name``, and inherits what it may."""
    cur.execute(
        "SELECT pg_has_role(current_user, %(role)s, 'USAGE') "
        "AND pg_has_role(current_user, %(role)s, 'SET') FROM pg_roles WHERE rolname = %(role)s",
        {"role": name},
    )
    found = cur.fetchone()
    return bool(found and found[0])


def create_role(cur, name, password=None, limits=None):
    """Make the log-in role ``name``, or bring an existing one to the same password and limits.

    The password leaves this process as its SCRAM verifier only, so no log of the server can hold
    it. Without a password the role cannot log in (the templates' role).
    """
    if not has_role(cur, name):
        with contextlib.suppress(psycopg2.errors.DuplicateObject):
            run(cur, "CREATE ROLE {role} NOLOGIN", role=name)
    run(cur, "GRANT {role} TO CURRENT_USER WITH SET TRUE, INHERIT TRUE", role=name)
    limits = limits or Limits()
    for setting, value in limits.settings().items():
        run(cur, "ALTER ROLE {role} SET {setting} = %(value)s", {"value": value},
            role=name, setting=setting)
    if password:
        _let_in(cur, name, password, limits.connections)


def _let_in(cur, name, password, connections):
    verifier = psycopg2.extensions.encrypt_password(
        password, name, cur.connection, "scram-sha-256",
    )
    run(
        cur, "ALTER ROLE {role} LOGIN CONNECTION LIMIT %(connections)s PASSWORD %(verifier)s",
        {"connections": connections, "verifier": verifier}, role=name,
    )


def is_role_ready(cur, name):
    """Say whether :func:`create_role` has gone through to its last statement."""
    cur.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [name])
    found = cur.fetchone()
    return bool(found and found[0]) and owns_rights(cur, name)


def drop_role(cur, name):
    run(cur, "DROP ROLE IF EXISTS {role}", role=name)


# ---- databases -------------------------------------------------------------


def exists(cur, database):
    cur.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    return bool(cur.fetchone())


def is_open(cur, database):
    """Say whether a clone is whole: connections are allowed, but not to PUBLIC."""
    cur.execute(
        "SELECT datallowconn AND datacl IS NOT NULL AND NOT EXISTS ("
        "   SELECT 1 FROM aclexplode(datacl) WHERE grantee = 0"
        ") FROM pg_database WHERE datname = %s",
        [database],
    )
    found = cur.fetchone()
    return bool(found and found[0])


def clone(cur, template, database):
    """Copy ``template``; nobody can connect to the copy before PUBLIC has lost the right to."""
    copy(cur, template, database)
    open_to_owner(cur, database)


def copy(cur, template, database):
    """The first half of :func:`clone`: a copy that nobody can connect to.

    Called while another process creates the same database it waits for that and goes on.
    """
    if not exists(cur, database):
        # The second of two: the unique index has made it wait for the first.
        with contextlib.suppress(*TWICE):
            run(
                cur, "CREATE DATABASE {database} TEMPLATE {template} STRATEGY FILE_COPY "
                "ALLOW_CONNECTIONS false", database=database, template=template,
            )


def open_to_owner(cur, database):
    run(cur, "REVOKE ALL ON DATABASE {database} FROM PUBLIC", database=database)
    run(cur, "ALTER DATABASE {database} ALLOW_CONNECTIONS true", database=database)


def allows(cur, database):
    """Whether anybody can connect to the database at all."""
    cur.execute("SELECT datallowconn FROM pg_database WHERE datname = %s", [database])
    found = cur.fetchone()
    return bool(found and found[0])


def close(cur, database):
    """Nobody can open the database any more, and who has it open is thrown out."""
    run(cur, "ALTER DATABASE {database} ALLOW_CONNECTIONS false", database=database)
    disconnect(cur, database)


def has_connections(cur, database):
    cur.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s LIMIT 1", [database])
    return bool(cur.fetchone())


def disconnect(cur, database):
    cur.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = %s AND pid <> pg_backend_pid()",
        [database],
    )


def owner_of(cur, database):
    cur.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [database],
    )
    found = cur.fetchone()
    return found[0] if found else ""


def give_away(dsn, database, role, template_role=TEMPLATE_ROLE):
    """Make ``role`` the owner of the database and of everything in it that was the templates'."""
    give_objects(dsn, database, role, template_role)
    with connect(dsn) as cur:
        give_database(cur, database, role)


def give_objects(dsn, database, role, template_role=TEMPLATE_ROLE, label="gotgan provisioner"):
    """Give away what lies in the database; the schema itself follows the database's owner.

    An owner of tables must be able to create in their schema, before it owns the database too.
    """
    with connect(dsn, database, label) as cur:
        run(cur, "GRANT USAGE, CREATE ON SCHEMA public TO {new}", new=role)
        run(cur, "REASSIGN OWNED BY {old} TO {new}", old=template_role, new=role)
        run(cur, "REVOKE ALL ON SCHEMA public FROM PUBLIC")


def give_database(cur, database, role):
    """Comes after the objects: it is what :func:`is_given_away` looks at."""
    run(cur, "ALTER DATABASE {database} OWNER TO {new}", database=database, new=role)


def is_given_away(cur, database, role):
    return owner_of(cur, database) == role


def drop(cur, database):
    """Remove the database, whoever has it open.

    FORCE is refused to a role that is no superuser while an autovacuum worker is in the database;
    the plain statement sends the worker away by itself and waits for it.
    """
    try:
        run(cur, "DROP DATABASE IF EXISTS {database} WITH (FORCE)", database=database)
    except psycopg2.errors.InsufficientPrivilege:
        run(cur, "ALTER DATABASE {database} ALLOW_CONNECTIONS false", database=database)
        cur.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
            [database],
        )
        run(cur, "DROP DATABASE IF EXISTS {database}", database=database)


# ---- templates -------------------------------------------------------------


def own_objects(dsn, database, role):
    """Make ``role`` the owner of what lies in a template, object by object.

    REASSIGN OWNED cannot be used on the provisioner's own things: it would also give away every
    database the provisioner owns.
    """
    with connect(dsn, database) as cur:
        for kind, name in _own_things(cur):
            statement = sql.SQL("ALTER {} {} OWNER TO {}").format(
                sql.SQL(kind), sql.SQL(name), sql.Identifier(role),
            )
            cur.execute(statement)


def _own_things(cur):
    """Return (kind, quoted name) of what the connected role owns in schema public."""
    cur.execute("""
        SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                            WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass::text
          FROM pg_class c
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
           AND relowner = current_user::regrole
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND (
                 d.deptype IN ('e', 'i') OR (relkind = 'S' AND d.deptype = 'a')))
        UNION ALL
        SELECT 'ROUTINE', p.oid::regprocedure::text FROM pg_proc p
         WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    """)
    return cur.fetchall()


# ---- looking ---------------------------------------------------------------


def listing(cur, prefix="gotgan_"):
    """Return every database whose name begins with ``prefix``, as dictionaries."""
    cur.execute(
        """
        SELECT datname AS database, pg_get_userbyid(datdba) AS owner, datallowconn AS open,
               CASE WHEN has_database_privilege(oid, 'CONNECT') THEN pg_database_size(oid) END
                   AS bytes,
               (SELECT count(*) FROM pg_stat_activity a WHERE a.datid = d.oid) AS connections,
               EXISTS (SELECT 1 FROM aclexplode(coalesce(datacl, acldefault('d', datdba)))
                        WHERE grantee = 0) AS public
          FROM pg_database d WHERE starts_with(datname, %s) ORDER BY datname
        """,
        [prefix],
    )
    return _dictionaries(cur)


def roles(cur, prefix="gotgan_"):
    """Return every role whose name begins with ``prefix``, as dictionaries."""
    cur.execute(
        """
        SELECT rolname AS role, rolcanlogin AS login, rolconnlimit AS connections,
               rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty
          FROM pg_roles WHERE starts_with(rolname, %s) ORDER BY rolname
        """,
        [prefix],
    )
    return _dictionaries(cur)


def size(cur, database):
    cur.execute(
        "SELECT pg_database_size(oid) FROM pg_database WHERE datname = %s", [database],
    )
    found = cur.fetchone()
    return found[0] if found else 0


def _dictionaries(cur):
    names = [column.name for column in cur.description]
    return [dict(zip(names, row, strict=True)) for row in cur.fetchall()]


def end_others(cur, label):
    """End connections that a killed process of the same ``label`` has left working.

    The server finishes a CREATE DATABASE whose client is gone; who resumes must not meet it.
    """
    cur.execute(
        "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity "
        "WHERE application_name = %s AND pid <> pg_backend_pid() AND usename = current_user",
        [label],
    )
    return cur.fetchone()[0]
