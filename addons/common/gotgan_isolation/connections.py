"""Every connection of this process is made as the role of the database it opens."""

import ipaddress
import logging
import os

import psycopg2

import odoo.sql_db
from odoo.tools import config

from . import credentials

_logger = logging.getLogger(__name__)

_ENCRYPTED = ("require", "verify-ca", "verify-full")
_SHARED = "postgres"


class UnencryptedDatabase(Exception):
    """The database is on another machine and the way to it can be listened to."""


def is_near(host):
    """Whether a connection to ``host`` stays on this machine.

    >>> [is_near(h) for h in ("", "/run/postgresql", "127.0.0.1", "::1", "localhost")]
    [True, True, True, True, True]
    >>> [is_near(h) for h in ("10.0.0.5", "db", "db.example.kr", "127.0.0.1,10.0.0.5")]
    [False, False, False, False]
    """
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_encryption(host, sslmode):
    """Refuse a remote database over a line that is not surely encrypted (control A13).

    >>> check_encryption("127.0.0.1", "prefer")
    >>> check_encryption("db.example.kr", "verify-full")
    >>> check_encryption("db.example.kr", "prefer")
    Traceback (most recent call last):
    UnencryptedDatabase: the database host db.example.kr is another machine: sslmode is 'prefer' ...
    """
    if not is_near(host) and sslmode not in _ENCRYPTED:
        raise UnencryptedDatabase(
            f"the database host {host} is another machine: sslmode is {sslmode!r} "
            f"and must be one of {', '.join(_ENCRYPTED)}"
        )


def check_server():
    """Apply :func:`check_encryption` to the database and its replica."""
    mode = config["db_sslmode"] or os.environ.get("PGSSLMODE", "")
    check_encryption(config["db_host"] or os.environ.get("PGHOST", ""), mode)
    if config["db_replica_host"]:
        check_encryption(config["db_replica_host"], config.get("db_replica_sslmode") or mode)


def place(keys):
    """Return what stands for :func:`odoo.sql_db.connection_info_for` with these keys."""
    original = odoo.sql_db.connection_info_for

    def connection_info_for(db_or_uri, readonly=False):
        if "://" in db_or_uri:
            raise psycopg2.OperationalError("databases are opened by name only")
        database = credentials.meeting_place(keys) if db_or_uri == _SHARED else db_or_uri
        try:
            password = credentials.password_of(database, keys)
        except credentials.UnknownDatabase as error:
            raise psycopg2.OperationalError(str(error)) from None
        _name, info = original(database, readonly)
        return db_or_uri, {**info, "database": database, "user": database, "password": password}

    return connection_info_for


def install(keys):
    """Take effect in this process; without keys connections stay as Odoo makes them."""
    check_server()
    if keys is None:
        _logger.info("No GOTGAN_KEYS: databases are opened by the configured log-in")
        return
    odoo.sql_db.connection_info_for = place(keys)
    # A configured log-in has no business here; nothing can fall back to it.
    for name in ("db_user", "db_password", "db_replica_user", "db_replica_password"):
        if name in config.options:
            config[name] = ""
