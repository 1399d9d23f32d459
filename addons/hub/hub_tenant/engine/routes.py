"""The map of hosts, as the register says it."""

import time

from odoo.addons.gotgan_isolation.host_map import MapError, read_map, write_map


def read(path, map_key):
    """Return ``{host: {"database", "state", "origin"}}`` of the file; empty where there is none."""
    try:
        return {host: one._asdict() for host, one in read_map(path, map_key).hosts.items()}
    except MapError:
        return {}


def write(path, hosts, map_key):
    """Put a new map in place; one that is never older than any before it.

    Milliseconds since 1970 go on rising even where the file was lost.
    """
    try:
        last = read_map(path, map_key).version
    except MapError:
        last = 0
    write_map(path, max(last + 1, time.time_ns() // 1_000_000), hosts, map_key)


def is_routed(path, map_key, routes, database):
    """Whether the map sends exactly these hosts to the database."""
    found = {
        host: one for host, one in read(path, map_key).items() if one["database"] == database
    }
    return found == routes
