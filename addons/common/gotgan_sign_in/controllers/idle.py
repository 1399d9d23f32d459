from odoo import http
from odoo.http import request


class Idle(http.Controller):
    """The page's side of the idle lock; the lock itself is in the server and needs no page."""

    @http.route("/gotgan/session/alive", type="jsonrpc", auth="user")
    def alive(self):
        """Somebody types or moves the mouse; having come this far has noted it."""
        return True

    @http.route("/gotgan/idle", type="http", auth="public", methods=["GET"], sitemap=False)
    def idle(self, redirect="/odoo"):
        """End the session of a page whose time is up, and show where to sign in again."""
        if request.session.uid:
            request.env["gotgan.session"]._end_current("idle")
            request.session.logout(keep_db=True)
            request.session["gotgan_ended"] = "idle"
        return request.redirect_query("/web/login", {"redirect": redirect})
