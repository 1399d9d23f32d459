"""What Odoo's own models do that has no place in a tenant: calls home, letters of its own to the
agency's people, wkhtmltopdf, names told.

This addon is never installed in a database, so it cannot inherit models; it puts its
methods on the classes of each registry when that has been built.
"""

import hashlib
import sys

from odoo.exceptions import UserError
from odoo.http import request
from odoo.modules.registry import Registry

from . import pages


def _no_wkhtmltopdf(self, *_args, **_kwargs):
    raise UserError(pages.NO_BROWSER_REPORT)


def _nothing(self, *_args, **_kwargs):
    return None


def _false(self, *_args, **_kwargs):
    return False


def _true(self, *_args, **_kwargs):
    return True


def _ok(self, *_args, **_kwargs):
    return "ok"


def _plain_errors():
    """Errors are our own pages, not http_routing's of a web site with its menus and tokens.

    Only that one link of the chain is taken out; what our addons do about an error stays.
    """
    routing = sys.modules.get("odoo.addons.http_routing.models.ir_http")
    if routing:
        def _handle_error(cls, exception):
            return super(routing.IrHttp, cls)._handle_error(exception)

        routing.IrHttp._handle_error = classmethod(_handle_error)


def _unnamed(session_info):
    """A browser is told its host where Odoo tells the database."""
    def told(self):
        found = session_info(self)
        if "db" in found and request:
            found["db"] = request.httprequest.host
        return found

    return told


REPLACED = {
    ("ir.actions.report", "_prepare_html"): _no_wkhtmltopdf,
    ("ir.actions.report", "_run_wkhtmltopdf"): _no_wkhtmltopdf,
    ("ir.actions.report", "_run_wkhtmltoimage"): _no_wkhtmltopdf,
    ("ir.actions.report", "get_wkhtmltopdf_state"): _ok,
    ("publisher_warranty.contract", "update_notification"): _true,
    ("digest.digest", "_cron_send_digest_email"): _nothing,
    ("res.users", "send_unregistered_user_reminder"): _nothing,
    ("mail.link.preview", "_create_from_message_and_notify"): _nothing,
    ("mail.link.preview", "_is_link_preview_enabled"): _false,
    ("mail.push", "_push_notification_to_endpoint"): _nothing,
    ("mail.thread", "_notify_thread_by_web_push"): _nothing,
}


def tame(registry):
    """Put our methods on the classes of one registry."""
    for (model, name), method in REPLACED.items():
        if model in registry and hasattr(registry[model], name):
            setattr(registry[model], name, method)
    if "ir.http" in registry and hasattr(registry["ir.http"], "session_info"):
        registry["ir.http"].session_info = _unnamed(registry["ir.http"].session_info)


def _hide_protocol():
    """The bus names its protocol by Odoo's release; browser and server need the same word only."""
    bus = sys.modules.get("odoo.addons.bus.websocket")
    if bus and "." in bus.WebsocketConnectionHandler._VERSION:
        word = hashlib.sha256(bus.WebsocketConnectionHandler._VERSION.encode()).hexdigest()[:8]
        bus.WebsocketConnectionHandler._VERSION = word


def watch():
    """Tame every registry this process builds from now on."""
    build = Registry.new.__func__

    def new(cls, db_name, **kwargs):
        registry = build(cls, db_name, **kwargs)
        tame(registry)
        _hide_protocol()
        _plain_errors()
        return registry

    Registry.new = classmethod(new)
