"""Answers to a what-if by OR-tools CP-SAT: whole 천원, exact, and the same answer every time.

One worker, a fixed seed and a limit in the solver's own deterministic units: the answer depends on
the question and not on how busy the machine is.
"""

from typing import NamedTuple

from .checking import violations
from .model import Model
from .problem import RELAXABLE, THOUSAND, bounds_of

STRATEGIES = ("fewest", "proportional", "unspent", "departments")
PROVEN, FOUND, NONE, LATE = "proven", "found", "none", "late"
WALL_SECONDS = 90.0


class Answer(NamedTuple):
    """One answer.

    :param strategy: of ``STRATEGIES``
    :param status: ``proven`` best, ``found`` within the effort, ``none`` where there is proof that
        there is none, or ``late``: the effort was used up before either
    :param changes: ``{key: won}``
    :param broken: ``{constraint: won}``; empty when everything is kept
    :param relaxed: the constraint that was given up to get here, or nothing
    """

    strategy: str
    status: str
    changes: dict
    broken: dict
    relaxed: str = ""


def solve(problem, strategy, relaxed=""):
    """Return one :class:`Answer`.

    :param relaxed: a constraint to give up by as little as possible (``balance`` or ``RELAXABLE``)
    :raises MissingSolver: OR-tools is not installed
    """
    cp_model = load_solver()
    model = Model(cp_model.CpModel(), problem, bounds_of(problem, {relaxed}), relaxed)
    model.build(strategy)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = problem.policy.effort
    solver.parameters.max_time_in_seconds = WALL_SECONDS
    status = solver.Solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = NONE if status == cp_model.INFEASIBLE else LATE
        return Answer(strategy, found, {}, {}, relaxed)
    found = {key: solver.Value(variable) * THOUSAND for key, variable in model.changes.items()}
    changes = {key: won for key, won in found.items() if won}
    proven = PROVEN if status == cp_model.OPTIMAL else FOUND
    return Answer(strategy, proven, changes, violations(problem, changes), relaxed)


def explore(problem):
    """Return the answers worth showing, and whether it is sure that there are no better ones.

    Those of every strategy that keep everything; or, where none can, how far one gets by keeping
    everything, and what giving up each single constraint would do. Not sure: the effort was used
    up before a way that keeps everything was found or ruled out.
    """
    first = solve(problem, STRATEGIES[0])
    strict = [first]
    if first.status != NONE:
        strict += [solve(problem, strategy) for strategy in STRATEGIES[1:]]
    sound = _distinct(strict)
    if sound:
        return sound, True
    answers = [solve(problem, "fewest", "balance")]
    answers += [solve(problem, "fewest", name) for name in RELAXABLE]
    ruled_out = any(one.status == NONE for one in strict)
    return _distinct(answers), ruled_out


def load_solver():
    """Return OR-tools' CP-SAT, imported at its first use.

    :raises MissingSolver: it is not installed
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError as error:
        raise MissingSolver(str(error)) from error
    return cp_model


class MissingSolver(Exception):
    """The package ``ortools`` is not installed on the server."""


def _distinct(answers):
    """Leave out what found nothing, and what only repeats an earlier answer."""
    kept = []
    for answer in answers:
        if answer.status in (PROVEN, FOUND) and all(answer.changes != one.changes for one in kept):
            kept.append(answer)
    return kept
