"""산출근거 as people write it: a list in order, each row with its depth (Ο, then ο, then -).

A row that has deeper rows right below it is their sum; every other row is worth its formula.
"""

from typing import NamedTuple

from odoo.addons.gotgan_budget.ehojo.formula import FormulaError, evaluate, thousands_up

DEPTHS = 3
MARKS = ("Ο", "ο", "-")


class Row(NamedTuple):
    """One row: its depth from 1, and its formula."""

    level: int
    formula: str


class Value(NamedTuple):
    """What a row comes to: ``parent`` and ``children`` are places in the list.

    ``amount`` in won; ``problem`` is ``None`` or (kind, position from 1) of a faulty formula.
    """

    parent: int | None
    children: tuple
    amount: int
    problem: tuple | None


def weigh(rows, to_thousand=thousands_up):
    """Return the Value of each of ``rows``.

    A row that skips a depth hangs on the nearest shallower row above it.

    >>> [value.amount for value in weigh([
    ...     Row(1, ""), Row(2, "5,000원*300부*2회"), Row(2, "1,500원*3"), Row(1, "100천원"),
    ... ])]
    [3005000, 3000000, 5000, 100000]
    >>> weigh([Row(1, "10원*(2명")])[0].problem
    ('unclosed', 8)
    """
    parents = find_parents([row.level for row in rows])
    children = [[] for _row in rows]
    for place, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(place)
    values = [None] * len(rows)
    for place in reversed(range(len(rows))):
        amount, problem = (
            (sum(values[one].amount for one in children[place]), None)
            if children[place] else _value(rows[place].formula, to_thousand)
        )
        values[place] = Value(parents[place], tuple(children[place]), amount, problem)
    return values


def find_parents(levels):
    """Return for each place the nearest place above it that is shallower, or None.

    >>> find_parents([1, 2, 2, 1, 3, 2])
    [None, 0, 0, None, 3, 3]
    """
    above, found = [], []
    for place, level in enumerate(levels):
        while above and levels[above[-1]] >= level:
            above.pop()
        found.append(above[-1] if above else None)
        above.append(place)
    return found


def _value(formula, to_thousand):
    if not (formula or "").strip():
        return 0, None
    try:
        return to_thousand(evaluate(formula.strip())), None
    except FormulaError as error:
        return 0, (error.kind, error.position)
