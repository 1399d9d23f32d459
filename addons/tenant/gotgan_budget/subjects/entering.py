"""From a plan to a version of the budget, as far as it was decided."""

from ..version_row import ADDRESS, RevenueRow, VersionRow, gather


def enter(plan, masters, kind, days):
    """Return the new version, taken through the steps whose day is given.

    Masters that do not exist yet are opened; all of it is in the caller's transaction.

    :param dict days: ``date_voted``, ``date_approved``, ``date_effective`` and the numbers of the
        decisions; a step without its day is left to be taken later
    :raises UserError: a rule stands against a step
    """
    masters.open_all(plan)
    versions = masters.env["gotgan.budget.version"]
    rows = [
        VersionRow(*place, *figure)
        for place, figure in gather(_make_row(masters, row) for row in plan.spent).items()
    ]
    revenues = gather_revenue(_make_revenue(masters, row) for row in plan.earned)
    if kind == "supplementary":
        head = versions._get_head(masters.year)
        rows = _leave_out(rows, head._read_whole())
        revenues = _leave_out(revenues, head._read_whole_revenue())
    version = versions._make(
        masters.year, kind, rows, revenues, date_effective=days.get("date_effective"),
    )
    _keep_estimates(masters, plan, version, {row.place for row in rows})
    for step, vals in _prepare_steps(days):
        version.write(vals)
        version._do_transition(step)
    return version


def _keep_estimates(masters, plan, version, places):
    """Keep what each row of the table was reckoned from, of the cells the version has."""
    estimate_sudo = masters.env["gotgan.budget.subject.estimate"].sudo()
    made = ((row, _make_row(masters, row).place) for row in plan.spent)
    estimate_sudo.create([
        {
            "version_id": version.id, "sequence": row.number, "amount": row.amount,
            "name": row.name, "formula": row.formula, **dict(zip(ADDRESS, place, strict=True)),
        }
        for row, place in made if place in places and (row.name or row.formula)
    ])


def _leave_out(rows, before):
    """Return the rows that change something: a supplementary budget has no others."""
    return [row for row in rows if before.get(row.place) != row.amount]


def _prepare_steps(days):
    """Yield (step, what is recorded of it) in their order, as far as they were taken."""
    voted, approved = days.get("date_voted"), days.get("date_approved")
    if voted:
        yield "submit", {"date_submitted": voted}
        yield "vote", {"date_voted": voted, "decision_number": days.get("decision_number")}
    if voted and approved:
        yield "approve", {
            "date_approved": approved, "approval_number": days.get("approval_number"),
        }
        if days.get("is_due"):
            yield "take_effect", {}


def _make_row(masters, row):
    _year, *address = masters.find_address(row.key)
    return VersionRow(*address, masters.sources[row.source], row.amount, row.reason or None)


def _make_revenue(masters, row):
    return RevenueRow(
        masters.funds[row.fund].id, row.subject_id, masters.find_department(row.department),
        row.name, row.amount, row.formula or None,
    )


def gather_revenue(rows):
    """Return one row for each revenue; those of one name are added up.

    >>> gather_revenue([RevenueRow(1, 2, 3, "이자", 5, "가"), RevenueRow(1, 2, 3, "이자", 7, "나")])
    [RevenueRow(fund_id=1, revenue_source_id=2, department_id=3, name='이자', amount=12, \
formula='가; 나')]
    """
    found = {}
    for row in rows:
        known = found.get(row.place)
        words = dict.fromkeys(filter(None, (known and known.formula, row.formula)))
        found[row.place] = row._replace(
            amount=row.amount + (known.amount if known else 0), formula="; ".join(words) or None,
        )
    return list(found.values())
