"""Made-up budgets for the solver: the same ones for the same seed."""

import random

from ..rules.problem import Cell, Policy, Problem, Shock

OWN_SOURCE, NATIONAL, PROVINCE = 9, 1, 6
FUND = 100


def make_cells(seed, projects, matched=0.3, departments=4):
    """Return cells of ``projects`` projects; about ``matched`` of them with 국비 and 도비."""
    dice, cells = random.Random(seed), []

    def add(project, source, won, reserve=False, **more):
        cells.append(Cell(
            key=len(cells) + 1, fund=FUND, department=1 + project % departments, project=project,
            source=source, own=source == OWN_SOURCE, reserve=reserve, before=won, **more,
        ))

    for project in range(1, projects + 1):
        whole = dice.randrange(10, 2000) * 100_000
        if dice.random() < matched:
            for source, percent in ((NATIONAL, 50), (PROVINCE, 15), (OWN_SOURCE, 35)):
                add(project, source, whole * percent // 100,
                    spent=whole * percent // 100 * dice.randrange(0, 6) // 10)
            continue
        for _line in range(dice.randrange(1, 4)):
            won = dice.randrange(1, 900) * 100_000
            add(project, OWN_SOURCE, won, spent=won * dice.randrange(0, 10) // 10,
                duty=won if dice.random() < 0.15 else 0)
    total = sum(cell.before for cell in cells)
    add(projects + 1, OWN_SOURCE, total // 150 // 1000 * 1000, reserve=True)
    return tuple(cells)


def make_problem(seed, projects=40, shocks=None, share=0.05, **policy):
    """Return a question: by default a shortfall of ``share`` of the own money that can be cut."""
    cells = make_cells(seed, projects)
    free = sum(
        cell.before - max(cell.spent, cell.duty) for cell in cells
        if cell.own and cell.project not in matched_projects(cells)
    )
    shortfall = Shock(FUND, OWN_SOURCE, True, -int(free * share) // 1000 * 1000)
    policy = Policy(**{"ceilings": {FUND: (1, 100)}, "effort": 3.0, **policy})
    return Problem(cells, shocks or (shortfall,), policy)


def matched_projects(cells):
    return {cell.project for cell in cells if not cell.own}
