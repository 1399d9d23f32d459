"""The chain of one case of 시민소통관: each step by the person whose it is."""

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today

from .register import find, register


def find_line(env, year, project, code):
    line = env["gotgan.budget.line"].search([
        ("fiscal_year_id", "=", year.id), ("project_id.name", "=", project),
        ("department_id", "=", find(env, "dept_communication").id),
        ("subitem_id.code", "=", code),
    ])
    line.ensure_one()
    return line


def ask(env, year, kind, name, won, payee, project, code, **values):
    request = env(user=find(env, "staff").id)["gotgan.spending.request"].create({
        "name": name, "kind": kind, "partner_id": payee.id, "fiscal_year_id": year.id,
        "line_ids": [Command.create({
            "budget_line_id": find_line(env, year, project, code).id, "amount": won,
        })], **values,
    })
    register(request, f"request_{kind}")
    request.action_submit()
    request.with_user(find(env, "commitment")).action_approve()
    return request


def bind(env, request):
    commitment = env(user=find(env, "commitment").id)["gotgan.commitment"].create({
        "request_id": request.id, "basis": "지급 결정(내부 결재)", "basis_kind": "decision",
        "inspected_kind": "none",
    })
    commitment.action_commit()
    return commitment


def order(env, commitment):
    """지출결의 and 지급명령 of the whole commitment."""
    officer = env(user=find(env, "disbursing").id)
    voucher = officer["gotgan.voucher"].create({
        "commitment_id": commitment.id, "evidence_ids": [Command.link(
            env.ref("gotgan_expenditure.evidence_kind_claim").id,
        )],
        "papers_reason": "청구서 원본은 회계과에 편철함",
    })
    voucher.action_resolve()
    made = officer["gotgan.payment.order"]._create_from_vouchers(voucher)
    made.action_issue()
    return made


def pay(env, commitment):
    """The order, and the cashier's word that the bank carried it out."""
    made = order(env, commitment)
    made.with_user(find(env, "cashier"))._confirm_transfers(
        today(env), {made.id: f"{today(env):%Y%m%d}-0901"},
    )
