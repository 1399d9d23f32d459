"""Stage 3: a year of spending, made step by step by the people whose steps they are.

The large payments of the year come first, then a month of everyday cases.

Each case of the table goes as far as it says. All steps of all cases are done in the order of
their days, so that numbers and days rise together as they do in a real office.
"""

from odoo.addons.gotgan_base.clock import today

from . import tables
from .calendar import workday
from .case import Case
from .register import find
from .timeline import at

# How far a case goes; what comes before is done too.
STEPS = (
    "draft", "submit", "approve", "commit", "start_inspection", "accept", "claim", "resolve",
    "order", "issue", "pay",
)
# Days of work after the first that a step is done.
DELAY = dict(zip(STEPS, (0, 0, 1, 2, 4, 4, 5, 6, 6, 7, 8), strict=True))
REACH = {
    "draft": "draft", "submitted": "submit", "approved": "approve", "committed": "commit",
    "inspecting": "start_inspection", "inspected": "accept", "voucher_draft": "claim",
    "resolved": "resolve", "order_draft": "order", "ordered": "issue", "paid": "pay",
    "partly": "commit", "part_paid": "pay", "came_back": "pay", "returned": "submit",
    "cancelled": "approve", "commitment_cancelled": "commit", "failed": "start_inspection",
}
# What ends a case otherwise than by going on; done on the day after its last step.
ENDINGS = {
    "returned": "reject", "cancelled": "cancel", "commitment_cancelled": "cancel_commitment",
    "failed": "refuse", "came_back": "come_back",
}


def build(env, year):
    """Make every case of the table, or nothing where they have been made before."""
    if find(env, "request_01"):
        return
    rows, day = {**tables.read_cases("cases_year"), **tables.read_cases()}, today(env)
    run(env, {key: Case(env, year, key, of_case, day) for key, of_case in rows.items()})


def run(env, cases):
    """Take all steps of ``{key: Case}`` on their days, the first one first."""
    rows = {key: case.rows for key, case in cases.items()}
    for ago, _place, key, step in sorted(schedule(rows), reverse=True):
        case = cases[key]
        with at(env, workday(case.today, ago)):
            case.take(step)


def schedule(cases):
    """Return (working days ago, order within the day, case, step), the latest day smallest.

    >>> row = {"ago": "8", "reach": "returned"}
    >>> schedule({"01": [row]})
    [(8, 11, '01', 'draft'), (8, 10, '01', 'submit'), (7, 0, '01', 'reject')]
    """
    found = []
    for key, (first, *_more) in cases.items():
        ago, reach = int(first["ago"]), first["reach"]
        steps = STEPS[:STEPS.index(REACH[reach]) + 1]
        found += [
            (max(ago - DELAY[step], 0), len(STEPS) - place, key, step)
            for place, step in enumerate(steps)
        ]
        if reach in ENDINGS:
            found.append((max(ago - DELAY[steps[-1]] - 1, 0), 0, key, ENDINGS[reach]))
    return found
