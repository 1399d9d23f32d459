"""Stage 6: the last weeks of the year: the final 추경, what would be left, what goes over.

The bill of the last supplementary budget is before the council, its helper has compared ways out
of a shortfall, the carry-overs are drafted, the closing was rehearsed and next year's objects
wait for decisions.
"""

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today

from .calendar import workday
from .register import find, register
from .subjects import NATIONAL, OWN, Subjects
from .timeline import at
from .versions import Versions

# (month, per cent paid by its end) of 신속집행.
TARGETS = (("3", 26.0), ("6", 57.5), ("9", 78.0), ("12", 93.0))
CAUSES = {
    "가온교 재가설공사": "강교 거더 제작에 10개월 이상이 걸려 연도 안에 가설을 마칠 수 없음",
    "공공 와이파이 확충": "무선접속장치 반도체 수급 지연으로 납품기한이 다음 해 2월로 미루어짐",
    "다함께돌봄센터 설치": "3호점 건물주의 사용승인이 늦어져 공사를 11월에 시작함",
}
CAUSE = "납품기한이 다음 해 1월이어서 연도 안에 검수와 지급을 마칠 수 없음"
SETTLED_OBJECT, NEXT_OBJECT = "401-01", "401-02"


def build(env, year):
    """Make the papers of the year end once."""
    if not find(env, "version_original") or find(env, "version_second"):
        return
    subjects = Subjects(env, year)
    if find(env, "version_first"):
        Versions(subjects).submit_second()
    officer = env(user=find(env, "budget").id)
    _set_targets(officer, year)
    with at(env, workday(today(env), 3)):
        _compare(officer, subjects)
    if not year._get_next():
        return
    with at(env, workday(today(env), 2)):
        _map_objects(officer, subjects)
    with at(env, workday(today(env), 1)):
        _draft_carryovers(env, officer, year)
        _rehearse(officer, year)


def _set_targets(env, year):
    env["gotgan.execution.target"].create([
        {
            "fiscal_year_id": year.id, "month": month, "measure": "paid", "rate": rate,
            "article": "지방자치단체 재정 신속집행 추진지침",
            "source": f"행정안전부 재정정책과-{112 + 300 * place} ({year.year})",
        }
        for place, (month, rate) in enumerate(TARGETS)
    ])


def _compare(env, subjects):
    """추경 도우미: local income tax falls short, and the State lowers one grant."""
    whatif = env["gotgan.budget.whatif"].create({
        "name": "지방소득세 결손과 지역아동센터 국비 감액에 따른 감추경 검토",
        "fiscal_year_id": subjects.year.id, "effort": 1, "fairness": 3,
        "note": "세정과 11월 세입 추계(지방소득세 △2억 4천만원)와 보건복지부 변경 내시를 반영함.",
        "shock_ids": [
            Command.create({
                "fund_id": subjects.fund.id, "funding_source_id": subjects.source(OWN).id,
                "revenue_source_id": subjects.revenue("111-09").id, "amount": -240_000_000,
                "reason": "법인지방소득세 신고 감소(세정과 11월 추계)",
            }),
            Command.create({
                "fund_id": subjects.fund.id, "funding_source_id": subjects.source(NATIONAL).id,
                "project_id": subjects.project("지역아동센터 운영 지원").id,
                "revenue_source_id": subjects.revenue("511-01").id, "amount": -30_000_000,
                "reason": "보건복지부 변경 내시(이용 아동 감소)",
            }),
        ],
    })
    whatif.action_compare()
    register(whatif, "whatif")


def _map_objects(env, subjects):
    """The published table decides most objects; one decision is made, others wait."""
    mapping = register(env["gotgan.year.mapping"].create({
        "from_year_id": subjects.year.id,
    }), "year_mapping")
    following = Subjects(subjects.env, subjects.year._get_next())
    row = mapping.object_ids.filtered(
        lambda one: one.status == "open" and one.from_object_id.code == SETTLED_OBJECT
    )
    if row:
        row.write({
            "to_object_id": following.subitem(NEXT_OBJECT).id,
            "reason": "보상비 편성액이 없어 모두 시설비(401-02)로 봄",
        })


def _draft_carryovers(env, officer, year):
    """Draft what may go over; departments have written their causes and handed some in."""
    plan = officer["gotgan.carryover.plan"].create({"fiscal_year_id": year.id})
    register(plan, "carryover_plan")
    plan.action_look()
    plan.action_draft()
    drafts = officer["gotgan.carryover"].search([("fiscal_year_id", "=", year.id)])
    for line in drafts.line_ids.filtered(lambda one: one.kind == "unavoidable"):
        line.cause = CAUSES.get(line.cell_id.project_id.name, CAUSE)
    handed_in = drafts.filtered(lambda one: one.kind != "unavoidable")
    handed_in.action_submit()
    handed_in.filtered(lambda one: one.kind == "continuing").action_confirm()


def _rehearse(officer, year):
    """Look through the closing, and rehearse it once."""
    closing = officer["gotgan.year.closing"].create({"fiscal_year_id": year.id})
    register(closing, "year_closing")
    closing.action_look()
    closing.action_rehearse()
