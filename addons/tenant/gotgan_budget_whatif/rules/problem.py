"""The question of a what-if: what changes in revenue, and what may change in spending for it.

Amounts are won; whatever changes does so in whole 천원, as budgets are written. A *pool* is money
that must balance by itself: the own sources of a fund together, each ring-fenced source alone
(지방재정법 47: no use outside its purpose).
"""

from typing import NamedTuple

THOUSAND = 1000
OWN = 0

# What an answer keeps. Signed commitments are kept whatever is given up: the money is owed.
CONSTRAINTS = (
    "balance", "spent", "matching", "duty", "ring_fence", "reserve", "scope", "smallest", "sign",
)
# What can be given up to find an answer where there is none, the gravest last.
RELAXABLE = ("scope", "smallest", "reserve", "duty", "matching", "ring_fence")


class Cell(NamedTuple):
    """A budget cell: where it stands, what it has, what of that is beyond reach.

    :param own: its source is the agency's own, free for any purpose
    :param reserve: it is the contingency reserve (예비비)
    :param before: won it was voted
    :param spent: won of that which requests and commitments hold
    :param duty: won of that which the law obliges the agency to spend (의무적 지출)
    :param basis: what says that it is a duty
    :param open: within the chosen scope
    """

    key: int
    fund: int
    department: int
    project: int
    source: int
    own: bool
    reserve: bool
    before: int
    spent: int = 0
    duty: int = 0
    open: bool = True
    basis: str = ""


class Shock(NamedTuple):
    """A change of revenue, in won: of a source of a fund, or of one project's share of it."""

    fund: int
    source: int
    own: bool
    amount: int
    project: int = 0


class Policy(NamedTuple):
    """How the agency wants it done.

    :param smallest: won; a line is cut by at least this, or not at all
    :param fairness: 0 to 10; how much it counts that departments are cut alike
    :param ceilings: ``{fund: (numerator, denominator)}`` of the reserve's share of the budget
    :param effort: how long to search, in the solver's own deterministic units (about seconds)
    """

    smallest: int = THOUSAND
    fairness: int = 0
    ceilings: dict = {}
    effort: float = 8.0


class Problem(NamedTuple):
    """What is asked.

    :param kept: ``{project: {source, or OWN: weight}}``, the ratios that were fixed, as fractions
    """

    cells: tuple
    shocks: tuple
    policy: Policy = Policy()
    kept: dict = {}


def source_of(cell):
    """Return whose money a cell is: its source, or OWN for all of the agency's own."""
    return OWN if cell.own else cell.source


def pool_of(thing):
    """Return the pool of a cell or shock.

    >>> pool_of(Shock(1, 7, True, -1000)), pool_of(Shock(1, 7, False, -1000))
    ((1, 0), (1, 7))
    """
    return (thing.fund, OWN if thing.own else thing.source)


def targets_of(problem):
    """Return ``{(pool, project or 0): won}``: by how much the spending of each must change.

    A pool nobody touches stays as it is: nought. A change of one project's share is a target of
    its own, and the pool's other projects stay.

    >>> cell = Cell(1, 1, 1, 5, 9, True, False, 8000)
    >>> targets_of(Problem((cell,), (Shock(1, 3, False, -2000, 5),)))
    {((1, 0), 0): 0, ((1, 3), 5): -2000}
    """
    targets = {(pool_of(cell), 0): 0 for cell in problem.cells if cell.own}
    for shock in problem.shocks:
        key = (pool_of(shock), 0 if shock.own else shock.project)
        targets[key] = targets.get(key, 0) + shock.amount
    return targets


def moving_projects(problem):
    """Return ``{(fund, project): -1, 0 or 1}``: projects whose ring-fenced money changes, and how.

    Nought means that some of it falls and some rises.
    """
    targets, moving = targets_of(problem), {}
    for cell in problem.cells:
        pool = pool_of(cell)
        won = targets.get((pool, cell.project)) or targets.get((pool, 0))
        if not cell.own and won:
            sign, key = (1 if won > 0 else -1), (cell.fund, cell.project)
            moving[key] = sign if moving.get(key, sign) == sign else 0
    return moving


def groups_of(problem):
    """Return ``{(fund, project): [cells]}`` of projects that ring-fenced money helps pay.

    Their shares are a condition of the money (보조금법 시행령 별표 1, 지방재정법 21). Money whose
    source has no part in the ratio that was fixed for its project is bound to nothing.
    """
    groups = {}
    for cell in problem.cells:
        kept = problem.kept.get(cell.project)
        if cell.before > 0 and (not kept or kept.get(source_of(cell))):
            groups.setdefault((cell.fund, cell.project), []).append(cell)
    return {
        key: cells for key, cells in groups.items() if len(set(map(source_of, cells))) > 1
    }


def weights_of(problem, cells):
    """Return ``{source, or OWN: weight}`` by which the cells of one project share a change.

    By the ratio that was fixed; where none was, by what was voted.

    >>> national = Cell(1, 1, 1, 5, 3, False, False, 8000)
    >>> own = Cell(2, 1, 1, 5, 9, True, False, 2000)
    >>> weights_of(Problem((national, own), ()), (national, own))
    {3: 8000, 0: 2000}
    >>> weights_of(Problem((national, own), (), kept={5: {3: 50, 6: 15, OWN: 35}}), (national, own))
    {3: 50, 0: 35}
    """
    weights, kept = {}, problem.kept.get(cells[0].project)
    for cell in cells:
        source = source_of(cell)
        weights[source] = kept[source] if kept else weights.get(source, 0) + cell.before
    return weights


def following(problem):
    """Return the keys of cells that move with the ring-fenced money they are matched to."""
    moving = moving_projects(problem)
    return {
        cell.key for key, cells in groups_of(problem).items() if key in moving for cell in cells
    }


def floor_of(cell, relaxed=frozenset()):
    """Return the won a cell keeps at least.

    >>> floor_of(Cell(1, 1, 1, 1, 1, True, False, 9000, spent=2000, duty=5000))
    5000
    """
    duty = 0 if "duty" in relaxed else cell.duty
    return min(cell.before, max(cell.spent, duty, 0))


def bounds_of(problem, relaxed=frozenset()):
    """Return ``{key: (lowest, highest)}`` in 천원; others may not change.

    Only what must rise with a larger 국비 rises, and the reserve, which takes what is left over.
    """
    moving, follows, bounds = moving_projects(problem), following(problem), {}
    locked = set()
    if "matching" not in relaxed and "ring_fence" not in relaxed:
        matched = {cell.key for cells in groups_of(problem).values() for cell in cells}
        locked = matched - follows
    room = sum(abs(shock.amount) for shock in problem.shocks) + sum(
        cell.before for cell in problem.cells if (cell.fund, cell.project) in moving
    )
    targets = targets_of(problem)
    for cell in problem.cells:
        sign = moving.get((cell.fund, cell.project))
        if not cell.open and "scope" not in relaxed and sign is None:
            continue
        if not _may_move(cell, follows, locked, relaxed, targets):
            continue
        rises = sign is not None and sign >= 0
        lowest = 0 if sign == 1 else -((cell.before - floor_of(cell, relaxed)) // THOUSAND)
        highest = room // THOUSAND if rises or (cell.reserve and cell.own and moving) else 0
        if lowest or highest:
            bounds[cell.key] = (lowest, highest)
    return bounds


def _may_move(cell, follows, locked, relaxed, targets):
    if cell.own:
        return cell.key not in locked
    pool = pool_of(cell)
    if "ring_fence" in relaxed or (pool, cell.project) in targets or (pool, 0) in targets:
        return True
    return cell.key in follows
