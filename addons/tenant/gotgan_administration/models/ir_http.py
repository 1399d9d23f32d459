from odoo import api, models
from odoo.exceptions import AccessError
from odoo.http import SessionExpiredException, request

from ..support_session import may_call, shows_something

SUPPORT_KEY = "gotgan_support"


class IrHttp(models.AbstractModel):
    """Sessions for support end with the agency's approval, and only look."""

    _inherit = "ir.http"

    @api.private
    def session_info(self):
        """A new agency's administrator begins with the first steps."""
        info = super().session_info()
        if request.session.uid and self.env["gotgan.first.steps"]._is_home():
            info["home_action_id"] = self.env.ref("gotgan_administration.first_steps_action").id
        return info

    @classmethod
    def _handle_debug(cls):
        """Nobody of an agency works in the developer mode: it shows the system's own menus."""
        request.session.debug = ""

    @classmethod
    def _authenticate(cls, endpoint):  # pylint: disable=missing-return
        super()._authenticate(endpoint)
        session = request.session
        if session.uid and cls._is_support_session() and not cls._get_support_grant():
            session.logout(keep_db=True)
            raise SessionExpiredException("The access for support has ended")

    @classmethod
    def _dispatch(cls, endpoint):
        if request.session.uid and cls._is_support_session():
            cls._watch_support()
        return super()._dispatch(endpoint)

    @classmethod
    def _is_support_session(cls):
        return request.env["res.users"].browse(request.session.uid)._is_support()

    @classmethod
    def _get_support_grant(cls):
        grants_sudo = request.env["gotgan.support.grant"].sudo()
        return grants_sudo.browse(request.session.get(SUPPORT_KEY) or 0)._filter_open().sudo(False)

    @classmethod
    def _watch_support(cls):
        """Refuse what is not looking; write down what is looked at."""
        http, params = request.httprequest, request.params
        method = params.get("method")
        call = (http.method, http.path, method if isinstance(method, str) else None)
        if not may_call(*call):
            raise AccessError(request.env._(
                "Access for support only looks: this step is not possible. "
                "Ask the agency to do it.",
            ))
        if shows_something(*call):
            acts = request.env["gotgan.support.act"]
            acts._note(cls._get_support_grant(), http.path, params)
