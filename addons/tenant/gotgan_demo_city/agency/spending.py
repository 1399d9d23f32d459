"""What an agency of the demo has spent: its large subjects, through the hands of its people."""

from odoo.addons.gotgan_base.clock import today

from ..city import spending
from ..city.case import Case
from ..city.register import find
from . import plan as plans

CASES = 14
PAYEES = ("payee_computing", "payee_events", "payee_training", "payee_machines", "payee_printing")
# The last ones are still on their way, so that there is something to do and something late.
REACHES = ("committed", "resolved", "ordered", "submitted")


def build(env, year, plan):
    """Make the cases, or nothing where they have been made before."""
    if find(env, "request_01"):
        return
    rows = _make_rows(env, year, plan)
    day = today(env)
    spending.run(env, {key: Case(env, year, key, of_case, day) for key, of_case in rows.items()})


def _make_rows(env, year, plan):
    """Return ``{key: rows}`` like the table of the city's cases."""
    asker = find(env, plans.ASKER)
    department = asker.sudo().employee_id.department_id
    lines = env["gotgan.budget.line"].search([
        ("fiscal_year_id", "=", year.id), ("department_id", "=", department.id),
    ])
    subjects = [{"amount": line.available, "line": line} for line in lines]
    chosen = plans.choose_cases(subjects, CASES)
    rows = {}
    for number, (place, percent) in enumerate(chosen, 1):
        line = subjects[place]["line"]
        late = number - (len(chosen) - len(REACHES)) - 1
        rows[f"{number:02d}"] = [{
            "author": plans.ASKER, "ago": str(len(chosen) + 12 - number), "kind": "service",
            "reach": "paid" if late < 0 else REACHES[late],
            "project": line.project_id.name, "subitem": line.subitem_id.code,
            "title": f"{line.project_id.name} 추진", "particulars": line.subitem_id.name,
            "amount": str(line.available * percent // 100 // 1000 * 1000),
            "payee": PAYEES[number % len(PAYEES)], "agreed": "", "claimed": "", "reason": "",
        }]
    return rows
