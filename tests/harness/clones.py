"""Databases of a test run: cloned from the template, dropped at the end.

Named ``gotgan__run_<process>_<worker>_<number>``, so that what a killed run
left can be told from what is in use.
"""

import contextlib
import itertools
import os
import pathlib
import random
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


def copy_files(template, dbname):
    """Give ``dbname`` the files of ``template`` beside its rows, scripts and styles among them."""
    if _files(template).is_dir():
        shutil.copytree(_files(template), _files(dbname), copy_function=os.link)


def remove_files(dbname):
    shutil.rmtree(_files(dbname), ignore_errors=True)


def make(template=None):
    """A fresh clone of ``template`` (default: the one with every addon) and its files."""
    template = template or os.environ["GOTGAN_TEMPLATE"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    dbname = f"gotgan__run_{os.getpid()}_{worker}_{next(_numbers)}"
    drop(dbname)
    _execute(f'CREATE DATABASE "{dbname}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    _made.add(dbname)
    copy_files(template, dbname)
    return dbname


def drop(dbname):
    # As superuser: a test may have left a session of the superuser in it.
    _execute(f'DROP DATABASE IF EXISTS "{dbname}" WITH (FORCE)', "GOTGAN_PG_ADMIN_DSN")
    remove_files(dbname)
    _made.discard(dbname)


def drop_all():
    for dbname in list(_made):
        drop(dbname)


def free_port():
    """Return a port nobody listens on, below those the system gives to outgoing connections.

    One of those could be taken between this look and the start of the server.
    """
    while True:
        port = random.SystemRandom().randint(12_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
