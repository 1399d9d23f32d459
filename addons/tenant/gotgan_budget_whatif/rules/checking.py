"""What a set of changes breaks, and by how much: the judge, which knows nothing of the solver."""

from fractions import Fraction

from .problem import (
    CONSTRAINTS,
    THOUSAND,
    following,
    groups_of,
    moving_projects,
    pool_of,
    source_of,
    targets_of,
    weights_of,
)


def violations(problem, changes):
    """Return ``{constraint: won}`` of what ``changes`` ({key: won}) break; empty when nothing.

    >>> from .problem import Cell, Problem, Shock
    >>> cell = Cell(1, 1, 1, 1, 9, True, False, 9000, spent=5000)
    >>> problem = Problem((cell,), (Shock(1, 9, True, -6000),))
    >>> violations(problem, {1: -4000}), violations(problem, {1: -6000})
    ({'balance': 2000}, {'spent': 2000})
    """
    found = {name: JUDGES[name](problem, changes) for name in CONSTRAINTS}
    return {name: won for name, won in found.items() if won}


def missing(problem, changes):
    """Return ``{(pool, project): won}``: by how much each target is missed."""
    targets, done = targets_of(problem), {}
    for cell in problem.cells:
        pool, won = pool_of(cell), changes.get(cell.key, 0)
        key = next((one for one in ((pool, cell.project), (pool, 0)) if one in targets), None)
        if key:
            done[key] = done.get(key, 0) + won
    rest = {key: won - done.get(key, 0) for key, won in targets.items()}
    return {key: won for key, won in rest.items() if won}


def matching_gap(cells, changes, follows, weights):
    """Return by how many won a change of one project strays from its ratio.

    Rounding to 천원 may move each share by one 천원; where the ring-fenced money does not change,
    by nothing.

    :param weights: ``{source, or OWN: weight}``, see ``problem.weights_of``
    """
    shares, total = dict.fromkeys(weights, 0), sum(weights.values())
    for cell in cells:
        shares[source_of(cell)] += changes.get(cell.key, 0)
    moved = sum(shares.values())
    gaps = [abs(won - Fraction(moved * weights[one], total)) for one, won in shares.items()]
    worst = max(gaps) - (THOUSAND if follows else 0)
    return int(worst) + (worst > int(worst)) if worst > 0 else 0


def _judge_balance(problem, changes):
    """Each pool by itself; once a fence is broken, that is the fault, and a fund balances whole."""
    rest = missing(problem, changes)
    if not _judge_ring_fence(problem, changes):
        return sum(map(abs, rest.values()))
    funds = {}
    for (pool, _project), won in rest.items():
        funds[pool[0]] = funds.get(pool[0], 0) + won
    for cell in _fenced_off(problem):
        funds[cell.fund] = funds.get(cell.fund, 0) - changes.get(cell.key, 0)
    return sum(map(abs, funds.values()))


def _judge_spent(problem, changes):
    return sum(_lack(cell, changes, cell.spent) for cell in problem.cells)


def _judge_duty(problem, changes):
    return sum(_lack(cell, changes, cell.duty) for cell in problem.cells)


def _judge_matching(problem, changes):
    moving = moving_projects(problem)
    return sum(
        matching_gap(cells, changes, key in moving, weights_of(problem, cells))
        for key, cells in groups_of(problem).items()
    )


def _judge_ring_fence(problem, changes):
    """Ring-fenced money that nothing asked for was touched."""
    return sum(abs(changes.get(cell.key, 0)) for cell in _fenced_off(problem))


def _judge_reserve(problem, changes):
    """The reserve's share after the changes, beyond the ceiling and beyond what it was before."""
    return sum(
        max(0, _excess(problem, changes, fund, share) - max(0, _excess(problem, {}, fund, share)))
        for fund, share in problem.policy.ceilings.items()
    )


def _judge_scope(problem, changes):
    moving = moving_projects(problem)
    return sum(
        abs(changes.get(cell.key, 0)) for cell in problem.cells
        if not cell.open and (cell.fund, cell.project) not in moving
    )


def _judge_smallest(problem, changes):
    """Cuts below the smallest; what matching dictates is as it is."""
    moving, smallest = moving_projects(problem), problem.policy.smallest
    return sum(
        smallest - abs(changes[cell.key]) for cell in problem.cells
        if 0 < abs(changes.get(cell.key, 0)) < smallest
        and not cell.reserve and (cell.fund, cell.project) not in moving
    )


def _judge_sign(problem, changes):
    """Lines that grow although nothing makes them."""
    moving = moving_projects(problem)
    return sum(
        changes[cell.key] for cell in problem.cells
        if changes.get(cell.key, 0) > 0
        and not (cell.reserve and cell.own and moving)
        and moving.get((cell.fund, cell.project), -1) < 0
    )


def _fenced_off(problem):
    """Return the cells of ring-fenced money that neither changes nor follows what changes."""
    targets, follows = targets_of(problem), following(problem)
    return [
        cell for cell in problem.cells
        if not cell.own and cell.key not in follows
        and (pool_of(cell), 0) not in targets and (pool_of(cell), cell.project) not in targets
    ]


def _lack(cell, changes, floor):
    """Return what a change takes from below ``floor``; what stood below before is not its doing."""
    after = cell.before + changes.get(cell.key, 0)
    return max(0, min(floor, cell.before) - after)


def _excess(problem, changes, fund, share):
    """Return by how many won the reserve of a fund exceeds ``share`` of its budget."""
    part, whole = 0, 0
    for cell in problem.cells:
        if cell.fund == fund:
            won = cell.before + changes.get(cell.key, 0)
            whole += won
            part += won if cell.reserve else 0
    return part - share[0] * whole // share[1]


JUDGES = {
    "balance": _judge_balance,
    "spent": _judge_spent,
    "matching": _judge_matching,
    "duty": _judge_duty,
    "ring_fence": _judge_ring_fence,
    "reserve": _judge_reserve,
    "scope": _judge_scope,
    "smallest": _judge_smallest,
    "sign": _judge_sign,
}
