"""What the controllers of the sign-up share: finding the application, showing a step of it."""

import time

from odoo import http
from odoo.http import request

from ..answers import tidy
from ..words import explain_fault
from .demo_mail import get_folder
from .page import HEADERS, render_page, see_other, site_env

STARTER, STARTER_SECONDS = "hub_application_starter", 1800
# The five steps as a person counts them; the mailbox is confirmed within the second.
SHOWN_STEPS = (
    ("agency", "기관"), ("officer", "담당자"), ("plan", "요금제"), ("terms", "약관 동의"),
    ("start", "시작"),
)  # fmt: skip
SHOWN_AS = {"code": "officer"}
# The steps of the opening, as the one who waits for them calls them.
JOB_STEPS = {
    "reserve": "자리 마련", "role": "전용 접속 계정", "database": "전용 데이터베이스",
    "ownership": "소유권 확정", "identity": "기관 고유 번호와 열쇠", "files": "파일 보관함",
    "agency": "기관 정보와 첫 관리자", "process": "전용 프로세스", "route": "주소 연결",
}  # fmt: skip
TITLES = {
    "agency": "어느 기관에서 쓰십니까?",
    "officer": "담당자를 알려 주십시오",
    "code": "전자우편을 확인합니다",
    "plan": "요금제를 고르십시오",
    "terms": "내용을 확인하고 동의해 주십시오",
    "start": "신청이 접수되었습니다",
}


class Applicant(http.Controller):
    """Finds the application of a link. Who has the link is the applicant; nobody else gets in."""

    def _find(self, token):
        """Return the application of ``token``.

        :raises NotFound: no such link, or one that has ended; a stranger learns no more
        """
        found = site_env()["hub.application"].sudo()._find_by_token(token)
        if not found:
            raise request.not_found()
        return found

    def _get_place(self, application_sudo):
        """Return the page of its link at which an application stands now."""
        if application_sudo.state == "draft":
            return application_sudo.step
        places = {"submitted": "start", "failed": "progress", "opening": "progress"}
        return places.get(application_sudo.state, "status")

    def _go(self, token, place):
        return see_other(f"/apply/{token}/{place}")

    def _check_step(self, application_sudo, token, step):
        """Return where to go instead, when ``step`` cannot be shown now."""
        place = self._get_place(application_sudo)
        if application_sudo.state != "draft":
            return None if place == step else self._go(token, place)
        return None if application_sudo._can_reach(step) else self._go(token, place)

    def _show_step(self, application_sudo, token, step, answers=None, faults=(), **values):
        """Return the page of a step, with what was answered and what is wrong with it."""
        shown = SHOWN_AS.get(step, step)
        names = [name for name, _label in SHOWN_STEPS]
        errors = {fault.field: explain_fault(site_env(), fault.code) for fault in faults}
        return render_page(
            f"apply_{step}",
            status=422 if errors else 200,
            application_sudo=application_sudo,
            link=f"/apply/{token}",
            title=TITLES[step],
            steps=[
                (name, label, names.index(name) - names.index(shown))
                for name, label in SHOWN_STEPS
            ],
            answers=answers or self._get_answers(application_sudo),
            errors=errors,
            demo_mail=bool(get_folder()),
            **{"scripts": ("forms",), **values},
        )

    def _get_answers(self, application_sudo):
        names = (
            "kind", "agency_name", "business_number", "tenant_name", "officer_name",
            "officer_department", "officer_email", "officer_phone", "plan_code", "user_count",
            "month_count",
        )  # fmt: skip
        answers = {name: application_sudo[name] or "" for name in names}
        return {**answers, "government": application_sudo.local_government_id.code or ""}

    def _read(self, form, *names):
        return {name: tidy(form.get(name)) for name in names}

    # ---- who pressed the button --------------------------------------------

    def _remember_starter(self, application_sudo):
        request.session[STARTER] = [application_sudo.id, int(time.time()) + STARTER_SECONDS]

    def _is_starter(self, application_sudo):
        """Return whether this browser may go through the door of the opened tenant."""
        started, until = request.session.get(STARTER) or (0, 0)
        return started == application_sudo.id and time.time() < until

    def _open_tenant(self, application_sudo):
        """Send the browser to its tenant with a ticket that works once; forget it was here."""
        request.session.pop(STARTER, None)
        response = request.redirect(application_sudo._enter(), code=303, local=False)
        for name in ("Referrer-Policy", "Cache-Control"):
            response.headers[name] = HEADERS[name]
        return response

    def _get_job_steps(self, application_sudo):
        steps = application_sudo._get_job_steps()
        return [{**step, "label": JOB_STEPS.get(step["code"], step["label"])} for step in steps]

    # ---- where it stands ---------------------------------------------------

    def _show_progress(self, application_sudo, token):
        return render_page(
            "apply_progress", application_sudo=application_sudo, link=f"/apply/{token}",
            title="기관을 여는 중입니다", job_steps=self._get_job_steps(application_sudo),
            scripts=("progress", "forms"),
        )  # fmt: skip

    def _show_status(self, application_sudo, token, papers):
        return render_page(
            "apply_status", application_sudo=application_sudo, link=f"/apply/{token}",
            title="신청 상태", papers=papers if application_sudo._has_papers() else {},
            events=application_sudo.event_ids.sorted("id"), scripts=("forms",),
        )  # fmt: skip


def is_robot(form):
    """Return whether the field was filled in that no person sees."""
    return bool((form.get("homepage") or "").strip())
