"""A budget as the rows of the table: what is written is read again as the same budget."""

from ..version_row import find_section
from .columns import EXPENDITURE, PROGRAMS, REVENUE, SECTIONS


def read_version(version):
    """Return the rows of the whole budget as of ``version``: revenue, then expenditure."""
    return [*_read_revenue(version), *_read_expenditure(version)]


def _read_revenue(version):
    formulas = {
        part._get_place(): part.formula
        for one in version._get_chain() for part in one.revenue_ids
    }
    env, rows = version.env, []
    for place, won in version._read_whole_revenue().items():
        fund, source, department, name = place
        subject = env["gotgan.revenue.source"].browse(source)
        rows.append({
            "side": REVENUE, **_describe(env, fund, department, subject, ("6",)),
            "name": name, "formula": formulas.get(place) or "", "amount": won,
        })
    return _sorted(rows)


def _read_expenditure(version):
    env, rows = version.env, []
    estimates = env["gotgan.budget.subject.estimate"]._read_present(version)
    for place, won in version._read_whole().items():
        fund, department, project, subitem, source = place
        program = env["gotgan.program"].browse(project)
        subject = env["gotgan.expenditure.object"].browse(subitem)
        names = (program.policy_id.name, program.unit_id.name, program.name)
        line = {
            "side": EXPENDITURE, **_describe(env, fund, department, subject, ("4", "6")),
            "field": program.function_id.parent_id.name or "",
            "function": program.function_id.name or "",
            **dict(zip(PROGRAMS, names, strict=True)),
            "source": env["gotgan.funding.source"].browse(source).name,
        }
        rows += [{**line, **figure} for figure in _read_figures(estimates.get(place, ()), won)]
    return _sorted(rows)


def _read_figures(estimates, won):
    """Return what a cell was reckoned from, and what was changed since as one more row."""
    figures = [
        {"name": one.name or "", "formula": one.formula or "", "amount": one.amount}
        for one in estimates
    ]
    rest = won - sum(one["amount"] for one in figures)
    if rest >= 0:
        return [*figures, *([{"amount": rest}] if rest or not figures else ())]
    return [{"formula": "; ".join(one["formula"] for one in figures), "amount": won}]


def _describe(env, fund, department, subject, capital):
    """Return the cells that both sides have; a subject is written with its code."""
    path, top = {}, subject
    while top:
        path[top.level] = top.display_name
        top = top.parent_id
    above = subject.browse(int(subject.parent_path.split("/")[0]))
    office = env["hr.department"].browse(department)
    return {
        "section": SECTIONS[find_section(above.code, subject.code, capital)],
        "fund": env["gotgan.fund"].browse(fund).display_name,
        "department": office.name, "department_code": office.code or "", **path,
    }


def _sorted(rows):
    names = ("section", "fund", "department", "gwan", "hang", "mok", "semok", "project", "name")
    return sorted(rows, key=lambda row: [
        (name == "section" and row[name] != SECTIONS["operating"], row.get(name) or "")
        for name in names
    ])
