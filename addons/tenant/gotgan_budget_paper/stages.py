"""The 산출기초 of requests as rows of the export: what each budget of the year made of them."""

from typing import NamedTuple

from odoo.addons.gotgan_budget.ehojo.row import MAIN, MINOR

from .estimates import balance
from .timeline import fold


class Stage(NamedTuple):
    """One row: of which budget, how deep, its words, won by source after and before, 의무/재량."""

    number: int
    level: int
    name: str
    formula: str
    after: dict
    before: dict
    duty: str


class Part(NamedTuple):
    """One 산출기초 with the sources that pay it."""

    level: int
    name: str
    formula: str
    sources: dict
    duty: str


def find_stages(changes, requested):
    """Return the Stages of a line, none where the 산출기초 cannot be told apart by their names.

    :param dict changes: {number of the 추경: {source: won to add}}
    :param dict requested: {number of the 추경: [Shown, …]}
    """
    stages, standing = [], {}
    for number, _before, after in fold(changes):
        known = [one for one in requested if one <= number]
        shown = balance(requested[max(known)] if known else [], sum(after.values()))
        parts = lay(shown, after)
        if parts is None or not shown:
            return []
        stages += _compare(number, standing, parts)
        standing = parts
    return stages


def lay(shown, sources):
    """Return {path: Part}, the sources laid over the 산출기초 in order, None where they do not fit.
    """
    left, whole, path, parts = dict(sources), {}, (), {}
    if any(one.amount < 0 for one in shown) or min(sources.values(), default=0) < 0:
        return None
    for one in shown:
        level = min(one.level, MINOR)
        path = (*path[:level - 1], one.name)
        if path in parts or len(path) != level:
            return None
        taken = take(left if level == MAIN else whole, one.amount)
        whole = dict(taken) if level == MAIN else whole
        if sum(taken.values()) == one.amount:
            parts[path] = Part(level, one.name, one.formula, taken, one.duty)
    return parts


def _compare(number, before, after):
    """Yield the rows that turn one set of 산출기초 into the other, breakdowns below theirs."""
    places = [*after, *(path for path in before if path not in after)]
    changed = {
        path[0] for path in places
        if len(path) == 1 and _sources(after, path) != _sources(before, path)
    }
    tops = [path[0] for path in places if len(path) == 1 and path[0] in changed]
    for top in tops:
        for path in (one for one in places if one[0] == top):
            now, then = _sources(after, path), _sources(before, path)
            part = after.get(path) or before[path]
            if now != then or len(path) == 1:
                formula = part.formula if path in after else ""
                yield Stage(number, part.level, part.name, formula, now, then, part.duty)


def _sources(parts, path):
    return parts[path].sources if path in parts else {}


def take(left, amount):
    """Take ``amount`` out of ``left`` ({source: won}), the first sources first; return what came.

    >>> left = {"국고보조금": 500, "자체재원": 700}
    >>> take(left, 600), left
    ({'국고보조금': 500, '자체재원': 100}, {'국고보조금': 0, '자체재원': 600})
    """
    found = {}
    for source in left:
        part = min(left[source], amount)
        if part > 0:
            found[source] = part
            left[source] -= part
            amount -= part
    return found
