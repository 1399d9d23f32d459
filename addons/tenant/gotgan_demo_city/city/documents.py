"""What waits for signatures in the demo city, and for whom; all of it is handed in today.

Each post that a visitor can be finds something: the team leader and the division head general
documents, the bureau head a request for money, the mayor a plan and one that was carried out first
(후결). Somebody is on leave, so one is signed in his place (대결).
"""

from typing import NamedTuple

from odoo.fields import Command

from .register import find, register


class Paper(NamedTuple):
    """``author``, ``signed`` and those who sign are keys of people; ``urgent`` says why.

    :param level: a lower post that the author chooses to decide
    :param asked: (role, person, whether it binds) of whom the author adds to the line
    """

    author: str
    name: str
    body: str
    signed: tuple = ()
    department: str = ""
    level: str = ""
    urgent: str = ""
    asked: tuple = ()


PAPERS = {
    "notice": Paper(
        "welfare", "노인의 날 기념행사 추진계획", "기념식과 경로잔치를 마을별로 엽니다.",
    ),
    "winter": Paper(
        "welfare", "어르신 겨울나기 지원계획",
        "한파 쉼터 42곳의 난방비와 방문 돌봄 인력을 늘리고, 예산 부서의 의견을 듣습니다.",
        asked=(
            ("cooperate", "commitment", False), ("cooperate", "budget", False),
            ("consent", "planning_head", True), ("circulate", "staff", False),
        ),
    ),
    "report": Paper(
        "cashier", "11월 자금 운용 보고", "월말 예상 잔액과 지출 일정을 보고합니다.",
    ),
    "duty": Paper(
        "disbursing", "연말 지출 마감 안내", "12월 20일까지 지출결의를 마치도록 안내합니다.",
    ),
    "fair": Paper("staff", "시민 소통의 날 운영계획", "분기마다 시장과의 대화를 엽니다."),
    "system": Paper(
        "it_staff", "재정 정보시스템 점검 계획", "연말 마감 전 정기 점검을 합니다.",
    ),
    "council": Paper(
        "planning_team", "예산안 시의회 심사 대응계획",
        "상임위원회와 예산결산특별위원회 심사 일정별로 담당 부서와 답변 자료를 정합니다.",
        department="dept_planning", level="division",
    ),
    "carryover": Paper(
        "planning_team", "세출예산 이월사업 조사계획",
        "부서별 명시이월·사고이월 대상 사업을 12월 10일까지 조사합니다.",
        signed=("budget",), department="dept_planning", level="division",
    ),
    "plan": Paper(
        "planning_team", "내년도 재정운용 기본계획",
        "세입 여건과 채무 관리 방향, 분기별 신속집행 목표를 정합니다.",
        signed=("budget", "planning_head", "planning_chief"), department="dept_planning",
    ),
    "storm": Paper(
        "planning_team", "대설 예비특보에 따른 재난관리기금 긴급 운용계획",
        "제설 장비 임차와 염화칼슘 확보에 재난관리기금을 먼저 쓰고 결과를 보고합니다.",
        signed=("budget", "planning_head", "planning_chief"), department="dept_planning",
        urgent="오늘 밤 대설 예비특보가 발효되고 시장이 시의회에 출석 중임",
    ),
    "watch": Paper(
        "general_staff", "연말연시 청사 방호와 당직 운영계획",
        "12월 24일부터 1월 2일까지 당직 인원을 두 배로 늘립니다.",
    ),
    "cold": Paper(
        "general_staff", "한파 대비 직원 안전수칙 안내",
        "한파 특보 때 외부 작업 시간을 조정합니다.", signed=("commitment",),
    ),
}


def write(env):
    """Write every document, hand it in, and let those sign who have."""
    for key, paper in PAPERS.items():
        document = env(user=find(env, paper.author).id)["gotgan.approval.draft"].create({
            "name": paper.name, "body": paper.body, "related_document": "2026년 주요업무계획",
            **({"department_id": find(env, paper.department).id} if paper.department else {}),
        })
        register(document, f"document_{key}")
        _hand_in(env, document, paper)
    _ask_for_money(env)


def _hand_in(env, document, paper):
    chosen = {"chosen_level": paper.level} if paper.level else {}
    if paper.urgent:
        chosen = {"is_urgent": True, "urgent_reason": paper.urgent}
    if chosen or paper.asked:
        action = document.action_prepare_approval()
        approval = document.env["gotgan.approval"].browse(action["res_id"])
        approval.write(chosen)
        _ask(approval, paper.asked)
    document.action_submit()
    approval = document.sudo().approval_id
    for key in paper.signed:
        approval.with_user(find(env, key)).action_sign()


def _ask(approval, asked):
    """Add people to the line: equal numbers stand side by side (병렬)."""
    approval.env["gotgan.approval.step"].create([
        {
            "approval_id": approval.id, "role": role, "is_binding": binds,
            "user_id": find(approval.env, key).id,
            "sequence": 600 if role == "consent" else 500,
        }
        for role, key, binds in asked
    ])


def _ask_for_money(env):
    """Two requests that a bureau head decides: one before, one after it was carried out."""
    for key, line, won, firm, paper in (
        ("workers", ("dept_senior", "307-05"), 84_000_000, "payee_events", Paper(
            "welfare", "노인일자리 수행기관 12월 위탁사업비", "공익활동형 참여자 280명",
            signed=("senior_head",),
        )),
        ("salt", ("dept_road", "206-01"), 36_000_000, "payee_safety", Paper(
            "road_staff", "대설 대비 염화칼슘 긴급 구매", "염화칼슘 120톤",
            signed=("road_head",), urgent="대설 예비특보로 재고가 오늘 밤 안에 소진될 전망임",
        )),
    ):
        department, code = line
        cell = max(env["gotgan.budget.cell"].search([
            ("department_id", "=", find(env, department).id), ("subitem_id.code", "=", code),
        ]), key=lambda one: one.available)
        request = env(user=find(env, paper.author).id)["gotgan.spending.request"].create({
            "name": paper.name, "partner_id": find(env, firm).id,
            "fiscal_year_id": cell.fiscal_year_id.id, "line_ids": [Command.create({
                "budget_line_id": cell.line_id.id, "amount": won,
            })],
        })
        register(request, f"request_{key}")
        _hand_in(env, request, paper)
