from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.home import Home

from .page import render_page, see_other


class HubHome(Home):
    """One port, two houses: ``hub.<domain>`` is the operators' Odoo, every other host the site."""

    @http.route(auth="public")
    def index(self, s_action=None, db=None, **kw):
        if is_operators_host(request.httprequest.host):
            return see_other("/odoo")
        return render_page("home")


def is_operators_host(host):
    """Return whether a host is the operators' own.

    >>> is_operators_host("hub.localhost:8069"), is_operators_host("gotgan.kr")
    (True, False)
    """
    return host.lower().startswith("hub.")
