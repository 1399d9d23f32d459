import werkzeug.exceptions

from odoo import api, models
from odoo.exceptions import AccessDenied
from odoo.http import SessionExpiredException, request

from ..activity import is_activity

CHANGE_PAGE = "/gotgan/sign-in/password"
_OPEN_WHILE_CHANGING = (CHANGE_PAGE, "/web/session/logout", "/web/session/destroy", "/gotgan/idle")
_CLIENT = ("/odoo", "/web", "/scoped_app")


class IrHttp(models.AbstractModel):
    """Each request of a signed-in browser is judged by the server: time, network, password."""

    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):  # pylint: disable=missing-return
        super()._authenticate(endpoint)
        if request.session.uid is not None:
            cls._judge_session(endpoint.routing["auth"])
        elif endpoint.routing["auth"] == "bearer":
            cls._judge_key()

    @classmethod
    def _judge_session(cls, auth):
        """End what is over, ask for a new password, and note that somebody is at work."""
        session_model = request.env(user=request.session.uid)["gotgan.session"]
        reason, must_change, last_seen = session_model._judge()
        if reason:
            request.session.logout(keep_db=True)
            request.session["gotgan_ended"] = reason
            request.env = api.Environment(request.env.cr, None, request.session.context)
            cls._authenticate_explicit(auth)
        elif must_change:
            cls._send_to_change(auth)
        elif is_activity(request.httprequest.path):
            session_model._touch(last_seen)

    @classmethod
    def _judge_key(cls):
        """A key works only from where its person may work."""
        policy_model = request.env["gotgan.security.policy"]
        if request.env.user._is_internal() and not policy_model._is_allowed(
            request.httprequest.remote_addr,
        ):
            raise AccessDenied()

    @classmethod
    def _send_to_change(cls, auth):
        """Nothing but changing the password is open to whoever has to change it."""
        path = request.httprequest.path
        inside = auth in ("user", "bearer") or path in _CLIENT or path.startswith(
            tuple(f"{one}/" for one in _CLIENT if one != "/web"),
        )
        if not inside or path in _OPEN_WHILE_CHANGING:
            return
        if request.dispatcher.routing_type != "http":
            raise SessionExpiredException("The password must be changed first")
        werkzeug.exceptions.abort(request.redirect_query(
            CHANGE_PAGE, {"redirect": request.httprequest.full_path},
        ))

    @classmethod
    def _post_dispatch(cls, response):  # pylint: disable=missing-return
        if request.session.uid is not None and request.session.should_rotate:
            request.env(user=request.session.uid)["gotgan.session"]._begin()
            request.env(user=request.session.uid).user._arrive()
        super()._post_dispatch(response)

    @classmethod
    def _post_logout(cls):  # pylint: disable=missing-return
        request.env["gotgan.session"]._end_current("signed_out")
        super()._post_logout()

    @api.private
    def session_info(self):
        """Tell the page when it will be signed out, so that it can warn in time."""
        policy = self.env["gotgan.security.policy"]._get_values()
        return {**super().session_info(), "gotgan_idle_minutes": policy["idle_minutes"]}
