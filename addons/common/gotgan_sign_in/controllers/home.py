from odoo import http
from odoo.exceptions import AccessDenied
from odoo.http import request

from odoo.addons.auth_signup.controllers.main import AuthSignupHome
from odoo.addons.auth_totp.controllers.home import Home as TotpHome
from odoo.addons.auth_totp_mail.controllers.home import Home as TotpMailHome

from ..notices import get_end_notice, get_network_notice


class Home(TotpMailHome, AuthSignupHome):
    """The doors of Odoo, with what this agency's policy says at each."""

    @http.route()
    def web_login(self, *args, **kw):
        response = super().web_login(*args, **kw)
        if response.is_qweb:
            response.qcontext["notices"] = self._get_notices(response.qcontext)
            if request.httprequest.method == "POST":
                response.qcontext.pop("message", None)
        return response

    def _get_notices(self, qcontext):
        env = request.env
        ended = request.session.get("gotgan_ended") or env["gotgan.session"]._get_ended()
        found = [get_network_notice(env, request.httprequest.remote_addr)]
        if not qcontext.get("error") and not qcontext.get("message"):
            found.append(get_end_notice(env, ended))
        return [one for one in found if one]

    @http.route()
    def web_totp(self, redirect=None, **kwargs):
        """Odoo's second step; no browser is trusted beyond one sign-in, and paper codes help."""
        kwargs.pop("remember", None)
        pending = request.session.get("pre_uid")
        answered = request.httprequest.method == "POST" and pending and not request.session.uid
        if answered and kwargs.get("recovery_code"):
            return self._try_recovery_code(pending, redirect, kwargs["recovery_code"])
        if answered and kwargs.get("totp_token"):
            # A wrong code sends no other one by itself, as Odoo's page would.
            response = TotpHome.web_totp(self, redirect=redirect, **kwargs)
        else:
            response = super().web_totp(redirect=redirect, **kwargs)
        return self._lead_on(response, redirect)

    def _try_recovery_code(self, pending, redirect, code):
        user = request.env["res.users"].browse(pending)
        error = None
        try:
            with user._assert_can_auth(user=user.id):
                if not user.env["gotgan.recovery.code"]._use(user, code):
                    raise AccessDenied(request.env._(
                        "This recovery code is not right, or it was used before.",
                    ))
        except AccessDenied as refused:
            error = str(refused)
        if error:
            return request.render("auth_totp.auth_totp_form", {
                "user": user, "error": error, "redirect": redirect, "with_recovery": True,
            })
        request.session.finalize(request.env)
        request.update_env(user=request.session.uid)
        request.update_context(**request.session.context)
        request.env.user._note_recovery()
        return request.redirect("/gotgan/sign-in/second-factor")

    def _lead_on(self, response, redirect):
        """Show people who came with a code by mail how to get a key of their own."""
        page = request.session.uid and request.env.user._get_auth_page()
        if response.status_code != 303 or not page:
            return response
        return request.redirect_query(page, {"redirect": redirect or "/odoo"})

    def get_auth_signup_qcontext(self):
        """A link never tells whether somebody with some mail address has an account."""
        request.params.pop("signup_email", None)
        qcontext = super().get_auth_signup_qcontext()
        qcontext["rules"] = request.env["gotgan.security.policy"]._describe_passwords()
        return qcontext

    def _signup_with_values(self, token, values, do_login):
        """A password that is refused does not use up the link."""
        with request.env.cr.savepoint():
            return super()._signup_with_values(token, values, do_login)

    @http.route()
    def web_auth_reset_password(self, *args, **kw):
        qcontext = self.get_auth_signup_qcontext()
        asked = request.httprequest.method == "POST" and not qcontext.get("token")
        if not asked or not qcontext.get("reset_password_enabled"):
            return super().web_auth_reset_password(*args, **kw)
        login = (qcontext.get("login") or "").strip()
        if login:
            request.env["gotgan.password.request"]._ask(
                login, request.httprequest.remote_addr,
            )
        qcontext["message"] = request.env._(
            "If there is an account with this ID, a link to set a new password is on its way to "
            "its mail address. If nothing arrives within ten minutes, ask the administrator of "
            "your agency.",
        )
        return request.render("auth_signup.reset_password", qcontext)
