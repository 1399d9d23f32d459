"""Stage 5: the agency's 위임전결규정 and who is away; the documents follow.

Two departments decide their requests by the regulation, one of them 원인행위 and 지출결의, too; the
others still by their commitment officer, so that a visitor sees both.
"""

from datetime import timedelta

from odoo.addons.gotgan_base.clock import today

from . import documents
from .register import ensure, find, register

LEVELS = {
    "mayor_office": "head", "planning_office": "bureau", "administration_bureau": "bureau",
    "welfare_bureau": "bureau", "construction_bureau": "bureau", "dept_budget_team": "team",
}
REGULATION = "가온시 위임전결 규정"
TABLE = f"{REGULATION} 별표 1"
# What may be carried out before the post decides (후결), and by which article.
URGENT = {
    "post_approval": True, "post_approval_clause": f"{REGULATION} 제8조(후결)",
    "post_approval_days": 3,
}
SPENDING = ("dept_senior", "dept_road")
# Where the officers' own decisions go over a line, too, and up to whom it is reviewed.
LINED, REVIEWED = ("dept_senior",), {"review_level": "division"}
# kind, who decides, from, below (0: no end), item of the table, departments, more
DELEGATIONS = (
    ("spending_request", "division", 0, 20_000_000, "재무 3. 품의 2천만원 미만", SPENDING, {}),
    ("spending_request", "bureau", 20_000_000, 0, "재무 3. 품의 2천만원 이상", SPENDING, URGENT),
    ("commitment", "office", 0, 0, "재무 5. 지출원인행위", LINED, REVIEWED),
    ("voucher", "office", 0, 0, "재무 6. 지출결의", LINED, REVIEWED),
    ("general", "division", 0, 0, "공통 1. 일상 업무의 계획과 보고", (), {}),
    (
        "general", "head", 0, 0, "기획 1. 재정 운용 기본계획", ("dept_planning",),
        {**URGENT, "lowest_level": "division"},
    ),
)


def build(env, _year):
    """Put the regulation in force, then write and hand in the documents."""
    if find(env, "delegation_0"):
        return
    env["hr.department"].search([]).level = "division"
    for key, level in LEVELS.items():
        find(env, key).level = level
    find(env, "dept_budget_team").manager_id = find(env, "employee_budget")
    _enforce(env)
    _send_away(env)
    documents.write(env)


def _enforce(env):
    ensure(env["gotgan.approval.delegation"], {
        f"delegation_{place}": {
            "kind": kind, "level": level, "amount_from": low, "amount_to": high,
            "clause": f"{TABLE} {clause}",
            "department_ids": [find(env, key).id for key in departments], **more,
        }
        for place, (kind, level, low, high, clause, departments, more) in enumerate(DELEGATIONS)
    })
    rows = env["gotgan.approval.delegation"].union(
        *(find(env, f"delegation_{place}") for place in range(len(DELEGATIONS))),
    )
    rows.with_user(find(env, "manager")).action_enforce()


def _send_away(env):
    """Somebody's head is on leave today, so that a document shows who stands in."""
    day = today(env)
    head, deputy = find(env, "general_head"), find(env, "commitment")
    absence = env(user=head.id)["gotgan.absence"].create({
        "user_id": head.id, "substitute_id": deputy.id, "kind": "leave", "date_from": day,
        "date_to": day + timedelta(days=3),
    })
    register(absence, "absence_general")
