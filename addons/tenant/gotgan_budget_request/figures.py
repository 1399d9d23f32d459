"""What stands beside a request: last year's original budget, and what is voted by now.

A file that corrects the original budget makes another version of that kind, on top of whatever is
in force by then, with only the cells it changed: the original budget is the first one and what each
correction added to it.

Subjects belong to fiscal years, so a request finds its past by codes: the fund's and the
project's as they are, the object's by the published table of old and new objects (신구대비). An
object that was merged finds all that went into it; one that was split finds nothing unless a
person has decided.
"""

from collections import Counter, defaultdict

from .shares import simplify

# What a figure of expenditure and one of revenue is found by, apart from its fiscal year.
SUBJECT = ["fund_id", "department_id", "project_id", "subitem_id"]
REVENUE = ["fund_id", "revenue_source_id", "name"]


def find_figures(lines):
    """Return ``{line: (last year's original won, voted won)}``; 0 where there is nothing.

    For an original budget the voted figure is that of the year before, for a supplementary one
    that of the year itself.
    """
    found = {}
    for cycle, group in lines.grouped("cycle_id").items():
        found.update(_find_of_cycle(cycle, group))
    return found


def find_former_versions(lines):
    """Return ``{version: won}``: what makes up last year's figures of ``lines``."""
    found = defaultdict(int)
    for cycle, group in lines.grouped("cycle_id").items():
        times = Counter(key for then, _here in _get_places(cycle, group).values() for key in then)
        rows = _read_originals(
            "gotgan.budget.version.line", _find_originals(lines.env, cycle.fiscal_year_id.year - 1),
            [("department_id", "in", group.department_id.ids)], SUBJECT,
        )
        for version, subject, won in rows:
            found[version] += times[_get_key(*subject)] * won
    return found


def find_former_cells(lines):
    """Return for each of ``lines`` the ids of the cells its budget so far adds up."""
    found = []
    for cycle, group in lines.grouped("cycle_id").items():
        year = _find_base_year(cycle)
        cells = lines.env["gotgan.budget.cell"].search([
            ("fiscal_year_id", "=", year.id), ("department_id", "in", group.department_id.ids),
        ]).grouped(lambda cell: _get_key(*(cell[name] for name in SUBJECT)))
        for _then, here in _get_places(cycle, group).values():
            found.append([one for key in here if key in cells for one in cells[key].ids])
    return found


def find_former_shares(line):
    """Return ``{code of the funding source: weight}`` of the same subject a year before."""
    year = _find_year(line.env, line.fiscal_year_id.year - 1)
    amounts = defaultdict(int)
    if year:
        keys = set(_get_keys(line, year, _find_old_objects(line.subitem_id, year)))
        domain = [
            ("fiscal_year_id", "=", year.id), ("department_id", "=", line.department_id.id),
        ]
        for *subject, source, won in line.env["gotgan.budget.cell"]._read_group(
            domain, ["fund_id", "department_id", "project_id", "subitem_id", "funding_source_id"],
            ["voted:sum"],
        ):
            if _get_key(*subject) in keys:
                amounts[source.code] += won
    return simplify(dict(amounts)) if amounts else {}


def find_revenue_figures(rows):
    """Return ``{revenue row: last year's original won}`` of the same fund, source and reckoning."""
    return {row: sum(won.values()) for row, won in _split_revenue(rows).items()}


def find_former_revenue(rows):
    """Return ``{version: won}``: what makes up last year's figures of revenue ``rows``."""
    found = Counter()
    for won in _split_revenue(rows).values():
        found.update(won)
    return found


def _split_revenue(rows):
    """Return ``{revenue row: {version: won}}``."""
    found = {}
    for cycle, group in rows.grouped("cycle_id").items():
        versions, former = _find_originals(rows.env, cycle.fiscal_year_id.year - 1), {}
        for version, (fund, source, name), won in _read_originals(
            "gotgan.budget.version.revenue", versions, [], REVENUE,
        ):
            former.setdefault((fund.code, source.code, name), Counter())[version] += won
        for row in group:
            place = row.fund_id.code, row.revenue_source_id.code, row.name
            found[row] = former.get(place, {})
    return found


