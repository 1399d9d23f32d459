"""Values a plain sample cannot guess: an evaluation at the stage a record of it needs."""


def _make_case(env):
    """Return a negotiated case that is not announced yet."""
    departments, years = env["hr.department"], env["gotgan.fiscal.year"]
    department = departments.search([], limit=1) or departments.create({"name": "표본과"})
    return env["gotgan.contract.case"].create({
        "name": "표본", "kind": "service", "method": "negotiated", "estimated_price": 1_000,
        "department_id": department.id,
        "fiscal_year_id": (years.search([], limit=1) or years.create({"year": 2026})).id,
    })


def _find_draft(env):
    """Return an evaluation that is being prepared."""
    evaluations = env["gotgan.contract.evaluation"]
    found = evaluations.search([("state", "=", "draft"), ("case_id.state", "=", "draft")], limit=1)
    return found or evaluations.create({"case_id": _make_case(env).id})


def _find_at(env, state):
    """Return an evaluation in ``state`` whose only proposal is first and has passed."""
    evaluations = env["gotgan.contract.evaluation"]
    found = evaluations.search([("state", "=", state), ("offer_ids", "!=", False)], limit=1)
    if found:
        return found
    evaluation = evaluations.create({"case_id": _make_case(env).id})
    case = evaluation.case_id
    case._write_locked({"state": "announced"})
    offer = env["gotgan.contract.offer"].create({
        "case_id": case.id, "partner_id": env["res.partner"].create({"name": "표본정보"}).id,
    })
    case._write_locked({"state": "opened"})
    evaluation._write_locked({"state": state})
    offer._write_locked({"is_fit": True})
    if state == "priced":
        offer._write_locked({"rank": 1, "amount": 1_000, "is_sealed": False})
    return evaluation


def _at(state):
    return {
        "evaluation_id": lambda env: _find_at(env, state).id,
        "offer_id": lambda env: _find_at(env, state).offer_ids[:1].id,
    }


SAMPLES = {
    "gotgan.contract.evaluation": {"case_id": lambda env: _make_case(env).id},
    "gotgan.contract.criterion": {"evaluation_id": lambda env: _find_draft(env).id},
    "gotgan.contract.evaluator": {"evaluation_id": lambda env: _find_draft(env).id},
    "gotgan.contract.sheet": _at("scoring"),
    "gotgan.contract.envelope": {**_at("closed"), "amount": 1_000},
    "gotgan.contract.negotiation": _at("priced"),
}
