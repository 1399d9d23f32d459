"""Why a line changes, and what its change breaks. No database, no Odoo."""

from .problem import following, moving_projects, pool_of, targets_of


def ground_of(problem):
    """Return a function: cell → ``shock``, ``matching``, ``reserve`` or ``strategy``.

    >>> from .problem import Cell, Problem, Shock
    >>> national = Cell(1, 1, 1, 5, 3, False, False, 8000)
    >>> own = Cell(2, 1, 1, 5, 9, True, False, 2000)
    >>> spare = Cell(3, 1, 1, 6, 9, True, True, 9000)
    >>> ground = ground_of(Problem((national, own, spare), (Shock(1, 3, False, -4000, 5),)))
    >>> ground(national), ground(own), ground(spare)
    ('shock', 'matching', 'reserve')
    """
    targets, follows = targets_of(problem), following(problem)

    def ground(cell):
        pool = pool_of(cell)
        if not cell.own and (targets.get((pool, cell.project)) or targets.get((pool, 0))):
            return "shock"
        if cell.key in follows:
            return "matching"
        return "reserve" if cell.reserve else "strategy"

    return ground


def breaks_of(problem, changes):
    """Return ``{key: [constraint, …]}`` of the lines that by themselves break something."""
    moving, targets, found = moving_projects(problem), targets_of(problem), {}
    matched = following(problem)
    for cell in problem.cells:
        won = changes.get(cell.key)
        if not won:
            continue
        follows, pool = (cell.fund, cell.project) in moving, pool_of(cell)
        fenced = not cell.own and cell.key not in matched
        fenced = fenced and (pool, 0) not in targets and (pool, cell.project) not in targets
        tests = {
            "duty": cell.before + won < min(cell.duty, cell.before),
            "scope": not cell.open and not follows,
            "ring_fence": fenced,
        }
        broken = [name for name, is_broken in tests.items() if is_broken]
        if broken:
            found[cell.key] = broken
    return found
