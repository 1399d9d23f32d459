"""Databases of a test run: cloned from the template, dropped at the end.

Named ``gotgan__run_<process>_<worker>_<number>``, so that what a killed run
left can be told from what is in use.
"""

import itertools
import os
import pathlib
import shutil
import socket

_made = set()
_numbers = itertools.count()


def _connect(dsn):
    import psycopg2

    connection = psycopg2.connect(os.environ[dsn])
    connection.autocommit = True
    return connection


def _execute(statement, dsn="GOTGAN_PG_DSN"):
    connection = _connect(dsn)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def _files(dbname):
    return pathlib.Path(os.environ["GOTGAN_LOCAL"]) / "data" / "filestore" / dbname


def make(template=None):
    """A fresh clone of ``template`` (default: the one with every addon) and its files."""
    template = template or os.environ["GOTGAN_TEMPLATE"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    dbname = f"gotgan__run_{os.getpid()}_{worker}_{next(_numbers)}"
    drop(dbname)
    _execute(f'CREATE DATABASE "{dbname}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    _made.add(dbname)
    if _files(template).is_dir():
        shutil.copytree(_files(template), _files(dbname), copy_function=os.link)
    return dbname


def drop(dbname):
    # As superuser: a test may have left a session of the superuser in it.
    _execute(f'DROP DATABASE IF EXISTS "{dbname}" WITH (FORCE)', "GOTGAN_PG_ADMIN_DSN")
    shutil.rmtree(_files(dbname), ignore_errors=True)
    _made.discard(dbname)


def drop_all():
    for dbname in list(_made):
        drop(dbname)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
