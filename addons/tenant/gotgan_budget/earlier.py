"""What earlier imports left of the budget a file speaks about: its current cost estimates."""

from collections import defaultdict
from typing import NamedTuple

from odoo.tools import SQL

from .comparison import pair_of
from .ehojo.plan import find_steps, read_plan, settle_plan
from .ehojo.supplement import (
    Stored,
    find_scopes,
    judge_first,
    judge_made,
    judge_rounds,
    seed_plan,
)


class Standing(NamedTuple):
    """A budget line with current estimates: its id and the numbers of the 추경 they are of."""

    line_id: int
    rounds: list


def read_budget(book, masters, replace_scope):
    """Return the settled Plan of a book, 추경 rows set on what earlier imports brought.

    The database is asked a few times, however long the file is.

    :param bool replace_scope: lines that only a former version of the same 추경 had changed go back
        to what they were
    """
    plan = read_plan(book, masters.get_catalogue())
    scopes = find_scopes(plan, masters.find_pair)
    lines = read_lines(masters, plan)
    rounds = defaultdict(set)
    for address, standing in lines.items():
        rounds[pair_of(address)].update(standing.rounds)
    made = read_made(masters)
    for pair, numbers in made.items():
        rounds[pair].update(numbers)
    judge_rounds(scopes, rounds, plan.problems)
    judge_made(scopes, made, plan.problems)
    if not _has_first(masters):
        judge_first(scopes, plan.problems)
    firsts = {pair: scope.first for pair, scope in scopes.items() if scope.first}
    if firsts:
        places = _find_places(plan, masters, firsts)
        stored = _read_stored(masters, lines, places, firsts if replace_scope else {})
        known = {pair for pair, first in firsts.items() if min(rounds[pair], default=first) < first}
        plan = seed_plan(plan, places, stored, known)
    plan = plan._replace(steps=_find_steps(plan, masters, scopes, rounds))
    settle_plan(plan)
    return plan


def _find_steps(plan, masters, scopes, rounds):
    """Return {(department, fund) of the file: Steps}; say which lines stand beside a 본예산."""
    steps = {}
    for key, line in plan.lines.items():
        pair = masters.find_pair(key.department, key.fund)
        if (key.department, key.fund) not in steps:
            known = max(rounds[pair], default=-1)
            steps[key.department, key.fund] = find_steps(scopes[pair].rounds, known)
        line.is_whole = not scopes[pair].first
    return steps


def _has_first(masters):
    """Say whether the year has a budget that a 추경 can change."""
    return bool(masters.env["gotgan.budget.version"]._get_head(masters.year))


def read_lines(masters, plan):
    """Return {line address: Standing} of the lines of a plan's pairs that have estimates."""
    pairs = masters.find_pairs(plan)
    if not pairs:
        return {}
    departments, funds = zip(*sorted(pairs), strict=True)
    rows = masters.env.execute_query(SQL(
        """
        SELECT l.fiscal_year_id, l.fund_id, l.department_id, l.project_id, l.subitem_id, l.id,
               array_agg(DISTINCT e.round)
        FROM gotgan_budget_line l
        JOIN unnest(%s::int[], %s::int[]) AS p(department_id, fund_id)
            USING (department_id, fund_id)
        JOIN gotgan_cost_estimate e ON e.line_id = l.id AND e.active
        WHERE l.fiscal_year_id = %s
        GROUP BY l.id
        """,
        list(departments), list(funds), masters.year.id,
    ))
    return {tuple(row[:5]): Standing(*row[5:]) for row in rows}


def read_made(masters):
    """Return {pair: the numbers of the budgets decided here, without a file}, 0: 본예산."""
    masters.env["gotgan.budget.version"].flush_model()
    masters.env["gotgan.budget.version.line"].flush_model()
    rows = masters.env.execute_query(SQL(
        """
        SELECT DISTINCT l.department_id, l.fund_id, v.round
        FROM gotgan_budget_version v JOIN gotgan_budget_version_line l ON l.version_id = v.id
        WHERE v.fiscal_year_id = %s AND v.state = 'in_force' AND v.import_id IS NULL
            AND v.kind IN ('original', 'supplementary')
        """, masters.year.id,
    ))
    made = defaultdict(set)
    for department, fund, number in rows:
        made[department, fund].add(number)
    return made


def _find_places(plan, masters, firsts):
    """Return {Key: (first 추경, pair, address)} of the lines of supplements."""
    places = {}
    for key in plan.lines:
        pair = masters.find_pair(key.department, key.fund)
        if pair in firsts:
            places[key] = firsts[pair], pair, masters.find_address(key)
    return places


def _read_stored(masters, lines, places, returning):
    """Return {line address: (first 추경, [Stored, …])} of the lines a supplement changes.

    :param dict returning: {pair: first 추경}; lines of these that have rows of that 추경 or a later
        one are read even where the file does not name them
    """
    wanted = {
        address: first for first, _pair, address in places.values() if address in lines
    }
    for address, standing in lines.items():
        first = returning.get(pair_of(address))
        if first and max(standing.rounds) >= first:
            wanted.setdefault(address, first)
    ids = [lines[address].line_id for address in wanted]
    found = masters.env["gotgan.cost.estimate"]._read_stored(ids) if ids else {}
    return {
        address: (first, [Stored(*row) for row in found[lines[address].line_id]])
        for address, first in wanted.items()
    }