def _find_of_cycle(cycle, lines):
    last = _sum_original(
        _find_originals(lines.env, cycle.fiscal_year_id.year - 1), lines.department_id,
    )
    base_year = _find_base_year(cycle)
    base = _sum_cells(base_year, lines.department_id) if base_year else {}
    return {
        line: (sum(last.get(key, 0) for key in then), sum(base.get(key, 0) for key in here))
        for line, (then, here) in _get_places(cycle, lines).items()
    }


def _get_places(cycle, lines):
    """Return ``{line: (its keys a year before, its keys in the budget so far)}``."""
    former = _find_year(lines.env, cycle.fiscal_year_id.year - 1)
    olds = {one: _find_old_objects(one, former) for one in lines.subitem_id} if former else {}
    places = {}
    for line in lines:
        then = set(_get_keys(line, former, olds.get(line.subitem_id, line.subitem_id.browse())))
        places[line] = then, then if cycle.kind == "original" else {_get_key(
            line.fund_id, line.department_id, line.project_id, line.subitem_id,
        )}
    return places


def _find_base_year(cycle):
    year = cycle.fiscal_year_id
    return _find_year(cycle.env, year.year - 1) if cycle.kind == "original" else year


def _find_year(env, number):
    return env["gotgan.fiscal.year"].search([("year", "=", number)], limit=1)


def _find_originals(env, number):
    """Return the original budget of a year, then the versions that correct it."""
    return env["gotgan.budget.version"].search([
        ("fiscal_year_id.year", "=", number), ("kind", "=", "original"),
        ("state", "=", "in_force"),
    ], order="position, id")


def _sum_original(versions, departments):
    found = defaultdict(int)
    for _version, subject, won in _read_originals(
        "gotgan.budget.version.line", versions, [("department_id", "in", departments.ids)], SUBJECT,
    ):
        found[_get_key(*subject)] += won
    return found


def _read_originals(model, versions, domain, groupby):
    """Yield ``(version, group, won)``: rows of the first one, and what the others added to it."""
    for part, column in ((versions[:1], "amount"), (versions[1:], "difference")):
        for version, *group, won in versions.env[model]._read_group(
            [("version_id", "in", part.ids), *domain], ["version_id", *groupby], [f"{column}:sum"],
        ):
            yield version, tuple(group), won


def _sum_cells(year, departments):
    rows = year.env["gotgan.budget.cell"]._read_group(
        [("fiscal_year_id", "=", year.id), ("department_id", "in", departments.ids)],
        SUBJECT, ["voted:sum"],
    )
    return {_get_key(*subject): won for *subject, won in rows}


def _get_key(fund, department, project, subitem):
    return fund.code, department.id, project.code, subitem.id


def _get_keys(line, year, old_objects):
    """Return the keys a line had in ``year``: its object's forerunners, and where it came from."""
    origin = line.origin_line_id
    if origin and origin.fiscal_year_id == year:
        yield _get_key(
            origin.fund_id, origin.department_id, origin.project_id, origin.subitem_id,
        )
    for one in old_objects:
        yield line.fund_id.code, line.department_id.id, line.project_id.code, one.id


def _find_old_objects(subitem, year):
    """Return the objects of ``year`` that became ``subitem`` and nothing else."""
    mapping = subitem.env["gotgan.classification.mapping"]
    into = mapping.search([
        ("to_object_id", "=", subitem.id), ("from_year_id", "=", year.id),
        ("needs_decision", "=", False),
    ]).from_object_id
    same = subitem.search([
        ("fiscal_year_id", "=", year.id), ("code", "=", subitem.code),
        ("subject_set", "=", subitem.subject_set),
    ])
    targets = mapping._get_targets(into | same, subitem.fiscal_year_id)
    return (into | same).filtered(
        lambda one: targets[one].to_object_id == subitem if targets[one] else one in same
    )
