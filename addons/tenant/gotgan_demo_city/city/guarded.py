"""Stage 8: what the guard of payments knows, and a case that is saved for the next month.

An account that waits for its second person, a creditor's attachment, and a saved case: each made
by the people whose step it is.
"""

from .register import find, register

USUAL = "request_22"
CHANGED, SEIZED, CREDITOR = "payee_events", "payee_foundation", "payee_computing"


def build(env, _year):
    """Make each of them once."""
    if find(env, "payee_claim"):
        return
    _save_case(env)
    accountant = env(user=find(env, "disbursing").id)
    _change_account(accountant)
    _attach(accountant)


def _save_case(env):
    """자주 쓰는 지출: the requester writes the next one in a click."""
    request = find(env, USUAL).with_user(find(env, "staff"))
    action = request.action_save_template()
    register(request.env["gotgan.spending.template"].browse(action["res_id"]), "template_usual")


def _change_account(env):
    """채주 계좌 변경: asked by one, it waits for another who confirms."""
    payee = find(env, CHANGED)
    change = env["gotgan.payee.change"].create({
        "partner_id": payee.id, "account_id": payee.bank_ids[:1].id,
        "bank_id": payee.bank_ids[:1].bank_id.id, "acc_number": "999-2323-600100",
        "acc_holder_name": payee.name, "ground": "거래은행 지점 통합, 통장 사본 접수",
    })
    register(change, "payee_change")
    change.action_ask()


def _attach(env):
    """채권 압류: what the agency pays this payee stops until the creditor is served."""
    claim = env["gotgan.payee.claim"].create({
        "partner_id": find(env, SEIZED).id, "claimant_id": find(env, CREDITOR).id,
        "kind": "attachment", "name": "가온지방법원 2026타채1234", "amount": 3_000_000,
    })
    register(claim, "payee_claim")
    claim.action_register()
