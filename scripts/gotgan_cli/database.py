"""Databases: clone, rename, drop, and the files that belong to them."""

import os
import shutil

from . import paths, postgres
from .dsn import identifier, literal


def names(prefix=""):
    rows = postgres.sql("SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY oid")
    return [name for name in rows.splitlines() if name.startswith(prefix)]


def exists(name):
    return name in names(name)


def create(name):
    postgres.sql(f"CREATE DATABASE {identifier(name)} TEMPLATE template0 ENCODING 'UTF8'")
    # Extensions Odoo uses for search; trusted ones, so no superuser is needed.
    postgres.sql(
        "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent",
        dbname=name,
    )


def clone(source, target):
    """Copy a database and its files; the files are immutable, so links are enough."""
    postgres.sql(
        f"CREATE DATABASE {identifier(target)} TEMPLATE {identifier(source)} STRATEGY FILE_COPY"
    )
    copy_files(source, target)


def copy_files(source, target):
    origin, goal = paths.filestore() / source, paths.filestore() / target
    paths.remove(goal)
    if origin.is_dir():
        shutil.copytree(origin, goal, copy_function=os.link)


def rename(source, target):
    files = paths.filestore() / source
    if files.is_dir():
        paths.remove(paths.filestore() / target)
        files.rename(paths.filestore() / target)
    postgres.sql(f"ALTER DATABASE {identifier(source)} RENAME TO {identifier(target)}")


def close(name):
    """A template: cloned, never connected to, so that no cron job of a server holds it."""
    postgres.sql(f"ALTER DATABASE {identifier(name)} ALLOW_CONNECTIONS false")


def drop(name):
    # As superuser where there is one: FORCE is refused to others while autovacuum is in it.
    postgres.sql(
        f"DROP DATABASE IF EXISTS {identifier(name)} WITH (FORCE)",
        where=postgres.dsn(admin=True),
    )
    paths.remove(paths.filestore() / name)


def comment(name, text):
    postgres.sql(f"COMMENT ON DATABASE {identifier(name)} IS {literal(text)}")
