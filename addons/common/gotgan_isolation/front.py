"""The front door: what happens to a request before Odoo and to its answer after.

Host → tenant, limits, cookies and forwarded headers inward; headers, cookies and clean
errors outward. It stands around ``Application.__call__``, so nothing Odoo serves goes past it.
"""

import functools
import hashlib
import logging
import math

from . import cookies, doors, headers, pages, proxies
from .host_map import MapError
from .turns import NoTurn

_logger = logging.getLogger(__name__)

_ALIVE = "/web/health"


class Front:
    """One for each process.

    :param setting: :class:`setting.Setting`
    :param limits: :class:`limits.Limits`
    :param turns: ``hold(database)``, a context manager that may raise :class:`turns.NoTurn`
    """

    def __init__(self, setting, limits, turns):
        self._setting, self._limits, self._turns = setting, limits, turns
        self._map_error = None

    def wrap(self, call):
        """Return what stands for ``Application.__call__``."""
        @functools.wraps(call)
        def __call__(application, environ, start_response):
            environ["gotgan.reference"] = pages.new_reference()
            proxies.settle(environ, self._setting.proxies)
            start = self._dressed(environ, start_response)
            refusal = self._refuse(environ)
            if refusal:
                status, fields, body = refusal
                start(status, fields)
                return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
            return self._serve(call, application, environ, start)

        return __call__

    def _dressed(self, environ, start_response):
        def start(status, fields, exc_info=None):
            secure = environ["wsgi.url_scheme"] == "https"
            if not status.startswith("101"):
                fields = headers.dress(fields, secure=secure)
            else:
                fields = [(n, cookies.outward(v) if n.lower() == "set-cookie" else v)
                          for n, v in fields]
            if status.startswith("500"):
                _logger.error("[%s] %s %s -> %s", environ["gotgan.reference"],
                              environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), status)
            return start_response(status, fields, *([exc_info] if exc_info else []))

        return start

    def _refuse(self, environ):
        """The answer to a request that never reaches Odoo, or None."""
        if environ.get("PATH_INFO") == _ALIVE:
            body = b'{"status": "pass"}'
            fields = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
            return "200 OK", fields, body
        if wait := self._limits.address(environ.get("REMOTE_ADDR", "")):
            return _too_many(environ, wait)
        try:
            entry = self._setting.hosts.lookup(environ.get("HTTP_HOST", ""))
        except MapError as error:
            self._tell(error)
            return pages.answer(environ, 503, extra=[("Retry-After", "30")])
        return self._refuse_host(environ, entry)

    def _tell(self, error):
        """Log a broken map once, not for each request."""
        if str(error) != self._map_error:
            self._map_error = str(error)
            _logger.critical("Every host is answered 503: %s", error)

    def _refuse_host(self, environ, entry):
        self._map_error = None
        silo = self._setting.keys is not None and self._setting.keys.is_silo
        if entry is None or (silo and not self._setting.keys.opens(entry.database)):
            return pages.answer(environ, 404, pages.NOBODY)
        if not entry.is_served:
            status = 503 if entry.state == "suspended" else 410
            return pages.answer(environ, status, pages.CLOSED[entry.state])
        if not doors.is_mine(entry, self._setting.keys):
            return _elsewhere(environ, entry.origin)
        return self._refuse_caller(environ, entry)

    def _refuse_caller(self, environ, entry):
        is_static = "/static/" in environ.get("PATH_INFO", "")
        if not is_static and (wait := self._limits.tenant(entry.database)):
            return _too_many(environ, wait)
        if key := environ.get("HTTP_AUTHORIZATION"):
            digest = hashlib.sha256(key.encode()).hexdigest()
            if wait := self._limits.person(entry.database, digest):
                return _too_many(environ, wait)
        if _is_websocket(environ) and not proxies.is_own_origin(environ):
            _logger.warning("A websocket from another origin was refused")
            return pages.answer(environ, 403)
        environ["gotgan.tenant"] = entry
        environ["HTTP_COOKIE"] = cookies.inward(environ.get("HTTP_COOKIE"))
        return None

    def _serve(self, call, application, environ, start):
        try:
            with self._turns.hold(environ["gotgan.tenant"].database):
                return call(application, environ, start)
        except NoTurn:
            _logger.warning("The tenant %s has all its turns taken",
                            environ["gotgan.tenant"].database)
            status, fields, body = _too_many(environ, 2)
            start(status, fields)
            return [body]


def _is_websocket(environ):
    path = environ.get("PATH_INFO", "").rstrip("/")
    return path == "/websocket" or environ.get("HTTP_UPGRADE", "").lower() == "websocket"


def _too_many(environ, wait):
    return pages.answer(environ, 429, extra=[("Retry-After", str(max(1, math.ceil(wait))))])


def _elsewhere(environ, origin):
    """307 to the same address at the tenant's own process; the method and body are kept."""
    target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    if not target.startswith("/"):
        target = "/"
    # //evil.kr would be another host; control characters cannot be in a request line
    target = "/" + target.lstrip("/\\")
    return pages.answer(environ, 307, ("", "", ""), extra=[("Location", origin + target)])
