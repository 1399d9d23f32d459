from odoo import http
from odoo.exceptions import AccessDenied, UserError
from odoo.http import request


class Password(http.Controller):
    """Changing one's password, by choice or because its time is over."""

    @http.route(
        "/gotgan/sign-in/password", type="http", auth="user", methods=["GET", "POST"],
        sitemap=False,
    )
    def change(self, redirect="/odoo", **fields):
        error = self._try_change(fields) if request.httprequest.method == "POST" else None
        if request.httprequest.method == "POST" and not error:
            return request.redirect(redirect)
        response = request.render("gotgan_sign_in.password_page", {
            "error": error, "redirect": redirect, "old": request.env.user._is_password_old(),
            "days": request.env["gotgan.security.policy"]._get_values()["password_max_age"],
            "rules": request.env["gotgan.security.policy"]._describe_passwords(),
        })
        response.headers["Cache-Control"] = "no-store"
        return response

    def _try_change(self, fields):
        """Change the password; return what is wrong, or nothing."""
        env = request.env
        if fields.get("password") != fields.get("confirm_password"):
            return env._("The two new passwords differ. Type the same one twice.")
        user = env.user
        credential = {
            "type": "password", "login": user.login, "password": fields.get("current") or "",
        }
        try:
            with user._assert_can_auth(user=user.id):
                user._check_credentials(credential, {"interactive": True})
            with env.cr.savepoint():
                user._change_password(fields.get("password") or "")
        except AccessDenied as refused:
            if refused.args != AccessDenied().args:
                return refused.args[0]
            return env._("The present password is not right.")
        except UserError as weak:
            return weak.args[0]
        return None
