"""Compares what there is with what the register says (drift). Plain Python.

A finding is ``{"kind", "name", "fault"}``; ``fault`` is one of ``missing`` (registered, not there),
``orphan`` (there, not registered), ``wrong`` (there, but not as it has to be).
"""

import hashlib
import re
from dataclasses import dataclass, field

from odoo.addons.gotgan_isolation.credentials import password_of, read_keys

from . import cluster, files, routes

PREFIX = "gotgan_t"
NAME = re.compile(PREFIX + "[0-9a-f]{16}")


@dataclass
class Register:
    """What is meant to be. ``must`` and ``may`` are names of databases; ``uuids`` by database."""

    must: set
    may: set
    hosts: dict
    silos: set = field(default_factory=set)
    closed: set = field(default_factory=set)
    uuids: dict = field(default_factory=dict)


def compare_names(kind, found, must, may):
    """Return the findings about one kind of thing.

    >>> compare_names("role", {"a", "x"}, {"a", "b"}, set())
    [{'kind': 'role', 'name': 'b', 'fault': 'missing'},
     {'kind': 'role', 'name': 'x', 'fault': 'orphan'}]
    """
    found = set(found)
    return [
        *({"kind": kind, "name": name, "fault": "missing"} for name in sorted(must - found)),
        *({"kind": kind, "name": name, "fault": "orphan"} for name in sorted(found - must - may)),
    ]


def compare_hosts(found, meant):
    """Return the findings about the map.

    >>> compare_hosts({"a.kr": {"state": "active"}}, {"a.kr": {"state": "suspended"}})
    [{'kind': 'host', 'name': 'a.kr', 'fault': 'wrong'}]
    """
    wrong = sorted(host for host in set(found) & set(meant) if found[host] != meant[host])
    return [
        *compare_names("host", found, set(meant), set()),
        *({"kind": "host", "name": host, "fault": "wrong"} for host in wrong),
    ]


def look(settings, register):
    """Return every finding about server, files, map, and what tenants must not share."""
    keys = read_keys(settings.keys)
    with cluster.connect(settings.dsn) as cur:
        databases = [one for one in cluster.listing(cur, PREFIX) if NAME.fullmatch(one["database"])]
        roles = [one for one in cluster.roles(cur, PREFIX) if NAME.fullmatch(one["role"])]
    return [
        *compare_names(
            "database", {one["database"] for one in databases}, register.must, register.may,
        ),
        *compare_names("role", {one["role"] for one in roles}, register.must, register.may),
        *compare_names("files", _folders(settings), register.must, register.may),
        *compare_names("process", _silos(settings), register.silos, register.may),
        *compare_hosts(routes.read(settings.hosts, keys.map), register.hosts),
        *_judge_databases(databases, register),
        *({"kind": "role", "name": one["role"], "fault": "wrong"} for one in roles
          if one["mighty"]),
        *_judge_secrets(settings, keys, register),
    ]


def _folders(settings):
    return {one for one in files.listing(settings.filestore, PREFIX) if NAME.fullmatch(one)}


def _silos(settings):
    folder = settings.var / "silos"
    return {one.name for one in folder.iterdir()} if folder.is_dir() else set()


def _judge_databases(databases, register):
    """A tenant's database is its role's, nobody else may connect; archived ones are closed."""
    return [
        {"kind": "database", "name": one["database"], "fault": "wrong"}
        for one in databases
        if one["database"] in register.must and (
            one["owner"] != one["database"] or one["public"]
            or one["open"] == (one["database"] in register.closed)
        )
    ]


def _judge_secrets(settings, keys, register):
    """No two tenants share a secret or an identity, and each has the one the register knows."""
    seen, found = {}, []
    for database in sorted(register.must - register.closed):
        secrets = _secrets(settings, keys, database)
        if secrets is None:
            continue
        if register.uuids.get(database) not in (None, secrets.pop("uuid_itself")):
            found.append({"kind": "identity", "name": database, "fault": "wrong"})
        shared = [seen[one] for one in secrets.values() if one and one in seen]
        if shared:
            found.append({"kind": "secret", "name": database, "fault": "wrong"})
        seen.update(dict.fromkeys(secrets.values(), database))
    return found


def _secrets(settings, keys, database):
    """Return digests of what only this tenant may have; none where there is no such database."""
    import psycopg2

    dsn = psycopg2.extensions.make_dsn(
        settings.dsn, user=database, dbname=database, password=password_of(database, keys),
    )
    try:
        with cluster.connect(dsn) as cur:
            cur.execute(
                "SELECT key, value FROM ir_config_parameter WHERE key IN "
                "('database.uuid', 'database.secret', 'gotgan.tenant.private_key')"
            )
            values = dict(cur.fetchall())
    except psycopg2.OperationalError:
        return None  # that it cannot be opened is found by its name or its state
    digests = {key: hashlib.sha256(value.encode()).hexdigest() for key, value in values.items()}
    return {**digests, "uuid_itself": values.get("database.uuid")}
