import logging

from odoo import SUPERUSER_ID, http
from odoo.exceptions import AccessDenied, AccessError
from odoo.http import request

from odoo.addons.web.controllers.utils import _get_login_redirect_url

from ..entry_pass import EntryPass, EntryRefused

_logger = logging.getLogger(__name__)

HOME = "/odoo"
SUPPORT_KEY = "gotgan_support"


class Enter(http.Controller):
    """The door for tickets of the hub."""

    @http.route(
        "/gotgan/enter", type="http", auth="public", methods=["GET"], readonly=False,
        sitemap=False,
    )
    def enter(self, ticket=None, **_others):
        """Open a session once; whoever is refused learns what to do, and not why."""
        address = request.httprequest.remote_addr
        try:
            response = self._open_session(ticket, address)
        except (EntryRefused, AccessDenied, AccessError) as error:
            _logger.warning("Ticket refused from %s: %s", address, error)
            response = request.render("gotgan_administration.entry_refused", {}, status=403)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def _open_session(self, ticket, address):
        entries = request.env(user=SUPERUSER_ID)["gotgan.entry"]
        entry = entries._admit(ticket, address)
        if request.session.uid is not None:
            request.session.logout(keep_db=True)
        self._sign_in(entry)
        if entry.grant_id:
            request.session[SUPPORT_KEY] = entry.grant_id.id
        return request.redirect(_get_login_redirect_url(entry.user_id.id, HOME), 303)

    def _sign_in(self, entry):
        """Sign the account in: by the sign-in addon where there is one, which keeps sessions."""
        user = entry.user_id
        if "gotgan.session" in request.env:
            sessions_sudo = request.env["gotgan.session"].sudo()
            sessions_sudo._open(user, entry._get_label())
            return
        request.session.authenticate(request.env, {
            "type": EntryPass.KIND, "login": user.login, "pass": EntryPass(user),
        })
