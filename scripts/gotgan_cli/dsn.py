"""How to reach PostgreSQL, and how to quote for it."""

import dataclasses
import os
import shlex
import urllib.parse

from .errors import Refusal

ROLE = "odoo"


@dataclasses.dataclass(frozen=True)
class Dsn:
    host: str
    port: int
    user: str
    password: str

    def url(self, dbname="postgres"):
        quote = urllib.parse.quote
        password = f":{quote(self.password, safe='')}" if self.password else ""
        if self.host.startswith("/"):
            where = f"/{dbname}?host={quote(self.host, safe='')}&port={self.port}"
            return f"postgresql://{quote(self.user)}{password}@{where}"
        return f"postgresql://{quote(self.user)}{password}@{self.host}:{self.port}/{dbname}"

    def env(self):
        """Variables libpq reads; keeps the password off the process list."""
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
        }


def parse_dsn(text):
    """Both forms libpq knows.

    >>> parse_dsn("postgresql://gg:p%40ss@db:5433/postgres")
    Dsn(host='db', port=5433, user='gg', password='p@ss')
    >>> parse_dsn("host=/run/postgresql user=gg")
    Dsn(host='/run/postgresql', port=5432, user='gg', password='')
    """
    if "://" in text:
        url = urllib.parse.urlsplit(text)
        query = dict(urllib.parse.parse_qsl(url.query))
        values = {
            "host": url.hostname or query.get("host"),
            "port": url.port or query.get("port"),
            "user": url.username and urllib.parse.unquote(url.username),
            "password": url.password and urllib.parse.unquote(url.password),
        }
    else:
        try:
            values = dict(pair.split("=", 1) for pair in shlex.split(text))
        except ValueError:
            raise Refusal(
                f"This is not a DSN: {text!r}",
                do="e.g. postgresql://user:password@host:5432/postgres",
            ) from None
    return Dsn(
        values.get("host") or "127.0.0.1",
        int(values.get("port") or 5432),
        values.get("user") or ROLE,
        values.get("password") or "",
    )


def external():
    text = os.environ.get("GOTGAN_DSN")
    return parse_dsn(text) if text else None


def literal(text):
    """
    >>> literal("it's")
    "'it''s'"
    """
    return "'" + str(text).replace("'", "''") + "'"


def identifier(text):
    """
    >>> identifier('a"b')
    '"a""b"'
    """
    return '"' + str(text).replace('"', '""') + '"'
