"""Who decides what is spent, and what is stopped before it is decided."""

from .department import BUDGET, HOME, MILLION
from .people import day

CLAUSE = "위임전결규정 별표 1 제3호 품의"


def the_regulation_names_who_decides(dept):
    dept.travel(day(1, 5))
    table = dept.model("gotgan.approval.delegation", "keeper").create([
        {"kind": "spending_request", "level": level, "clause": CLAUSE, "amount_from": low,
         "amount_to": high, "department_ids": dept.departments[HOME].ids}
        for level, low, high in (("division", 0, 5 * MILLION), ("bureau", 5 * MILLION, 0))
    ])
    table.action_enforce()
    dept.model("gotgan.approval.consultation", "keeper").create({
        "kind": "spending_request", "role": "consent", "is_binding": True,
        "amount_from": 5 * MILLION, "clause": "회계규칙 제7조",
        "consulted_department_id": dept.departments[BUDGET].id,
    }).action_enforce()
    dept.first = dept.draft("201-01", 3 * MILLION, "시정 소식지 인쇄 1월호")
    dept.first.action_submit()
    with dept.refused("결재"):
        dept.by("commitment_officer", dept.first).action_approve()
    approval = dept.first.sudo().approval_id
    step = approval.step_ids.filtered(lambda one: one.role == "decide")
    assert step.signer_id == dept.people["chief"] and CLAUSE in step.why
    with dept.refused("권한이 없습니다", "정소통"):
        dept.by("author", approval).action_sign()
    dept.sign(dept.first, "chief")
    assert dept.first.state == "approved" and approval.number.startswith(HOME)


def who_is_on_leave_is_stood_in_for(dept):
    dept.travel(day(1, 12))
    dept.model("gotgan.absence", "chief").create({
        "user_id": dept.people["chief"].id, "substitute_id": dept.people["deputy"].id,
        "kind": "leave", "date_from": day(1, 12), "date_to": day(1, 14),
    })
    request = dept.draft("201-01", MILLION, "누리집 배너 제작")
    request.action_submit()
    with dept.refused("대결 윤차석"):
        dept.sign(request, "chief")
    dept.sign(request, "deputy")
    approval = request.sudo().approval_id
    last = approval.act_ids.sorted("sequence")[-1]
    assert (request.state, last.name, last.capacity) == ("approved", "윤차석", "stand_in")
    assert not dept.root["gotgan.approval"]._find_orphans()
    dept.by("chief", approval).action_see()
    dept.banner = request


def a_large_one_is_consented_to_returned_and_handed_in_again(dept):
    dept.travel(day(1, 19))
    request = dept.draft("405-01", 12 * MILLION, "방송장비 구입")
    request.action_submit()
    dept.sign(request, "chief")
    dept.by("planner", request.sudo().approval_id)._do_transition("send_back", "견적 미첨부")
    request.invalidate_recordset()
    assert request.state == "draft"
    assert "견적 미첨부" in request.event_ids.mapped("reason")
    request.attachment_ids = [dept.paper(name="견적서.pdf")]
    request.action_submit()
    with dept.refused("정소통"):
        dept.sign(request, "director")
    dept.sign(request, "chief", "planner", "director")
    assert request.state == "approved"
    dept.gear = request


def the_same_thing_twice_is_stopped_and_shown(dept):
    dept.travel(day(1, 21))
    again = dept.draft("201-01", 3 * MILLION, "시정 소식지 인쇄(1월호)")
    with dept.refused(dept.first.number, "제33조"):
        again.action_submit()
    with dept.refused("예외 승인"):
        dept.by("author", again)._override_findings("다시 찍음")
    dept.by("vice", again)._override_findings("1월호 파손분 재인쇄")
    again.action_submit()
    dept.sign(again, "chief")
    [override] = dept.model("gotgan.rule.override", "auditor").search([
        ("res_model", "=", again._name), ("res_id", "=", again.id),
    ])
    assert (override.reason, override.user_id.name) == ("1월호 파손분 재인쇄", "강부시")
    dept.again = again


def a_purchase_cut_in_two_is_stopped(dept):
    dept.travel(day(1, 22))
    dept.part = dept.ask("405-01", 15 * MILLION, "사무실 칸막이 1차")
    second = dept.draft("405-01", 8 * MILLION, "사무실 칸막이 2차")
    found = [(one.edition.rule_id.code, one.severity) for one in second._find_findings("submit")]
    assert "spending.split" in [code for code, _severity in found], found
    dept.cut = second


def more_than_there_is_is_refused(dept):
    with dept.refused("10,000,000", "11,000,000"):
        dept.draft("202-01", 11 * MILLION, "국내여비").action_submit()


STORY = (
    the_regulation_names_who_decides, who_is_on_leave_is_stood_in_for,
    a_large_one_is_consented_to_returned_and_handed_in_again,
    the_same_thing_twice_is_stopped_and_shown, a_purchase_cut_in_two_is_stopped,
    more_than_there_is_is_refused,
)
