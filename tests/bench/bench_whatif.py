"""What to cut when revenue falls short: 5,000 cells of a budget, against an equal cut of all.

The peer is what is done on a spreadsheet: every cell that is not spent gives the same share. It
takes no time and breaks what the solver keeps; how much it breaks stands beside the seconds.
"""

import time

import ground

ABOUT = "Ways to balance a budget of 5,000 cells, against an equal cut of all."
AIM_SECONDS = 90


def cut_equally(problem):
    """Return ``{cell key: change}``: the same share of every cell, in thousands of won."""
    lost = -sum(shock.amount for shock in problem.shocks)
    total = sum(cell.before for cell in problem.cells)
    return {cell.key: -(cell.before * lost // total // 1000 * 1000) for cell in problem.cells}


def measure(chosen):
    from odoo.addons.gotgan_budget_whatif.rules.checking import violations
    from odoo.addons.gotgan_budget_whatif.rules.solving import explore
    from odoo.addons.gotgan_budget_whatif.tests.budgets import make_problem

    problem = make_problem(
        1, projects=chosen.projects, share=0.03, smallest=1_000_000, effort=5.0,
    )
    begun = time.perf_counter()
    answers, _sure = explore(problem)
    seconds = time.perf_counter() - begun
    equal = violations(problem, cut_equally(problem))
    right = bool(answers) and not any(answer.broken for answer in answers)
    return {
        "cells": len(problem.cells), "answers": len(answers), "seconds": round(seconds, 1),
        "broken": sum(len(answer.broken) for answer in answers), "broken_by_equal_cut": equal,
        "aim_s": AIM_SECONDS, "right": right, "met": right and seconds <= AIM_SECONDS,
    }


def as_text(result):
    equal = ", ".join(
        f"{name} by {won:,} won" for name, won in result["broken_by_equal_cut"].items()
    )
    return (
        f"{result['answers']} ways to balance {result['cells']:,} cells in {result['seconds']} s "
        f"(aim {result['aim_s']} s), {result['broken']} constraints broken; an equal cut of all "
        f"breaks {equal}"
    )


def main(argv):
    """Measure and print; 1 where the aim is missed."""
    chosen = ground.options(argv, ABOUT, projects=2_200)
    with ground.tenant():
        result = measure(chosen)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1
