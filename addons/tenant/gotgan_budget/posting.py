"""From an accepted plan to the budget: masters, a version with its moves, and cost estimates."""

import json

from odoo.tools import SQL

from .comparison import compare


def post(document, plan, masters, comparison):
    """Write everything an import brings.

    Called inside the confirming transition: the transaction is all or nothing. What differs becomes
    versions in force, one for each budget of the year that the file has something new of; a file
    that says what the books say makes none.

    :param comparison: what the preview of this very moment found; it is made again only where
        masters had to be opened
    """
    masters.open_all(plan)
    if not all(comparison.addresses.values()) or comparison.unplaced:
        comparison = compare(plan, masters, document.replace_scope)
    _open_empty_lines(document, comparison)
    document._make_versions({
        number: {(*address[1:], source_id): won for (address, source_id), won in changes.items()}
        for number, changes in comparison.steps.items()
    })
    _write_estimates(document, plan, comparison)


def _open_empty_lines(document, comparison):
    """Open the lines of zero won too: they are in the book, though no version gives them money."""
    places = [*comparison.targets, *((cell.address, cell.source_id) for cell in comparison.removed)]
    funded = {address for address, _source in places}
    own = document.env["gotgan.funding.source"].search(
        [("fiscal_year_id", "=", document.fiscal_year_id.id), ("name", "=", "자체재원")], limit=1,
    )
    empty = set(comparison.addresses.values()) - funded
    document.env["gotgan.budget.cell"]._open([(*address, own.id) for address in sorted(empty)])


def _write_estimates(document, plan, comparison):
    """Put the file's cost estimates in the place of those they differ from."""
    lines = _find_lines(document, plan, comparison)
    supplements = {lines[address]: line for address, line in plan.returned.items()}
    wanted = {}
    for key, line in plan.lines.items():
        line_id = lines[comparison.addresses[key]]
        if line.replaced is None:
            wanted.setdefault(line_id, []).extend(line.estimates)
        else:
            supplements[line_id] = line
    gone = {lines[cell.address] for cell in comparison.removed} - {*wanted, *supplements}
    model = document.env["gotgan.cost.estimate"]
    current = model._read_current([*wanted, *gone])
    changed = {
        line_id: estimates for line_id, estimates in wanted.items()
        if current.get(line_id) != [_signature(one) for one in estimates]
    }
    model._supersede(document, [one for one in {*changed, *gone} if one in current])
    model._insert(_prepare_estimates(document, changed, model))
    _write_supplements(document, supplements, model)


def _write_supplements(document, supplements, model):
    """Put the rows of a 추경 behind what stands, and say which of it they replace.

    :param dict supplements: {line id: Line}; what stands keeps the import and the row it came with
    """
    changed = {
        line_id: line for line_id, line in supplements.items()
        if [_signature(one) for one in line.rows] != [_signature(one) for one in line.replaced]
    }
    replaced = [one.id for line in changed.values() for one in line.replaced]
    if replaced:
        model._supersede(document, ids=replaced)
    model._insert(_prepare_estimates(
        document, {line_id: line.rows for line_id, line in changed.items()}, model,
        {line_id: _last_sequence(line) for line_id, line in changed.items()},
    ))
    statuses = {
        one.stored.id: one.status for line in supplements.values() for one in line.estimates
        if one.stored and one.stored.status != one.status
    }
    if statuses:
        model._restate(statuses)


def _last_sequence(line):
    return max((one.stored.sequence for one in line.estimates if one.stored), default=0)


def _find_lines(document, plan, comparison):
    """Return {line address: line id}."""
    addresses = {
        *comparison.addresses.values(), *plan.returned,
        *(cell.address for cell in comparison.removed),
    }
    rows = document.env.execute_query(SQL(
        """
        SELECT fiscal_year_id, fund_id, department_id, project_id, subitem_id, id
        FROM gotgan_budget_line WHERE fiscal_year_id = %s
        """, document.fiscal_year_id.id,
    ))
    found = {tuple(row[:5]): row[5] for row in rows}
    return {address: found[address] for address in addresses}


def _signature(estimate):
    return (
        estimate.name, estimate.formula, estimate.amount, estimate.base, estimate.round,
        estimate.status, estimate.duty, estimate.support, estimate.sources,
    )


def _find_parent(one, ids):
    """Return the id of the estimate that one breaks down: of the same file, or in the books."""
    if not one.parent:
        return None
    return one.parent.stored.id if one.parent.stored else ids[id(one.parent)]


def _prepare_estimates(document, changed, model, before=None):
    """Return the rows of estimates in the order of the file, parents before their parts.

    :param dict before: {line id: the sequence of the last estimate that stays before them}
    """
    before = before or {}
    estimates = [(line_id, one) for line_id, ones in changed.items() for one in ones]
    ids = dict(zip(
        (id(one) for _line, one in estimates), model._take_ids(len(estimates)), strict=True,
    ))
    return [
        {
            "id": ids[id(one)], "import_id": document.id, "line_id": line_id,
            "parent_id": _find_parent(one, ids),
            "sequence": before.get(line_id, 0) + one.row, "row": one.row, "round": one.round,
            "name": one.name, "formula": one.formula or None, "amount": one.amount,
            "base_amount": one.base, "status": one.status,
            "funding": json.dumps(one.sources, ensure_ascii=False), "duty": one.duty or None,
            "support": one.support or None,
        }
        for line_id, one in estimates
    ]
