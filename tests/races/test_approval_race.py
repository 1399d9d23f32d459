"""Several people at one line, one grant, one payment, one case: each is done once.

Every thread goes the way of a request: an environment of the acting person, Odoo's retries, the
documents' own buttons.
"""

import sys
from pathlib import Path

import pytest
from crowd import crowd, in_transaction

from odoo.exceptions import UserError

sys.path.append(str(Path(__file__).parents[1] / "attacks"))


@pytest.fixture(scope="module")
def hall(tenant_module):
    """Return (registry, {what: id}): the documents two people will reach for at once."""
    from odoo.modules.registry import Registry

    registry = Registry(tenant_module)
    return registry, in_transaction(registry, build)


def build(env):
    from spending_hall import SpendingHall, speaking

    hall = SpendingHall(env)
    with speaking(env, hall.world) as speak:
        hall.chain(speak)
        hall.approvals(speak)
        hall.custody(speak)
        hall.advances(speak)
        hall.contracts(speak)
        more = prepare(hall)
    env.flush_all()
    return {
        **{role: user.id for role, user in hall.people.items()},
        **{(model, state): one.id for model, states in hall.documents.items()
           for state, one in states.items()},
        **more,
    }


def prepare(hall):
    """Return the pairs that stand against each other."""
    env, world = hall.env, hall.world
    payout = hall.documents["gotgan.custody.payout"]["draft"]
    rivals = [
        env["gotgan.custody.payout"].with_user(world.author).create({
            "name": "계약보증금 반환", "partner_id": payout.partner_id.id,
            "bank_account_id": payout.bank_account_id.id,
            "line_ids": [(0, 0, {"case_id": payout.line_ids.case_id.id, "amount": 5_500_000})],
        })
        for _place in range(2)
    ]
    for one in rivals:
        one.action_submit()
    notes = hall.documents["gotgan.spending.return"]
    pair = notes["draft"] | notes["draft"].copy()
    pair.line_ids.write({"amount": 600_000})
    second = [hall.submitted(place) for place in (10, 11, 12, 13)]
    short = hall.submitted(14)
    request = env[short.res_model].browse(short.res_id)
    chief = hall.people["chief"]
    return {
        "rivals": [one.id for one in bound_on_one_request(hall, 40, chief)],
        "closing": [one.id for one in bound_on_one_request(hall, 41, chief)[:1]],
        "claims": [one.id for one in claimed_of_one_commitment(hall, 42, chief)],
        "short": short.id, "cell": request.line_ids.budget_line_id.cell_ids[:1].id,
        "today": hall.today, "payouts": [one.id for one in rivals], "returns": pair.ids,
        "running": [one.id for one in second], **last_of_a_contract(hall.contracting),
    }


def last_of_a_contract(words):
    """Return two orders that were handed in, of 200,000 won each: as much as one contract has."""
    contract = words.sign(words.draft_unit(kind="service"))
    paper = contract.item_ids[:1]
    words.place(contract, {paper: 740})
    orders = [words.draft_order(contract, {paper: 10}) for _place in range(2)]
    for one in orders:
        one.action_submit()
    return {"orders": [one.id for one in orders], "unit": contract.id}


def bound_on_one_request(hall, place, chief):
    """Return two commitments of 600,000 on a request of a million; only the office is left."""
    approval = hall.submitted(place)
    approval.with_user(chief).action_sign()
    pair = hall.env["gotgan.commitment"].with_user(hall.people["stranger"]).create([
        {"request_id": approval.res_id, "basis": f"승낙서 {one}", "is_final": False}
        for one in range(2)
    ])
    pair.line_ids.amount = 600_000
    return hand_in(hall, pair, chief)


def claimed_of_one_commitment(hall, place, chief):
    """Return two vouchers of 600,000 on a commitment of a million; only the office is left."""
    commitment = hall.bound_by_line(place, chief)
    commitment.action_submit()
    hall.sign(commitment, chief, hall.world.commitment_officer)
    hall.by("stranger", "gotgan.inspection", commitment_id=commitment.id).action_accept()
    pair = hall.env["gotgan.voucher"].with_user(hall.people["stranger"]).create([
        {"commitment_id": commitment.id, "name": f"청구 {one}", "evidence_ids": hall.hall.papers}
        for one in range(2)
    ])
    pair.line_ids.amount = 600_000
    return hand_in(hall, pair, chief)


