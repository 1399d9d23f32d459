"""What the measurements stand on: a database of their own, Odoo loaded in this process, a report.

``scripts/gotgan bench`` says where things are (GOTGAN_*); a database is cloned from the template,
measured, and dropped.
"""

import argparse
import contextlib
import json
import os
import secrets

import psycopg2
from harness import clones
from psycopg2 import sql

WORDS = ("granary", "lantern", "harbor", "cobalt", "meadow", "pumice", "walnut", "velvet")


def options(argv, about, **more):
    """Return the options of a measurement: ``--json``, and one ``--name`` per entry of ``more``."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    for name, default in more.items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    return parser.parse_args(argv)


def report(result, text, as_json):
    """Print the figures, and return the exit code of the measurement."""
    print(json.dumps(result, ensure_ascii=False, indent=1) if as_json else text, flush=True)
    return 0


def server(dbname="postgres"):
    """Return a plain connection, outside of Odoo, that commits each statement."""
    connection = psycopg2.connect(os.environ["GOTGAN_PG_ADMIN_DSN"], dbname=dbname)
    connection.autocommit = True
    return connection


def execute(statement, *names, dbname="postgres"):
    """Run one statement with database names put in for its ``{}``."""
    with contextlib.closing(server(dbname)) as connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextlib.contextmanager
def database(source=None, suffix=""):
    """Clone the template (or ``source``) for one measurement; commits in it are durable."""
    name = f"gotgan__bench_{os.getpid()}{suffix}"
    execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    clones.remove_files(name)
    owner = psycopg2.extensions.parse_dsn(os.environ["GOTGAN_PG_DSN"])["user"]
    template = source or os.environ["GOTGAN_TEMPLATE"]
    execute("CREATE DATABASE {} OWNER {} TEMPLATE {}", name, owner, template)
    clones.copy_files(template, name)
    try:
        execute("ALTER DATABASE {} SET synchronous_commit = on", name)
        yield name
    finally:
        _forget(name)
        clones.remove_files(name)
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextlib.contextmanager
def tenant():
    """A database of its own and its loaded registry, as the server would have it."""
    with database() as name:
        yield load(name)


def let_in(product, name):
    """Give the people of the demo city in the tenant ``name`` their passwords."""
    dbname = product.query(f"SELECT database FROM hub_tenant WHERE name = '{name}'")[0][0]
    product.run("democity", "-d", dbname)


def password():
    """Return a password the policy takes: random letters now and then have a run of the keyboard.
    """
    chosen = (secrets.choice(WORDS).title() for _word in range(4))
    return "-".join([*chosen, str(secrets.randbelow(10))])


def load(name):
    """Load Odoo on the database ``name`` in this process; return the registry."""
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(
        ["-c", os.environ["GOTGAN_ODOO_CONF"], "-d", name, "--no-http", "--max-cron-threads=0",
         "--log-handler=:ERROR", "--log-handler=odoo.sql_db:CRITICAL"],
        setup_logging=True,
    )
    return Registry(name)


def _forget(name):
    from odoo.modules.registry import Registry
    from odoo.sql_db import close_db

    Registry.delete(name)
    close_db(name)
