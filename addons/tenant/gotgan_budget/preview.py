"""The rows of a preview: totals and problems as values to store."""

from collections import defaultdict

from .ehojo.problem import ERROR

ORDER = ("department", "fund", "object", "source")


def prepare_totals(plan, comparison, masters):
    """Return the values of the totals of a plan, with what earlier imports brought beside them."""
    after = plan.totals()
    before = _sum_cells((cell, cell.imported) for cell in comparison.cells.values())
    beside = _sum_cells(comparison.beside())
    names = {
        "department": _department_names(masters, plan),
        "fund": {code: (code, name) for code, name in plan.fund_names.items()},
        "object": {code: (code, name) for code, (_id, name) in masters.subitems.items()},
        "source": {name: ("", name) for name in masters.sources},
    }
    known = {
        "department": masters.find_department,
        "fund": lambda code: masters.funds[code].id if code in masters.funds else None,
        "object": lambda code: masters.subitems.get(code, (None,))[0],
        "source": masters.sources.get,
    }
    rows = []
    for kind in ORDER:
        entries = sorted(
            ((names[kind].get(key, ("", str(key))), known[kind](key), won)
             for key, won in after[kind].items()), key=lambda entry: entry[0][0],
        )
        rows += _prepare_kind(kind, entries, before[kind], beside[kind], masters)
    return rows + _prepare_removed(comparison, masters)


def _prepare_kind(kind, entries, before, beside, masters):
    """Return the rows of one kind; ``beside`` is what lines have that the file does not name."""
    seen = {record_id for _name, record_id, _won in entries}
    more = [
        (_record_name(kind, one, masters), one, 0)
        for one in {**before, **beside} if one not in seen
    ]
    rest, rows = dict(beside), []
    for place, ((code, name), record_id, won) in enumerate([*entries, *more]):
        amount, imported = won + rest.pop(record_id, 0), before.get(record_id, 0)
        rows.append({
            "kind": kind, "sequence": place, "code": code, "name": name or code,
            "amount": amount, "imported": imported, "difference": amount - imported,
        })
    return rows


def _department_names(masters, plan):
    return {
        key.department: (key.department.code, key.department.name) for key in plan.lines
    }


def _record_name(kind, record_id, masters):
    models = {
        "department": "hr.department", "fund": "gotgan.fund",
        "object": "gotgan.expenditure.object", "source": "gotgan.funding.source",
    }
    record = masters.env[models[kind]].browse(record_id)
    return record.code or "", record.name


def _sum_cells(amounts):
    """Return {kind: {record id: won}} of [(Cell, won)], without zeros."""
    found = {kind: defaultdict(int) for kind in ORDER}
    for cell, won in amounts:
        _year, fund, department, _project, subitem = cell.address
        places = (department, fund, subitem, cell.source_id)
        for kind, record_id in zip(ORDER, places, strict=True):
            found[kind][record_id] += won
    return {kind: {one: won for one, won in sums.items() if won} for kind, sums in found.items()}


def _prepare_removed(comparison, masters):
    facts = comparison.taken_back()
    cells = masters.env["gotgan.budget.cell"].browse([fact.id for fact, _won in facts])
    return [
        {
            "kind": "removed", "sequence": place, "code": cell.department_id.name,
            "name": cell.display_name, "amount": won, "imported": fact.imported,
            "difference": won - fact.imported,
        }
        for place, (cell, (fact, won)) in enumerate(zip(cells, facts, strict=True))
    ]


def prepare_problems(problems):
    """Return the values of the kept problems, errors first."""
    rows = sorted(problems.sorted(), key=lambda one: one.severity != ERROR)
    return [
        {
            "row": one.row, "column": one.column, "code": one.code, "params": one.params,
            "severity": one.severity,
        }
        for one in rows
    ]
