from psycopg2.errors import UniqueViolation

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from ..answers import Fault
from .applicant import Applicant
from .page import HEADERS, render_json, render_page, see_other, site_env

PAPERS = {"quote": "견적서", "application": "이용신청서", "agreement": "이용계약서"}


class ApplyStart(Applicant):
    """The steps of the sign-up that bind: agreement, papers, opening."""

    # ---- 4 agreement -------------------------------------------------------

    @http.route("/apply/<string:token>/terms", type="http", auth="public", methods=["GET"])
    def show_terms(self, token):
        application_sudo = self._find(token)
        moved = self._check_step(application_sudo, token, "terms")
        if not moved and application_sudo._renew_price() == "gone":
            moved = self._go(token, "plan")
        if not moved:
            application_sudo.env["hub.standby"]._warm(application_sudo.kind)
        return moved or self._show_terms(application_sudo, token)

    def _show_terms(self, application_sudo, token, answers=None, faults=()):
        terms = site_env()["hub.terms"].sudo()._get_current()
        return self._show_step(
            application_sudo, token, "terms", answers, faults, all_terms=terms,
            rows=self._get_summary(application_sudo),
        )  # fmt: skip

    @http.route("/apply/<string:token>/terms", type="http", auth="public", methods=["POST"])
    def save_terms(self, token, **form):
        application_sudo = self._find(token)
        moved = self._check_step(application_sudo, token, "terms")
        if moved:
            return moved
        if not application_sudo._is_address_free(application_sudo.tenant_name):
            return self._go_back_to_address(application_sudo, token)
        price = application_sudo._renew_price()
        if price == "gone":
            return self._go(token, "plan")
        terms_sudo = site_env()["hub.terms"].sudo()._get_current()
        faults = self._check_terms(terms_sudo, form, price)
        if faults:
            ticks = self._get_ticks(terms_sudo, form)
            return self._show_terms(application_sudo, token, ticks, faults)
        return self._hand_in(application_sudo, token, terms_sudo)

    def _hand_in(self, application_sudo, token, terms):
        try:
            with request.env.cr.savepoint():
                application_sudo._agree(terms)
        except UniqueViolation as violation:
            if violation.diag.table_name != "hub_tenant":
                raise
            return self._go_back_to_address(application_sudo, token)
        application_sudo.env["hub.application.post"]._send_receipt(
            application_sudo, f"/apply/{token}"
        )
        return self._go(token, "start")

    def _check_terms(self, terms, form, price):
        found = [Fault("terms", "price_changed")] if price == "changed" else []
        if not terms._is_complete():
            found.append(Fault("terms", "no_terms"))
        return found + [fault for one in terms for fault in self._check_consent(one, form)]

    def _check_consent(self, terms, form):
        """A box agrees to the version that was shown, not to whatever is in force by now."""
        agreed = form.get(f"agree_{terms.code}")
        if agreed == str(terms.id):
            return []
        return [Fault(f"agree_{terms.code}", "terms_changed" if agreed else "consent")]

    def _get_ticks(self, terms, form):
        return {f"agree_{one.code}": form.get(f"agree_{one.code}") == str(one.id) for one in terms}

    def _go_back_to_address(self, application_sudo, token):
        """Somebody took the address between the first step and this one."""
        application_sudo.invalidate_recordset()
        application_sudo._answer({"tenant_name": False})
        return self._go(token, "agency?taken=1")

    def _get_summary(self, application_sudo):
        kinds = dict(application_sudo._fields["kind"]._description_selection(application_sudo.env))
        host = application_sudo.env["hub.tenant"]._get_domain_name()
        return [
            ("agency", "기관", [
                ("기관 유형", kinds.get(application_sudo.kind)),
                ("기관명", application_sudo.agency_name),
                ("사업자등록번호", application_sudo.business_number),
                ("지방자치단체", application_sudo.local_government_id.full_name),
                ("사용할 주소", f"{application_sudo.tenant_name}.{host}"),
            ]),
            ("officer", "담당자", [
                ("이름", application_sudo.officer_name),
                ("부서", application_sudo.officer_department),
                ("전자우편", application_sudo.officer_email),
                ("전화번호", application_sudo.officer_phone),
            ]),
            ("plan", "요금제", [
                ("요금제", application_sudo.plan_name),
                ("사용자 수", f"{application_sudo.user_count:,}명"),
                ("계약 기간", f"{application_sudo.month_count}개월"),
                ("월 이용료(부가가치세 포함)", f"{application_sudo.monthly_amount:,}원"),
                ("계약 기간 합계(부가가치세 포함)", f"{application_sudo.total_amount:,}원"),
            ]),
        ]  # fmt: skip

    # ---- 5 start -----------------------------------------------------------

    @http.route("/apply/<string:token>/start", type="http", auth="public", methods=["GET"])
    def show_start(self, token):
        application_sudo = self._find(token)
        return self._check_step(application_sudo, token, "start") or self._show_step(
            application_sudo, token, "start", papers=PAPERS
        )

    @http.route("/apply/<string:token>/start", type="http", auth="public", methods=["POST"])
    def start(self, token, **form):
        application_sudo = self._find(token)
        if application_sudo.state in ("submitted", "failed") and application_sudo._start():
            self._remember_starter(application_sudo)
        return self._go(token, self._get_place(application_sudo))

    @http.route(
        "/apply/<string:token>/paper/<string:kind>.pdf", type="http", auth="public",
        methods=["GET"],
    )  # fmt: skip
    def get_paper(self, token, kind):
        application_sudo = self._find(token)
        if kind not in PAPERS or not application_sudo._has_papers():
            raise request.not_found()
        try:
            name, content = application_sudo.contract_id._get_paper(kind)
        except UserError as refusal:
            return render_page("error", status=409, title=PAPERS[kind], text=str(refusal))
        headers = {
            **HEADERS,
            "Content-Type": "application/pdf",
            "Content-Disposition": content_disposition(name),
        }
        return request.make_response(content, headers=list(headers.items()))

    @http.route("/apply/<string:token>/cancel", type="http", auth="public", methods=["POST"])
    def cancel(self, token, **form):
        application_sudo = self._find(token)
        if application_sudo.state in ("draft", "submitted"):
            reason = application_sudo.env._("Withdrawn by the applicant.")
            application_sudo._do_transition("cancel", reason=reason)
        return self._go(token, "status")

    # ---- the opening -------------------------------------------------------

    @http.route("/apply/<string:token>/progress", type="http", auth="public", methods=["GET"])
    def show_progress(self, token):
        application_sudo = self._find(token)
        application_sudo._follow_job()
        if application_sudo.state == "opened" and self._is_starter(application_sudo):
            return see_other(f"/apply/{token}/enter")
        if application_sudo.state not in ("opening", "failed"):
            return self._go(token, self._get_place(application_sudo))
        return self._show_progress(application_sudo, token)

    @http.route("/apply/<string:token>/progress.json", type="http", auth="public", methods=["GET"])
    def get_progress(self, token):
        application_sudo = self._find(token)
        application_sudo._follow_job()
        enters = application_sudo.state == "opened" and self._is_starter(application_sudo)
        places = {"opened": "enter" if enters else "status", "failed": "progress"}
        place = places.get(application_sudo.state)
        return render_json({
            "state": application_sudo.state,
            "steps": self._get_job_steps(application_sudo),
            "next": f"/apply/{token}/{place}" if place else None,
        })

    @http.route("/apply/<string:token>/status", type="http", auth="public", methods=["GET"])
    def show_status(self, token):
        application_sudo = self._find(token)
        application_sudo._follow_job()
        return self._show_status(application_sudo, token, PAPERS)
