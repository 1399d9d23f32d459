"""Words for fields that take no others."""


def _find_fund(env):
    return env["gotgan.fund"].search([], limit=1).id


def _find_payout(env):
    payouts, departments = env["gotgan.custody.payout"], env["hr.department"]
    department = departments.search([], limit=1) or departments.create({"name": "표본과"})
    return (payouts.search([], limit=1) or payouts.create({
        "name": "보증금 반환(표본)", "department_id": department.id,
    })).id


SAMPLES = {
    "gotgan.bank.instruction": {"payout_id": _find_payout},
    "gotgan.term.deposit": {"basis_points": 325, "date_to": "2099-12-31"},
    "gotgan.cash.move": {"fund_id": _find_fund},
}
