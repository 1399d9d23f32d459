"""The ways Odoo lets a request choose, list or make databases: all of them shut.

A shut route is not in the routing map at all, so it answers like any address that never was.
"""

import re

import odoo.http
import odoo.service.common
import odoo.service.db
import odoo.service.server
from odoo.http import request
from odoo.service.server import config

from . import sessions

# Choosing and making databases, the old RPC, what tells the version, what only developers use.
SHUT = (
    "/web/database", "/jsonrpc", "/xmlrpc", "/web/version", "/json/version",
    "/json/<path:subpath>", "/json/1",
    "/web/webclient/version_info", "/web/filestore", "/web/tests", "/web/become",
    "/web/session/account", "/web/set_profiling", "/web/profile_config", "/web/speedscope",
    "/websocket/health", "/base_import_module",
)


def is_shut(url):
    """Whether a route belongs to a shut door.

    >>> [is_shut(u) for u in ("/web/database/manager", "/jsonrpc", "/xmlrpc/2/<service>")]
    [True, True, True]
    >>> [is_shut(u) for u in ("/web", "/web/databases", "/json/2/<__model__>/<__method__>")]
    [False, False, False]
    """
    return any(re.match(re.escape(door) + r"(?![^/])", url) for door in SHUT)


def served(book, keys):
    """The active databases this process works for, in order, each once."""
    found = {}
    for entry in book.hosts.values():
        if entry.state == "active" and is_mine(entry, keys):
            found[entry.database] = True
    return sorted(found)


def is_mine(entry, keys):
    """Whether this process serves a tenant: a silo its own, a pool those without a process."""
    if keys is not None and keys.is_silo:
        return keys.opens(entry.database)
    return not entry.origin and (keys is None or keys.opens(entry.database))


def _rules_without_shut(generate):
    def _generate_routing_rules(modules, nodb_only, converters=None):
        for url, endpoint in generate(modules, nodb_only, converters):
            if not is_shut(url):
                yield url, endpoint

    return _generate_routing_rules


def _own_database(dbs, host=None):
    """Stands for ``odoo.http.db_filter``: of ``dbs``, the one this request is for."""
    return [name for name in dbs if request and name == request.db]


def _own_list(force=False, host=None):
    return [request.db] if request and request.db else []


def _refused(*_args, **_kwargs):
    raise odoo.exceptions.AccessDenied()


def shut(setting):
    """Take effect in this process."""
    def list_tenants(force=False):
        return served(setting.hosts.book(), setting.keys)

    def cron_tenants():
        wanted = config["db_name"]
        return [name for name in list_tenants() if not wanted or name in wanted]

    odoo.service.db.list_dbs = odoo.service.server.list_dbs = list_tenants
    odoo.service.server.cron_database_list = cron_tenants
    odoo.service.db.dispatch = odoo.service.common.dispatch = _refused
    odoo.http.dispatch_rpc = _refused
    odoo.http.db_filter, odoo.http.db_list = _own_database, _own_list
    odoo.http._generate_routing_rules = _rules_without_shut(odoo.http._generate_routing_rules)


def open_sessions(setting, persons):
    """Sessions by tenant; ``persons(database, uid)`` is told who asks and may refuse."""
    store = sessions.TenantSessionStore(config.session_dir, sessions.session_key(setting.keys))

    def _get_session_and_dbname(self):
        session, database = sessions.open_session(self, store, odoo.http.get_default_session())
        if session.uid:
            persons(database, session.uid)
        return session, database

    odoo.http.Application.session_store = store
    odoo.http.Request._get_session_and_dbname = _get_session_and_dbname
