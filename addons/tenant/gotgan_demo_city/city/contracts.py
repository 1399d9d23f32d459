"""Stage 6: contracts at their stages: a need, one announced, one awarded, one being performed."""

from datetime import timedelta

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import now, today

from . import papers
from .register import find, register

HOME = "dept_road"


def build(env, year):
    """Make every contract of the demo once."""
    if find(env, "contract_case_need"):
        return
    clerk = env(user=find(env, "property_staff").id)
    _need(clerk, year, "need", "도로 표지판 교체", 9_000_000)
    tender = _need(clerk, year, "tender", "가온교 보수 공사", 180_000_000, kind="works_special",
                   method="open")
    tender.deadline = now(env) + timedelta(days=21)
    tender.action_announce()
    for place, firm in enumerate(("payee_design", "payee_events", "payee_rental")):
        clerk["gotgan.contract.offer"].create({
            "case_id": tender.id, "partner_id": find(env, firm).id,
            "amount": 176_000_000 + place * 1_500_000, "choices": f"{place + 1}, {place + 5}",
        })
    _award(env, clerk, year, "awarded", "제설 자재 구매", 12_000_000, "payee_safety")
    case = _award(env, clerk, year, "signed", "도로 순찰 차량 임차", 5_500_000, "payee_rental")
    _conclude(env, clerk, case)


def _need(clerk, year, key, name, price, **values):
    case = clerk["gotgan.contract.case"].create({
        "name": name, "department_id": find(clerk, HOME).id, "fiscal_year_id": year.id,
        "estimated_price": price, "base_price": price * 11 // 10, **values,
    })
    return register(case, f"contract_case_{key}")


def _award(env, clerk, year, key, name, price, firm):
    case = _need(clerk, year, key, name, price)
    case.action_announce()
    clerk["gotgan.contract.offer"].create({
        "case_id": case.id, "partner_id": find(env, firm).id, "amount": price,
    })
    case.action_open()
    case.with_user(find(env, "commitment")).action_award()
    return case


def _conclude(env, clerk, case):
    """The department asks for the money, its head decides, and the contract is signed."""
    department = find(env, HOME)
    cells = env["gotgan.budget.cell"].search([
        ("department_id", "=", department.id), ("fiscal_year_id", "=", case.fiscal_year_id.id),
    ])
    cell = max(cells, key=lambda one: one.available)
    request = env(user=find(env, "road_staff").id)["gotgan.spending.request"].create({
        "name": case.name, "fiscal_year_id": case.fiscal_year_id.id,
        "partner_id": case.winner_id.partner_id.id, "line_ids": [Command.create({
            "budget_line_id": cell.line_id.id, "amount": case.awarded_amount,
        })],
    })
    register(request, "request_contract")
    request.action_submit()
    request.sudo().approval_id.with_user(find(env, "road_head")).action_sign()
    contract = clerk["gotgan.contract"].create({
        "case_id": case.id, "request_id": request.id, "date_start": today(env),
        "date_end": today(env) + timedelta(days=60), "attachment_ids": [Command.create({
            "name": "계약서.pdf", "mimetype": "application/pdf",
            "raw": papers.quotation(
                case.winner_id.partner_id.name, today(env), case.name, "임차", case.awarded_amount,
            ),
        })],
    })
    register(contract, "contract_signed")
    guarantee = clerk["gotgan.contract.guarantee"].create({
        "contract_id": contract.id, "kind": "performance", "form": "pledge",
        "partner_id": contract.partner_id.id, "amount": case.awarded_amount // 10,
    })
    guarantee.action_take()
    contract.with_user(find(env, "commitment")).action_sign()
