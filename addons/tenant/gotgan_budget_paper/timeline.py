"""Which budget of a year gave a line what: 본예산, and each 추경, as the export names them."""

from collections import defaultdict
from typing import NamedTuple

DECIDED, BROUGHT = "decided", "brought"


class Timeline(NamedTuple):
    """The versions of a budget by number, 0 for the 본예산, n for the n-th 추경.

    ``decided``, ``brought``: {(fund, department, project, subitem): {number: {source id: won to
    add}}} of the versions that were decided here and of those that imports made; ``days``: {number:
    the day it took effect}.
    """

    decided: dict
    brought: dict
    days: dict

    @property
    def last(self):
        return max(self.days, default=0)

    def lines(self):
        return {*self.decided, *self.brought}


def read_timeline(version):
    """Return the Timeline of a version and what it stands on.

    What was spent ahead of a 추경 (성립전) is part of it; a 준예산 is part of the 본예산.
    """
    found, days, waiting = {DECIDED: _many(), BROUGHT: _many()}, {}, []
    last = 0
    for one in version._get_chain():
        waiting.append(one)
        if one.kind == "advance":
            continue
        last = one.round
        _read(found, waiting, last)
        days.setdefault(last, one.date_effective)
        waiting = []
    if waiting:  # its 추경 has not come yet
        _read(found, waiting, last + 1)
        days[last + 1] = waiting[-1].date_effective
    return Timeline(found[DECIDED], found[BROUGHT], days)


def _many():
    return defaultdict(lambda: defaultdict(lambda: defaultdict(int)))


def _read(found, versions, number):
    for one in versions:
        target = found[BROUGHT if one.import_id else DECIDED]
        for fund, department, project, subitem, source, won in one._read_lines():
            if won:
                target[fund, department, project, subitem][number][source] += won


def add(*many):
    """Return the sum of {number: {source: won}}, without zeros.

    >>> add({0: {"자체재원": 5}}, {0: {"자체재원": -5}, 1: {"지방채": 2}})
    {1: {'지방채': 2}}
    """
    total = defaultdict(lambda: defaultdict(int))
    for changes in many:
        for number, sources in changes.items():
            for source, won in sources.items():
                total[number][source] += won
    return {
        number: {source: won for source, won in total[number].items() if won}
        for number in sorted(total) if any(total[number].values())
    }


def flatten(changes):
    """Return {source: won} of {number: {source: won}}, without zeros.

    >>> flatten({0: {"자체재원": 5}, 1: {"자체재원": -2, "지방채": 2}})
    {'자체재원': 3, '지방채': 2}
    """
    return add({0: {}}, *({0: sources} for sources in changes.values())).get(0, {})


def fold(changes):
    """Yield (number, {source: won before}, {source: won after}) of {number: {source: won}}.

    >>> list(fold({0: {"자체재원": 5}, 2: {"자체재원": -5}}))
    [(0, {}, {'자체재원': 5}), (2, {'자체재원': 5}, {})]
    """
    before = {}
    for number in sorted(changes):
        after = flatten({0: before, 1: changes[number]})
        yield number, before, after
        before = after