def hand_in(hall, pair, chief):
    """Return the approvals of documents that the head has reviewed."""
    pair.action_submit()
    for one in pair:
        hall.sign(one, chief)
    return [one.sudo().approval_id for one in pair]


def step(hall, role, model, record, action, *arguments):
    """Return what one person does in a transaction of his own."""
    _registry, ids = hall

    def work(env):
        return getattr(env[model].with_user(ids[role]).browse(record), action)(*arguments)

    return work


def race(hall, *works):
    """Let all begin together; return the errors, which are answers to a person and no crashes."""
    errors = [error for _value, error in crowd(hall[0], list(works)) if error]
    assert all(isinstance(error, UserError) for error in errors), errors
    return errors


def read(hall, model, record, *names):
    return in_transaction(hall[0], lambda env: [env[model].browse(record)[one] for one in names])


def test_one_step_is_signed_once(hall):
    approval = hall[1]["running"][0]
    sign = step(hall, "chief", "gotgan.approval", approval, "action_sign")
    assert len(race(hall, sign, sign, sign)) == 2
    [acts, state] = read(hall, "gotgan.approval", approval, "act_ids", "state")
    assert (len(acts), state) == (2, "approved")


def test_signed_or_sent_back_never_both(hall):
    approval = hall[1]["running"][1]
    race(
        hall,
        step(hall, "chief", "gotgan.approval", approval, "action_sign"),
        step(hall, "chief", "gotgan.approval", approval, "_do_transition", "send_back", "보완"),
        step(hall, "stranger", "gotgan.approval", approval, "action_withdraw"),
    )
    [acts, state] = read(hall, "gotgan.approval", approval, "act_ids", "state")
    assert len(acts) == 2 and state in ("approved", "returned", "withdrawn")


def test_documents_approved_at_once_are_numbered_without_gap(hall):
    pair = hall[1]["running"][2:]
    assert race(hall, *(
        step(hall, "chief", "gotgan.approval", one, "action_sign") for one in pair
    )) == []
    numbers = in_transaction(hall[0], lambda env: env["gotgan.approval"].search(
        [("number", "!=", False)]).mapped("number"))
    places = sorted(int(one.rpartition("-")[2]) for one in numbers)
    assert places == list(range(1, len(numbers) + 1))


def test_last_signature_against_a_cut_of_the_budget(hall):
    """A million is held since the submission: who cuts by all that is allotted is refused."""
    ids = hall[1]

    def cut(whole):
        def work(env):
            from odoo.addons.gotgan_ledger.core import Posting

            cell = env["gotgan.budget.cell"].browse(ids["cell"])
            held = 0 if whole else cell.requested + cell.committed
            env["gotgan.ledger"]._allot(
                [Posting(cell.id, held - cell.allotted, 1)], source_model="hr.department",
                date=ids["today"], reason="감액",
            )

        return work

    sign = step(hall, "chief", "gotgan.approval", ids["short"], "action_sign")
    assert len(race(hall, cut(whole=True), sign, cut(whole=False))) == 1
    [state] = read(hall, "gotgan.approval", ids["short"], "state")
    allotted, requested, committed = read(
        hall, "gotgan.budget.cell", ids["cell"], "allotted", "requested", "committed",
    )
    assert (state, allotted) == ("approved", requested + committed)


@pytest.mark.parametrize(("key", "role", "done"), (
    ("rivals", "commitment_officer", "committed"), ("claims", "disbursing_officer", "resolved"),
))
def test_last_signatures_on_money_that_is_enough_for_one(hall, key, role, done):
    """Of 1,000,000 each takes 600,000: one is signed; of the other not even the signature stays."""
    pair = hall[1][key]
    signs = [step(hall, role, "gotgan.approval", one, "action_sign") for one in pair]
    [refused] = race(hall, *signs)
    assert "600,000" in str(refused)
    found = in_transaction(hall[0], lambda env: [
        (env[one.res_model].browse(one.res_id).state, one.state, len(one.act_ids))
        for one in env["gotgan.approval"].browse(pair)
    ])
    assert sorted(found) == sorted([(done, "approved", 3), ("submitted", "running", 2)])


