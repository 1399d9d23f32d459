"""Puts everything in place when the server process starts, or does not let it start."""

import logging
import os

import odoo
import odoo.http
from odoo.modules.registry import Registry
from odoo.service.server import CommonRequestHandler
from odoo.tools import config
from odoo.tools.lru import LRU

from . import (
    connections,
    doors,
    front,
    jobs,
    limits,
    outbound,
    quiet,
    read_only,
    setting,
    tame,
    turns,
)

_logger = logging.getLogger(__name__)

TENANTS_IN_MEMORY = 320


def begin():
    """Isolate the tenants of this process.

    :raises SystemExit: when that cannot be done; Odoo would go on without us on any other error
    """
    try:
        _isolate(setting.read())
    except Exception as error:
        _logger.critical("The server does not start: %s", error, exc_info=True)
        raise SystemExit(f"gotgan_isolation: {error}") from error


def _isolate(now):
    connections.install(now.keys)
    Registry.registries = LRU(max(config.get("registry_lru_size") or 0, TENANTS_IN_MEMORY))
    doors.shut(now)
    quiet.hush()
    read_only.guard()
    tame.watch()
    jobs.take_turns(now)
    bounds = limits.Limits(now.limits)
    doors.open_sessions(now, limits.check_person(bounds))
    application = odoo.http.Application
    application.__call__ = front.Front(now, bounds, _turns(now)).wrap(application.__call__)
    CommonRequestHandler.version_string = lambda self: "gotgan"
    outbound.close(now.outbound)
    _logger.info("Tenants are isolated (%s)", "silo" if now.keys and now.keys.is_silo else "pool")


def _turns(now):
    if config["workers"] and not odoo.evented:
        # One worker always stays free to say no.
        most = max(1, min(now.turns, config["workers"] - 1))
        return turns.FileTurns(os.path.join(config["data_dir"], "turns"), most, seconds=2.0)
    return turns.ThreadTurns(now.turns)
