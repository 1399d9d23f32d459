"""How last year's 산출근거 and masters become this year's."""

from .estimate_tree import Row, weigh
from .scaling import plain, scale, usable

# What a classification row of the new year takes over from the one of the year before.
_KEPT = {
    "gotgan.fund": ("code", "name", "kind", "definition"),
    "gotgan.program": ("code", "name", "level", "definition"),
}


def build_estimates(budget_line, amount, rate):
    """Return values of the estimates of a new line, raised to ``rate`` percent.

    The estimates of last year are taken as they stand where they really come to ``amount`` won;
    else the amount itself is the one estimate, so that nothing appears or vanishes.
    """
    tops, parts = _find_estimates(budget_line, amount)
    if not tops:
        return [_leaf(budget_line.subitem_id.name, 1, "", amount, rate)] if amount else []
    found = []
    for top in tops:
        found += _branch(top, parts, 1, rate)
    return found


def _find_estimates(budget_line, amount):
    """Return (rows that come to ``amount``, {row: rows below it}); nothing where none do.

    A budget that was brought in has its 산출근거 on the line, one that was prepared here in the
    request it was settled in; the latest that fits holds.
    """
    book = budget_line.estimate_ids.filtered("active").sorted("sequence")
    sets = [(
        book.filtered(lambda one: one.status == "counted"),
        book.filtered(lambda one: one.status == "breakdown"),
    )]
    for line in _find_requests(budget_line):
        rows = (line.settled_estimate_ids or line.estimate_ids).sorted("sequence")
        tops = rows.filtered(lambda one: not one.parent_id)
        sets.append((tops, rows - tops))
    for tops, below in sets:
        if tops and sum(tops.mapped("amount")) == amount:
            return tops, below.grouped("parent_id")
    return None, {}


def _find_requests(budget_line):
    """Return the settled lines of requests that asked for this line, the latest first."""
    return budget_line.env["gotgan.budget.request.line"].search([
        ("request_id.state", "=", "settled"),
        *((name, "=", budget_line[name].id) for name in (
            "fund_id", "department_id", "project_id", "subitem_id",
        )),
    ], order="id desc")


def _branch(row, parts, level, rate):
    """Return one estimate with its breakdown, where that adds up to it."""
    below = parts.get(row, row.browse()).sorted("sequence")
    if level == 3 or not below or sum(below.mapped("amount")) != row.amount:
        return [{**_leaf(row.name, level, row.formula, row.amount, rate), **_duty(row)}]
    found = [{"name": row.name, "level": str(level), "formula": False, **_duty(row)}]
    for one in below:
        found += _branch(one, parts, level + 1, rate)
    return found


def _duty(row):
    """Return the mark of a duty by law; a book that was brought in tells no ground for its own."""
    if row._name == "gotgan.cost.estimate":
        return {}
    return {"is_duty": row.is_duty, "duty_ground": row.duty_ground}


def _leaf(name, level, formula, amount, rate):
    text = formula if usable(formula, amount) else plain(amount)
    return {"name": name, "level": str(level), "formula": scale(text, rate)}


def estimate_total(budget_line, amount, rate):
    """Return what the estimates of :func:`build_estimates` come to, in won.

    They are computed as the request will compute them, so that the preview says what comes of it.
    """
    rows = build_estimates(budget_line, amount, rate)
    values = weigh([Row(int(one["level"]), one["formula"] or "") for one in rows])
    return sum(value.amount for value in values if value.parent is None)


def carry_fund(fund, year):
    """Return the fund of ``year`` with the code of ``fund``, made where it is missing."""
    return _find(fund, year) or _make(fund, year, {})


def carry_project(program, year):
    """Return the programme of ``year`` with the code of ``program``, with what stands above it."""
    if not program:
        return program
    found = _find(program, year, level=program.level)
    if found:
        return found
    section = program.function_id
    new_section = section and section._get_by_code(year, [section.code]).get(section.code)
    return _make(program, year, {
        "parent_id": carry_project(program.parent_id, year).id,
        "function_id": new_section.id if new_section else False,
    })


def _find(record, year, **match):
    return record._get_by_code(year, [record.code], **match).get(record.code)


def _make(record, year, more):
    """Create a master that last year had; a department may, though it keeps no masters."""
    made_sudo = record.sudo().create({
        **{name: record[name] for name in _KEPT[record._name]}, "fiscal_year_id": year.id, **more,
    })
    return made_sudo.sudo(False)