def test_last_signature_of_a_commitment_against_the_end_of_its_request(hall):
    """The rest of the request goes back to the budget, or is bound: never both."""
    [approval] = hall[1]["closing"]
    [model, record] = read(hall, "gotgan.approval", approval, "res_model", "res_id")
    [request] = read(hall, model, record, "request_id")
    race(
        hall,
        step(hall, "commitment_officer", "gotgan.approval", approval, "action_sign"),
        step(hall, "stranger", request._name, request.id, "_do_transition", "close", "사업 종료"),
    )
    state, used, released = in_transaction(hall[0], lambda env: (
        env[model].browse(record).state,
        *(sum(env[request._name].browse(request.id).line_ids.split_ids.hold_id.mapped(name))
          for name in ("used", "released")),
    ))
    assert (state, used, released) in (
        ("committed", 600_000, 400_000), ("submitted", 0, 1_000_000),
    )


def test_a_case_is_not_paid_out_twice(hall):
    """Nine million are held; two payments of 5,500,000 are not both approved, and one goes out."""
    pair = hall[1]["payouts"]
    assert len(race(hall, *(
        step(hall, "disbursing_officer", "gotgan.custody.payout", one, "action_approve")
        for one in pair
    ))) == 1
    [approved] = [one for one in pair if read(hall, "gotgan.custody.payout", one, "state") == [
        "approved",
    ]]
    pay = step(hall, "custodial_cashier", "gotgan.custody.payout", approved, "action_pay")
    assert len(race(hall, pay, pay)) == 1
    balances = in_transaction(hall[0], lambda env: (
        env["gotgan.custody.case"].search([]).mapped("rest"),
        env["gotgan.custody.account"].search([])._find_broken(),
    ))
    assert min(balances[0]) >= 0 and balances[1] == []


def test_a_grant_is_settled_once(hall):
    record = hall[1]["gotgan.advance.settlement", "submitted"]
    accept = step(hall, "disbursing_officer", "gotgan.advance.settlement", record, "action_accept")
    assert len(race(hall, accept, accept)) == 1


def test_a_petty_use_is_paid_once(hall):
    record = hall[1]["gotgan.petty.use", "approved"]
    pay = step(hall, "imprest_cashier", "gotgan.petty.use", record, "action_pay")
    assert len(race(hall, pay, pay)) == 1


def test_two_returns_of_one_payment(hall):
    """A million was paid; two notices of 600,000 do not both ask for it back."""
    assert len(race(hall, *(
        step(hall, "disbursing_officer", "gotgan.spending.return", one, "action_notice")
        for one in hall[1]["returns"]
    ))) == 1


def test_bids_are_opened_once(hall):
    record = hall[1]["gotgan.contract.case", "announced"]
    opening = step(hall, "contract_clerk", "gotgan.contract.case", record, "action_open")
    assert len(race(hall, opening, opening)) == 1
    [offers] = read(hall, "gotgan.contract.case", record, "offer_ids")
    events = in_transaction(hall[0], lambda env: env["gotgan.event"].search_count([
        ("res_model", "=", "gotgan.contract.offer"), ("res_id", "in", offers.ids),
    ]))
    assert events == len(offers)


def test_two_orders_of_the_last_of_a_contract(hall):
    """단가계약: 200,000 won are left, and two orders of as much are placed at the same time."""
    [error] = race(hall, *(
        step(hall, "commitment_officer", "gotgan.contract.order", one, "action_place")
        for one in hall[1]["orders"]
    ))
    assert "200,000" in str(error), error
    [rest, ordered, amount] = read(
        hall, "gotgan.contract", hall[1]["unit"], "order_rest", "ordered", "amount",
    )
    assert (rest, ordered) == (0, amount)
    orders = in_transaction(hall[0], lambda env: [
        (one.state, len(one.commitment_id))
        for one in env["gotgan.contract.order"].browse(hall[1]["orders"])
    ])
    assert sorted(orders) == [("placed", 1), ("submitted", 0)]
