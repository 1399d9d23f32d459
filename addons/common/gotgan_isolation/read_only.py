"""A tenant in the state ``read_only``: it can be looked at and taken away, not changed."""

import odoo.http
from odoo.exceptions import UserError
from odoo.http import SAFE_HTTP_METHODS, request

from . import pages

# Signing in and out, who is signed in, translations, the bus, exports: they write nothing
# of the agency's, though Odoo does not flag them as reading.
OPEN = (
    "/web/login", "/web/session/", "/auth_passkey/", "/auth/", "/gotgan/enter",
    "/gotgan/sign-in/", "/gotgan/session/", "/gotgan/idle",
    "/web/webclient/", "/websocket", "/bus/", "/web/export/", "/web/action/load", "/mail/data",
    "/web/domain/validate", "/web/model/get_definitions", "/report/download",
)


# Methods that only look, though Odoo has not flagged them.
LOOKING = {
    "fields_get", "has_access", "has_group", "get_formview_id", "get_formview_action",
    "get_empty_list_help",
}


class ReadOnlyTenant(UserError):
    """The tenant may be read and not changed."""

    http_status = 403


def is_open(path, method, routing):
    """Whether a page may be asked for in a tenant that is only read.

    >>> is_open("/web/login", "POST", {"type": "http"})
    True
    >>> is_open("/web/image/1", "GET", {"type": "http"})
    True
    >>> is_open("/web/binary/upload_attachment", "POST", {"type": "http"})
    False
    >>> is_open("/web/action/run", "POST", {"type": "jsonrpc"})
    False
    """
    if any(path == door or path.startswith(door if door.endswith("/") else f"{door}/")
           for door in OPEN):
        return True
    return routing["type"] == "http" and method in SAFE_HTTP_METHODS


def _is_reading(rule, args):
    """What Odoo itself asks before it opens a cursor that only reads."""
    if _method(args) in LOOKING:
        return True
    flag = rule.endpoint.routing["readonly"]
    if callable(flag):
        flag = flag(rule.endpoint.func.__self__, rule, args)
    return bool(flag)


def _method(args):
    """The name of the method a client calls by RPC, or None."""
    if "__method__" in args:
        return args["__method__"]
    if not request.httprequest.path.startswith("/web/dataset/call_kw"):
        return None
    return request.get_json_data()["params"].get("method")


def _guard(serve):
    def _serve_ir_http(self, rule, args):
        entry = self.httprequest.environ["gotgan.tenant"]
        if entry.state == "read_only":
            path, method = self.httprequest.path, self.httprequest.method
            if not (is_open(path, method, rule.endpoint.routing) or _is_reading(rule, args)):
                raise ReadOnlyTenant(pages.READ_ONLY)
        return serve(self, rule, args)

    return _serve_ir_http


def guard():
    """Take effect in this process."""
    odoo.http.Request._serve_ir_http = _guard(odoo.http.Request._serve_ir_http)
