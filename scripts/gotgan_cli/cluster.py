"""What the PostgreSQL server as a whole needs before there is any tenant.

* the provisioner (the role Odoo's commands use) may create databases and roles;
* ``gotgan_template`` owns what is inside templates, and no database;
* ``gotgan_bus`` is where servers wake each other up;
* nobody connects to a database by default.
"""

from . import database, engine, keys, paths, postgres, venv
from .dsn import identifier, literal
from .errors import Refusal
from .run import run


def ensure():
    """A running PostgreSQL that tenants can live on."""
    postgres.ensure()
    keys.ensure()
    if not database.exists(keys.BUS):
        _prepare()


def _prepare():
    """Make roles and close what PostgreSQL leaves open; the bus comes last, as the sign of all."""
    admin, own = postgres.dsn(admin=True), postgres.dsn()
    _check_rights(own)
    postgres.sql(_role(keys.TEMPLATE_ROLE, "NOLOGIN", own.user))
    login = f"LOGIN PASSWORD {literal(keys.password_of(keys.BUS))}"
    postgres.sql(_role(keys.BUS, login, own.user))
    if not postgres.external():
        postgres.sql(
            "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC; "
            f"GRANT CONNECT ON DATABASE postgres TO {identifier(own.user)}",
            where=admin,
        )
    making = f"{keys.BUS}_making"
    database.drop(making)
    postgres.sql(f"CREATE DATABASE {making} TEMPLATE template0 OWNER {keys.BUS}")
    postgres.sql(f"REVOKE ALL ON DATABASE {making} FROM PUBLIC")
    postgres.sql(f"ALTER DATABASE {making} RENAME TO {keys.BUS}")


def _check_rights(own):
    rights = postgres.sql(
        "SELECT rolcreatedb AND rolcreaterole OR rolsuper FROM pg_roles "
        "WHERE rolname = current_user",
        where=own,
    )
    if rights.strip() != "t":
        raise Refusal(
            f"The role {own.user} may not create databases and roles.",
            "Each tenant gets a database and a role of its own.",
            do=f'ALTER ROLE "{own.user}" CREATEDB CREATEROLE;',
        )


def _role(name, options, member):
    """SQL that makes a role if it is missing, and ``member`` able to act for it."""
    return f"""DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {literal(name)}) THEN
            CREATE ROLE {identifier(name)};
        END IF;
    END $$;
    GRANT {identifier(name)} TO {identifier(member)} WITH INHERIT TRUE, SET TRUE;
    ALTER ROLE {identifier(name)} {options}"""


def own_objects(dbname):
    """Give what is in a template to the role that owns no database, so that a clone can be given
    away as a whole (``REASSIGN OWNED``)."""
    role = keys.TEMPLATE_ROLE
    postgres.sql(f"GRANT CREATE ON SCHEMA public TO {role}", dbname=dbname)
    engine.call("Closing a template", ("cluster", "own_objects", ["<dsn>", dbname, role]))
    postgres.sql(f"REVOKE ALL ON DATABASE {identifier(dbname)} FROM PUBLIC")


GUARD = """
import os, sys
sys.path.insert(0, {folder!r})
import guard, psycopg2
connection = psycopg2.connect(os.environ["GOTGAN_ADMIN_DSN"])
with connection, connection.cursor() as cursor:
    guard.install_guard(cursor)
connection.close()
"""


def unguard(dbname):
    """Tests of verifiers tamper with tables the way a superuser could."""
    if not postgres.external():
        postgres.sql(
            "DROP SCHEMA IF EXISTS gotgan_guard CASCADE",
            dbname=dbname,
            where=postgres.dsn(admin=True),
        )


def guard(dbname):
    """Let no owner of a clone switch off what is append-only; needs the server's superuser."""
    if postgres.external():
        return
    folder = str(paths.ROOT / "addons" / "common" / "gotgan_isolation")
    run(
        "Guarding a template",
        [venv.python(), "-c", GUARD.format(folder=folder)],
        env={"GOTGAN_ADMIN_DSN": postgres.dsn(admin=True).url(dbname)},
        log=paths.log("odoo-setup"),
    )
