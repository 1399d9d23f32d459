"""Values a plain sample cannot guess: a preparation of the year everything else is of."""

# The first of the shipped fiscal years, FY2026.
YEAR = 1
LEVELS = ("policy", "unit", "project")


def _make_project(env):
    parent = {"function_id": env["gotgan.function"].search([
        ("fiscal_year_id", "=", YEAR), ("level", "=", "section"),
    ], limit=1).id}
    for level in LEVELS:
        program = env["gotgan.program"].create({
            "fiscal_year_id": YEAR, "level": level, "name": f"sample {level}", **parent,
        })
        parent = {"parent_id": program.id}
    return program.id


def _find_subitem(env):
    return env["gotgan.expenditure.object"].search([
        ("fiscal_year_id", "=", YEAR), ("level", "=", "subitem"),
        ("subject_set", "=", "local_government"), ("child_ids", "=", False),
    ], limit=1).id


def _find_fund(env):
    return env["gotgan.fund"].search([("fiscal_year_id", "=", YEAR)], limit=1).id


def _find_line(env):
    return env["gotgan.budget.request.line"].search([], limit=1).id


def _settle_line(env):
    line = env["gotgan.budget.request.line"].browse(_find_line(env))
    line.request_id._write_locked({"state": "settled"})
    return line.id


SAMPLES = {
    "gotgan.budget.cycle": {"fiscal_year_id": YEAR},
    "gotgan.budget.request.line": {
        "fund_id": _find_fund, "project_id": _make_project, "subitem_id": _find_subitem,
    },
    "gotgan.budget.settled.estimate": {"line_id": _settle_line},
    "gotgan.budget.review": {
        "line_id": _find_line, "before_amount": 0, "after_amount": 1, "difference": 1,
    },
}
