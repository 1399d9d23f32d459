"""How much one address, one person and one tenant may ask of this process (control A24)."""

import time

from odoo.http import Response, request

from . import buckets, pages


class Limits:
    """Three kinds of buckets; each method returns 0.0 or the seconds to wait.

    >>> limits = Limits({"ip": (1, 1), "user": (1, 2), "tenant": (1, 3)}, clock=lambda: 0.0)
    >>> limits.address("10.0.0.1"), limits.address("10.0.0.1"), limits.address("10.0.0.2")
    (0.0, 1.0, 0.0)
    """

    def __init__(self, figures, clock=time.monotonic):
        self._addresses = buckets.Buckets(*figures["ip"], clock=clock)
        self._persons = buckets.Buckets(*figures["user"], clock=clock)
        self._tenants = buckets.Buckets(*figures["tenant"], clock=clock)

    def address(self, ip):
        return self._addresses.take(ip)

    def person(self, database, who):
        return self._persons.take((database, who))

    def tenant(self, database):
        return self._tenants.take(database)


class TooMany(Exception):
    """Raised inside Odoo's handling of a request; carries its own answer."""

    loglevel = 20  # logging.INFO: a limit that holds is no fault

    def __init__(self, environ, wait):
        super().__init__("more requests than one person may make")
        status, fields, body = pages.answer(
            environ, 429, extra=[("Retry-After", str(max(1, int(wait + 1))))],
        )
        self.error_response = Response(body, status=status, headers=fields)


def check_person(limits):
    """Return what the session store calls when a signed-in person asks."""
    def check(database, uid):
        environ = request.httprequest.environ
        if "/static/" in environ.get("PATH_INFO", ""):
            return
        if wait := limits.person(database, uid):
            raise TooMany(environ, wait)

    return check
