"""Errors that help the person and tell a stranger nothing (control A23).

What a user must read (``UserError`` and its kin) is said; every other error becomes a
sentence with a reference number, under which the log has the whole of it.
"""

import contextlib
import logging

import werkzeug.exceptions

import odoo.http
import odoo.service.common
from odoo.exceptions import UserError
from odoo.http import HttpDispatcher, Response, SessionExpiredException, request

from . import pages

_logger = logging.getLogger(__name__)

_TOLD = (UserError, SessionExpiredException)


def _reference():
    return request.httprequest.environ.get("gotgan.reference", "") if request else ""


def _hide(exception):
    """Log an internal error under its reference and return the sentence for the client."""
    reference = _reference() or pages.new_reference()
    where = request.httprequest.path if request else "-"
    _logger.error("[%s] %s: %s", reference, where, type(exception).__name__, exc_info=exception)
    with contextlib.suppress(AttributeError):
        exception.loglevel = logging.INFO  # Odoo need not log it a second time
    return pages.INTERNAL.format(reference=reference)


def _known_name(kind):
    """The name the web client knows an error by: its own, for which an addon may have a dialog.

    >>> from odoo.addons.gotgan_isolation.read_only import ReadOnlyTenant
    >>> _known_name(ReadOnlyTenant), _known_name(UserError)
    ('odoo.exceptions.UserError', 'odoo.exceptions.UserError')
    """
    # This addon is not installed in a database, so the web client has no dialog of ours.
    ours = kind.__module__.startswith(f"{__package__}.")
    known = UserError if ours else kind
    return f"{known.__module__}.{known.__name__}"


def serialize_exception(exception, *, message=None, arguments=None):
    """Stands for ``odoo.http.serialize_exception``; ``debug`` is always empty."""
    if isinstance(exception, werkzeug.exceptions.HTTPException):
        text = pages.words(exception.code or 500)[1]
        told = {"name": f"werkzeug.exceptions.{type(exception).__name__}", "message": text,
                "arguments": [text, exception.code], "context": {}}
    elif isinstance(exception, _TOLD):
        told = {
            "name": _known_name(type(exception)),
            "message": str(exception) if message is None else message,
            "arguments": exception.args if arguments is None else arguments,
            "context": getattr(exception, "context", {}),
        }
    else:
        text = _hide(exception)
        told = {"name": "odoo.exceptions.UserError", "message": text, "arguments": [text],
                "context": {}}
    return {**told, "debug": ""}


class _Page(werkzeug.exceptions.HTTPException):
    """An error whose page is ours."""

    def __init__(self, status, message="", reference=""):
        super().__init__(description=message)
        self.code = status
        self._reference = reference

    def get_body(self, environ=None, scope=None):
        return pages.error_page(self.code, self.description or "", self._reference)


def _handle_html(handle_error):
    """What a page request gets: the message of a UserError, else the page of the status."""
    def handle(self, exc):
        if isinstance(exc, UserError):
            return _Page(int(exc.http_status), str(exc.args[0]) if exc.args else "")
        answered = handle_error(self, exc)
        if isinstance(answered, werkzeug.exceptions.InternalServerError) and answered is not exc:
            _hide(exc)
            return _Page(500, reference=_reference())
        return answered

    return handle


def _body(self, environ=None, scope=None):
    """Stands for ``HTTPException.get_body``: what a developer wrote there is for the log.

    A failed download carries its error, made quiet already, as JSON for the web client.
    """
    status = self.code or 500
    if status == 500 and str(self.description).startswith('{"code": '):
        return pages.download_error(self.description)
    return pages.error_page(status, reference=_reference() if status >= 500 else "")


def _serve_nodb(self):
    """The tenant's database cannot be opened; there is nothing to serve without one."""
    title, what, todo = pages.words(503)
    return Response(
        pages.page(title, what, todo, _reference()), status=503,
        content_type="text/html; charset=utf-8", headers=[("Retry-After", "30")],
    )


def hush():
    """Take effect in this process."""
    odoo.http.serialize_exception = serialize_exception
    werkzeug.exceptions.HTTPException.get_body = _body
    HttpDispatcher.handle_error = _handle_html(HttpDispatcher.handle_error)
    odoo.http.Request._serve_nodb = _serve_nodb
    nothing = {"server_version": "", "server_version_info": [0, 0, 0, "final", 0, ""],
               "server_serie": "", "protocol_version": 1}
    odoo.service.common.exp_version = lambda: dict(nothing)
