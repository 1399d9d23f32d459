"""From settled requests to the rows of a version."""

from collections import defaultdict

from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow


def find_open_requests(cycle):
    """Return the requests that stand in the way; one that asks for nothing stands in nobody's."""
    return cycle.request_ids.filtered(
        lambda one: one.state != "settled" and (one.line_ids or one.revenue_ids)
    )


def build_rows(cycle):
    """Yield a ``VersionRow`` for each cell: the settled figure, split over its funding sources.

    In a supplementary budget a source that a subject had and no longer has is set to 0.
    """
    amounts, reasons, subjects = defaultdict(int), {}, set()
    for line in cycle.request_ids.line_ids:
        subject = (
            line.fund_id.id, line.department_id.id, line.project_id.id, line.subitem_id.id,
        )
        subjects.add(subject)
        for part in line.funding_ids:
            key = (*subject, part.funding_source_id.id)
            amounts[key] += part.amount
            reasons[key] = line.reason
    if cycle.kind == "supplementary":
        for key in _read_voted(cycle, subjects):
            amounts.setdefault(key, 0)
    for key, won in sorted(amounts.items()):
        if won or cycle.kind == "supplementary":
            yield VersionRow(*key, won, reasons.get(key) or None)


def _read_voted(cycle, subjects):
    """Return the cells of ``subjects`` that have money now, as tuples of ids."""
    rows = cycle.env["gotgan.budget.cell"].search_fetch(
        [("fiscal_year_id", "=", cycle.fiscal_year_id.id), ("voted", "!=", 0),
         ("project_id", "in", [subject[2] for subject in subjects])],
        ["fund_id", "department_id", "project_id", "subitem_id", "funding_source_id"],
    )
    keys = [
        (one.fund_id.id, one.department_id.id, one.project_id.id, one.subitem_id.id,
         one.funding_source_id.id) for one in rows
    ]
    return [key for key in keys if key[:4] in subjects]


def build_revenues(cycle):
    """Yield a ``RevenueRow`` for each revenue as it stands."""
    for row in cycle.request_ids.revenue_ids:
        yield RevenueRow(
            row.fund_id.id, row.revenue_source_id.id, row.department_id.id, row.name, row.amount,
            row.formula or None,
        )
