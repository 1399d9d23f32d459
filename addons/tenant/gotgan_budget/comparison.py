"""What a file would change: its plan against the budget that is in."""

from collections import defaultdict
from typing import NamedTuple

from odoo.tools import SQL

from .ehojo.problem import ERROR

# Before versions an import posted by itself; what is written stays as it was written.
FORMER, MODEL = "gotgan.budget.import", "gotgan.budget.version"


class Cell(NamedTuple):
    """A budget cell as it stands: what is in of what the file states, and what limits a cut."""

    id: int
    address: tuple
    source_id: int
    imported: int
    appropriated: int
    allotted: int

    @property
    def pair(self):
        return pair_of(self.address)


def pair_of(address):
    """Return the (department id, fund id) of a line address."""
    return address[2], address[1]


class Comparison(NamedTuple):
    """The outcome. ``addresses``: {Key: line address or None}; ``targets``: {(address, source id):
    won}; ``cells``: the cells of the pairs the file speaks about, by (address, source id);
    ``removed``: those of them that go to zero, the file no longer having them; ``unplaced``: the
    amounts, in won, that need a master which is still to be opened; ``steps``: {number of the 추경,
    0 for the 본예산: {place: won to add}}, without zeros. A place is (address, source id), or
    (Key, name of the source) where a master is still to be opened."""

    addresses: dict
    targets: dict
    cells: dict
    removed: list
    unplaced: list
    steps: dict

    def differences(self):
        """Return {(address, source id): won} to post, without zeros."""
        found = {
            place: won - self.imported(place) for place, won in self.targets.items()
        }
        found.update({(cell.address, cell.source_id): -cell.imported for cell in self.removed})
        return {place: won for place, won in found.items() if won}

    def imported(self, place):
        cell = self.cells.get(place)
        return cell.imported if cell else 0

    def beside(self):
        """Return [(Cell, won after)] of the cells of lines that the file does not name."""
        named, gone = set(self.addresses.values()), {cell.id for cell in self.removed}
        return [
            (cell, self.targets.get(place, 0 if cell.id in gone else cell.imported))
            for place, cell in self.cells.items() if place[0] not in named
        ]

    def taken_back(self):
        """Return [(Cell, won after)] of what changes without being in the file."""
        named = set(self.addresses.values())
        restored = [
            (self.cells[place], won) for place, won in self.targets.items()
            if place[0] not in named and won != self.imported(place)
        ]
        return [(cell, 0) for cell in self.removed] + restored


def compare(plan, masters, replace_scope):
    """Return the Comparison of ``plan`` with the ledger; undercut money becomes a problem.

    :param bool replace_scope: take back what earlier imports gave to lines that the file, speaking
        about the same department and fund, no longer has; never where it has 추경 rows only
    """
    addresses = {key: masters.find_address(key) for key in plan.lines}
    rows = {addresses[key]: line.row for key, line in plan.lines.items()}
    rows.update(dict.fromkeys(plan.returned, 0))
    targets, unplaced = _find_targets(plan, addresses, masters)
    cells = read_cells(masters, plan)
    removed = [
        cell for place, cell in cells.items()
        if cell.imported and place not in targets and (
            cell.address in rows or (replace_scope and cell.pair not in plan.supplements)
        )
    ]
    steps = _find_steps(plan, addresses, masters, [
        *(cells[place] for place in targets if place in cells), *removed,
    ])
    result = Comparison(addresses, targets, cells, removed, unplaced, steps)
    _check_cuts(result, rows, masters, plan.problems)
    return result


def _find_targets(plan, addresses, masters):
    """Return ({(address, source id): won}, [won without a place]) of a plan's lines."""
    targets, unplaced = defaultdict(int), []
    lines = [(addresses[key], line) for key, line in plan.lines.items()]
    for address, line in [*lines, *plan.returned.items()]:
        for source, won in line.amounts.items():
            if address and source in masters.sources:
                targets[address, masters.sources[source]] += won
            else:
                unplaced.append(won)
    return dict(targets), unplaced


