import base64
import os
import re
import time

from odoo import http
from odoo.exceptions import AccessDenied
from odoo.http import request

from odoo.addons.auth_totp.models.totp import TOTP_SECRET_SIZE

PAGE = "/gotgan/sign-in/second-factor"
_FRESH = 10 * 60


class SecondFactor(http.Controller):
    """Setting up a key of one's own, step by step: choose, set up, keep the recovery codes."""

    @http.route(PAGE, type="http", auth="user", methods=["GET", "POST"], sitemap=False)
    def page(self, step="choose", redirect="/odoo", **fields):
        posted = request.httprequest.method == "POST"
        if not self._is_fresh():
            return self._confirm(fields, redirect)
        if posted and step == "app":
            return self._try_app(fields.get("code"), redirect)
        if posted and step == "codes":
            return self._show_codes(redirect)
        if step == "app" and not request.env.user.totp_enabled:
            return self._show_app(redirect)
        return self._render("choose", redirect, user=request.env.user)

    @http.route(f"{PAGE}/passkey/start", type="jsonrpc", auth="user")
    def start_passkey(self):
        """Return what the browser needs to make a passkey."""
        if not self._is_fresh():
            raise AccessDenied()
        return request.env["auth.passkey.key"]._start_registration()

    @http.route(f"{PAGE}/passkey/finish", type="jsonrpc", auth="user")
    def finish_passkey(self, registration):
        """Keep the passkey the browser has made; Odoo checks what it says."""
        agent = request.httprequest.user_agent
        name = " · ".join(filter(None, [
            (agent.platform or "").capitalize(), (agent.browser or "").capitalize(),
        ]))
        wizard = request.env["auth.passkey.key.create"].create({
            "name": name or request.env._("Passkey"),
        })
        return wizard.make_key(registration) is True

    def _is_fresh(self):
        return request.session.get("identity-check-last", 0) > time.time() - _FRESH

    def _confirm(self, fields, redirect):
        """Ask for the password again before keys are made in a browser that was left open."""
        error = None
        if fields.get("password"):
            user = request.env.user
            try:
                with user._assert_can_auth(user=user.id):
                    user._check_credentials(
                        {"type": "password", "login": user.login, "password": fields["password"]},
                        {"interactive": True},
                    )
            except AccessDenied as refused:
                bare = refused.args == AccessDenied().args
                error = request.env._("The password is not right.") if bare else refused.args[0]
            else:
                request.session["identity-check-last"] = time.time()
                return request.redirect_query(PAGE, {"redirect": redirect})
        return self._render("confirm", redirect, error=error)

    def _show_app(self, redirect, error=None):
        """Show the secret as a picture and as text; it stays in the session until it is proven."""
        if not request.session.get("gotgan_totp_secret"):
            secret = base64.b32encode(os.urandom(TOTP_SECRET_SIZE // 8)).decode()
            request.session["gotgan_totp_secret"] = secret
        secret = request.session["gotgan_totp_secret"]
        wizard = request.env["auth_totp.wizard"].create({
            "user_id": request.env.uid, "secret": secret,
        })
        picture = wizard.qrcode.decode()
        wizard.secret = ""
        return self._render(
            "app", redirect, error=error, picture=picture,
            secret=" ".join(re.findall(".{1,4}", secret)),
        )

    def _try_app(self, code, redirect):
        secret = request.session.get("gotgan_totp_secret")
        digits = re.sub(r"\D", "", code or "")
        if not secret or not digits or not request.env.user._totp_try_setting(secret, int(digits)):
            return self._show_app(redirect, error=request.env._(
                "The code is not right. Type the six digits that the app shows now; if it keeps "
                "failing, check the clock of your telephone.",
            ))
        request.session.pop("gotgan_totp_secret")
        return self._show_codes(redirect)

    def _show_codes(self, redirect):
        user = request.env.user
        if user.second_factor == "mail":
            return request.redirect_query(PAGE, {"redirect": redirect})
        codes = request.env["gotgan.recovery.code"]._issue(user)
        return self._render("codes", redirect, codes=codes)

    def _render(self, step, redirect, **values):
        response = request.render("gotgan_sign_in.second_factor_page", {
            "step": step, "redirect": redirect, "error": None, "page": PAGE, **values,
        })
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Frame-Options"] = "DENY"
        return response
