from odoo import http

from ..answers import (
    MOST_MONTHS,
    MOST_USERS,
    Fault,
    check_agency,
    check_officer,
    read_number,
    write_business_number,
)
from .applicant import Applicant, is_robot
from .page import (
    BEGINNINGS,
    HOUR,
    LETTERS,
    TEN_MINUTES,
    TRIES,
    render_error,
    render_json,
    render_page,
    see_other,
    site_env,
    within_limit,
)


class Apply(Applicant):
    """The steps of the sign-up that ask: agency, officer, mailbox, plan."""

    @http.route("/apply", type="http", auth="public", methods=["GET"])
    def show_beginning(self):
        return render_page("apply_begin", scripts=("forms",))

    @http.route("/apply", type="http", auth="public", methods=["POST"])
    def begin(self, **form):
        if is_robot(form):
            return see_other("/apply")
        if not within_limit("begin an application", BEGINNINGS, HOUR):
            return render_error(429)
        _application, token = site_env()["hub.application"].sudo()._begin()
        return self._go(token, "agency")

    @http.route("/apply/<string:token>", type="http", auth="public", methods=["GET"])
    def resume(self, token):
        return self._go(token, self._get_place(self._find(token)))

    # ---- 1 agency ----------------------------------------------------------

    @http.route("/apply/<string:token>/agency", type="http", auth="public", methods=["GET"])
    def show_agency(self, token, taken=""):
        application_sudo = self._find(token)
        faults = [Fault("tenant_name", "address_taken")] if taken == "1" else []
        return self._check_step(application_sudo, token, "agency") or self._show_agency(
            application_sudo, token, faults=faults
        )

    def _show_agency(self, application_sudo, token, answers=None, faults=()):
        governments_sudo = site_env()["hub.local.government"].sudo().search([])
        return self._show_step(
            application_sudo, token, "agency", answers, faults,
            kinds=application_sudo._fields["kind"]._description_selection(application_sudo.env),
            governments=[(one.code, one.full_name) for one in governments_sudo],
            domain=application_sudo.env["hub.tenant"]._get_domain_name(),
            scripts=("forms", "combobox", "availability"),
        )  # fmt: skip

    @http.route("/apply/<string:token>/agency", type="http", auth="public", methods=["POST"])
    def save_agency(self, token, **form):
        application_sudo = self._find(token)
        moved = self._check_step(application_sudo, token, "agency")
        if moved:
            return moved
        names = ("kind", "agency_name", "business_number", "government", "tenant_name")
        answers = self._read(form, *names)
        government_sudo = application_sudo.env["hub.local.government"].search(
            [("code", "=", answers["government"])], limit=1
        )
        known = {**answers, "government": government_sudo.code}
        faults = check_agency(known)
        if not faults and not application_sudo._is_address_free(answers["tenant_name"]):
            faults = [Fault("tenant_name", "address_taken")]
        if is_robot(form):
            faults.append(Fault("homepage", "robot"))
        if faults:
            return self._show_agency(application_sudo, token, answers, faults)
        application_sudo._answer({
            **answers,
            "business_number": write_business_number(answers["business_number"]),
            "local_government_id": government_sudo.id,
        })
        return self._go(token, "officer")

    @http.route("/apply/<string:token>/address.json", type="http", auth="public", methods=["GET"])
    def check_address(self, token, name=""):
        """Say whether an address can be had: ``free``, ``taken`` or ``malformed``, nothing more."""
        application_sudo = self._find(token)
        if not within_limit("ask for an address", 120, TEN_MINUTES):
            return render_json({"verdict": "later"}, status=429)
        faults = {fault.field for fault in check_agency({"tenant_name": name})}
        if "tenant_name" in faults:
            return render_json({"verdict": "malformed"})
        free = application_sudo._is_address_free(name)
        return render_json({"verdict": "free" if free else "taken"})

    # ---- 2 officer ---------------------------------------------------------

    @http.route("/apply/<string:token>/officer", type="http", auth="public", methods=["GET"])
    def show_officer(self, token):
        application_sudo = self._find(token)
        return self._check_step(application_sudo, token, "officer") or self._show_step(
            application_sudo, token, "officer"
        )

    @http.route("/apply/<string:token>/officer", type="http", auth="public", methods=["POST"])
    def save_officer(self, token, **form):
        application_sudo = self._find(token)
        moved = self._check_step(application_sudo, token, "officer")
        if moved:
            return moved
        names = ("officer_name", "officer_department", "officer_email", "officer_phone")
        answers = self._read(form, *names)
        faults = check_officer(answers)
        if is_robot(form):
            faults.append(Fault("homepage", "robot"))
        if not faults and not within_limit("have a code sent", LETTERS, HOUR):
            faults = [Fault("officer_email", "too_often")]
        if faults:
            return self._show_step(application_sudo, token, "officer", answers, faults)
        application_sudo._answer({**answers, "officer_email": answers["officer_email"].lower()})
        if application_sudo.is_confirmed:
            return self._go(token, "plan")
        application_sudo._send_code("confirm")
        return self._go(token, "code")

    # ---- 2 the mailbox -----------------------------------------------------

    @http.route("/apply/<string:token>/code", type="http", auth="public", methods=["GET"])
    def show_code(self, token, sent=""):
        application_sudo = self._find(token)
        return self._check_step(application_sudo, token, "code") or self._show_step(
            application_sudo, token, "code", sent=sent == "1"
        )

    @http.route("/apply/<string:token>/code", type="http", auth="public", methods=["POST"])
    def save_code(self, token, code="", **form):
        application_sudo = self._find(token)
        moved = self._check_step(application_sudo, token, "code")
        if moved or application_sudo.is_confirmed:
            return moved or self._go(token, "plan")
        if not within_limit("try a code", TRIES, TEN_MINUTES):
            return self._show_code_fault(application_sudo, token, "too_often")
        verdict = application_sudo._redeem_code("confirm", code)
        if verdict != "right":
            return self._show_code_fault(application_sudo, token, f"code_{verdict}")
        return self._go(token, "plan")

    def _show_code_fault(self, application_sudo, token, fault):
        faults = [Fault("code", fault)]
        return self._show_step(application_sudo, token, "code", faults=faults, sent=False)

    @http.route("/apply/<string:token>/code/again", type="http", auth="public", methods=["POST"])
    def send_code_again(self, token, **form):
        application_sudo = self._find(token)
        moved = self._check_step(application_sudo, token, "code")
        if moved or application_sudo.is_confirmed:
            return moved or self._go(token, "plan")
        if not within_limit("have a code sent", LETTERS, HOUR):
            return self._show_code_fault(application_sudo, token, "too_often")
        application_sudo._send_code("confirm")
        return self._go(token, "code?sent=1")

    # ---- 3 plan ------------------------------------------------------------

    @http.route("/apply/<string:token>/plan", type="http", auth="public", methods=["GET"])
    def show_plan(self, token):
        application_sudo = self._find(token)
        return self._check_step(application_sudo, token, "plan") or self._show_plan(
            application_sudo, token
        )

    def _show_plan(self, application_sudo, token, answers=None, faults=()):
        return self._show_step(
            application_sudo, token, "plan", answers, faults,
            offers=application_sudo._get_offers(), scripts=("forms", "calculator"),
        )  # fmt: skip

    @http.route("/apply/<string:token>/plan", type="http", auth="public", methods=["POST"])
    def save_plan(self, token, **form):
        application_sudo = self._find(token)
        moved = self._check_step(application_sudo, token, "plan")
        if moved:
            return moved
        answers = self._read(form, "plan_code", "user_count", "month_count")
        values = {
            "plan_code": answers["plan_code"],
            "user_count": read_number(answers["user_count"], MOST_USERS),
            "month_count": read_number(answers["month_count"], MOST_MONTHS),
        }
        faults = application_sudo._check_plan(values)
        if faults:
            return self._show_plan(application_sudo, token, answers, faults)
        application_sudo._choose_plan(values)
        return self._go(token, "terms")