def _find_steps(plan, addresses, masters, standing):
    """Return {number of the 추경: {place: won to add}} of a plan; see ``Comparison.steps``.

    :param standing: the cells whose money the file states anew
    """
    firsts = {masters.find_pair(*pair): steps for pair, steps in plan.steps.items()}
    held, steps = _read_held(masters), defaultdict(lambda: defaultdict(int))
    lines = [(addresses[key] or key, line) for key, line in plan.lines.items()]
    for address, line in [*lines, *plan.returned.items()]:
        own = (
            plan.steps[address.department, address.fund] if address is line.key
            else firsts[pair_of(address)]
        )
        for number, source, won in line.changes():
            place = address, masters.sources.get(source, source)
            steps[own.find(number, place in held)][place] += won
    for cell in standing:
        place = cell.address, cell.source_id
        steps[firsts[cell.pair].find(0, place in held)][place] -= cell.imported
    return {
        number: {place: won for place, won in changes.items() if won}
        for number, changes in sorted(steps.items()) if any(changes.values())
    }


def _read_held(masters):
    """Return the places of money given ahead of a supplementary budget that has not come yet."""
    lines_sudo = masters.env["gotgan.budget.version.line"].sudo().search([
        ("version_id.fiscal_year_id", "=", masters.year.id), ("version_id.kind", "=", "advance"),
        ("version_id.state", "=", "in_force"), ("version_id.absorbed_by_id", "=", False),
    ])
    return {
        ((masters.year.id, one.fund_id.id, one.department_id.id, one.project_id.id,
          one.subitem_id.id), one.funding_source_id.id) for one in lines_sudo
    }


def read_cells(masters, plan):
    """Return {(address, source id): Cell} of the (department, fund) pairs of a plan."""
    pairs = sorted(masters.find_pairs(plan))
    if not pairs:
        return {}
    departments, funds = zip(*pairs, strict=True)
    rows = masters.env.execute_query(SQL(
        """
        SELECT c.id, c.fiscal_year_id, c.fund_id, c.department_id, c.project_id, c.subitem_id,
               c.funding_source_id, c.appropriated, c.allotted
        FROM gotgan_budget_cell c
        JOIN unnest(%s::int[], %s::int[]) AS p(department_id, fund_id)
            USING (department_id, fund_id)
        WHERE c.fiscal_year_id = %s
        """,
        list(departments), list(funds), masters.year.id,
    ))
    imported = _read_imported(masters)
    pairs = {row[0]: (row[3], row[2]) for row in rows}
    cells = (
        Cell(
            row[0], tuple(row[1:6]), row[6],
            imported.get(row[0], (0, 0))[pairs[row[0]] in plan.supplements], *row[7:],
        )
        for row in rows
    )
    return {(cell.address, cell.source_id): cell for cell in cells}


def _read_imported(masters):
    """Return {cell id: (won of all versions, won of imported ones)} appropriated in the year.

    A file with the whole budget of a department and fund is compared with all that was voted; one
    of 추경 rows only, with the imports whose estimates its rows stand on, so that what was decided
    here beside them stays. Joined to the cells here and not by the database: right after a large
    import it has no statistics yet, and would compare every cell with every sum.
    """
    versions_sudo = masters.env[MODEL].sudo()
    brought = versions_sudo.search([
        ("fiscal_year_id", "=", masters.year.id), ("import_id", "!=", False),
    ]).ids
    rows = masters.env.execute_query(SQL(
        """
        SELECT cell_id, SUM(amount)::int8,
               COALESCE(SUM(amount) FILTER (
                   WHERE source_model = %(former)s OR source_id = ANY(%(brought)s)), 0)::int8
        FROM gotgan_ledger_move
        WHERE source_model IN (%(former)s, %(model)s) AND kind = 'appropriate'
            AND fiscal_year_id = %(year)s
        GROUP BY cell_id
        """, former=FORMER, model=MODEL, brought=brought, year=masters.year.id,
    ))
    return {row[0]: row[1:] for row in rows}


def _find_lowest(result):
    """Return {place: the won that the least of the steps leaves less} of what is cut."""
    total, lowest = defaultdict(int), {}
    for changes in result.steps.values():
        for place, won in changes.items():
            total[place] += won
            if total[place] < 0:
                lowest[place] = min(total[place], lowest.get(place, 0))
    return lowest


def _check_cuts(result, rows, masters, problems):
    """Money that is allotted or in use cannot be taken back by a file (지방회계법 29②)."""
    short = [
        (place, won) for place, won in _find_lowest(result).items()
        if place in result.cells
        and result.cells[place].appropriated + won < result.cells[place].allotted
    ]
    cell_model = masters.env["gotgan.budget.cell"]
    for place, won in short:
        cell = result.cells[place]
        problems.add(
            rows.get(place[0], 0), "예산액", "below_allotted", ERROR,
            cell=cell_model.browse(cell.id).display_name, allotted=cell.allotted,
            amount=cell.appropriated + won,
        )
