"""Values a plain sample cannot guess: a case that takes offers, and one with its award."""


def _make_case(env):
    """Return an announced case."""
    departments, years = env["hr.department"], env["gotgan.fiscal.year"]
    department = departments.search([], limit=1) or departments.create({"name": "표본과"})
    case = env["gotgan.contract.case"].create({
        "name": "표본", "estimated_price": 1_000,
        "department_id": department.id,
        "fiscal_year_id": (years.search([], limit=1) or years.create({"year": 2026})).id,
    })
    case._write_locked({"state": "announced"})
    return case


def _find_announced(env):
    found = env["gotgan.contract.case"].search([("state", "=", "announced")], limit=1)
    return (found or _make_case(env)).id


def _find_awarded(env):
    found = env["gotgan.contract.case"].search([("winner_id", "!=", False)], limit=1)
    if found:
        return found.id
    case = _make_case(env)
    offer = env["gotgan.contract.offer"].create({
        "case_id": case.id, "amount": 1_000,
        "partner_id": env["res.partner"].create({"name": "표본건설"}).id,
    })
    case._write_locked({"state": "awarded", "winner_id": offer.id})
    return case.id


def _find_party(env):
    """Return a partner of a contract."""
    parties, contracts = env["gotgan.contract.party"], env["gotgan.contract"]
    found = parties.search([], limit=1)
    if found:
        return found
    contract = contracts.search([], limit=1) or contracts.create({
        "name": "표본", "case_id": _find_awarded(env), "date_start": "2026-01-02",
        "date_end": "2026-12-31",
    })
    return parties.create({"contract_id": contract.id, "partner_id": contract.partner_id.id})


SAMPLES = {
    "gotgan.contract": {
        "case_id": _find_awarded, "date_start": "2026-01-02", "date_end": "2026-12-31",
    },
    "gotgan.contract.offer": {"case_id": _find_announced},
    "gotgan.contract.subcontract": {
        "contract_id": lambda env: _find_party(env).contract_id.id,
        "contractor_id": lambda env: _find_party(env).partner_id.id,
    },
}
