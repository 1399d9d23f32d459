from odoo import http

from ..answers import Fault
from ..words import explain_fault
from .applicant import Applicant
from .demo_mail import get_folder
from .page import HOUR, LETTERS, TEN_MINUTES, TRIES, render_page, site_env, within_limit


class ApplyEnter(Applicant):
    """The door from the application into the new tenant.

    Its link alone does not open it: the browser that pressed the button goes through within half
    an hour, any other needs a new code from the officer's mailbox, for one day.
    """

    @http.route("/apply/<string:token>/enter", type="http", auth="public", methods=["GET"])
    def enter(self, token, sent=""):
        application_sudo = self._find(token)
        if not application_sudo._can_enter():
            return self._go(token, self._get_place(application_sudo))
        if self._is_starter(application_sudo):
            return self._open_tenant(application_sudo)
        return self._show_enter(application_sudo, token, sent=sent == "1")

    @http.route("/apply/<string:token>/enter/code", type="http", auth="public", methods=["POST"])
    def send_enter_code(self, token, **form):
        application_sudo = self._find(token)
        if not application_sudo._can_enter():
            return self._go(token, self._get_place(application_sudo))
        if not within_limit("have a code sent", LETTERS, HOUR):
            return self._show_enter(application_sudo, token, fault="too_often")
        application_sudo._send_code("enter")
        return self._go(token, "enter?sent=1")

    @http.route("/apply/<string:token>/enter", type="http", auth="public", methods=["POST"])
    def enter_by_code(self, token, code="", **form):
        application_sudo = self._find(token)
        if not application_sudo._can_enter():
            return self._go(token, self._get_place(application_sudo))
        if not within_limit("try a code", TRIES, TEN_MINUTES):
            return self._show_enter(application_sudo, token, fault="too_often")
        verdict = application_sudo._redeem_code("enter", code)
        if verdict != "right":
            return self._show_enter(application_sudo, token, sent=True, fault=f"code_{verdict}")
        self._remember_starter(application_sudo)
        return self._go(token, "enter")

    def _show_enter(self, application_sudo, token, sent=False, fault=None):
        faults = [Fault("code", fault)] if fault else []
        return render_page(
            "apply_enter", status=422 if fault else 200, application_sudo=application_sudo,
            link=f"/apply/{token}", title="새 기관으로 들어가기", sent=sent,
            errors={one.field: explain_fault(site_env(), one.code) for one in faults},
            demo_mail=bool(get_folder()), scripts=("forms",),
        )  # fmt: skip
