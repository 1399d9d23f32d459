from odoo import http
from odoo.exceptions import AccessDenied
from odoo.http import request

from odoo.addons.web.controllers.session import Session as WebSession


class Session(WebSession):
    @http.route()
    def authenticate(self, db, login, password, base_location=None):
        """A password alone opens nothing to a program: people use the page, programs a key."""
        raise AccessDenied(request.env._(
            "Signing in with a password is possible only on the sign-in page. Programs use an "
            "API key (개인정보의 안전성 확보조치 기준 제6조제2항).",
        ))
