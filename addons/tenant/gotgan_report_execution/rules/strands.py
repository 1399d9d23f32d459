"""A figure as strands of steps, read page by page. No database, no Odoo.

A strand is a run of steps in order: the moves of one domain, or the versions of one chain. A
figure may have several, such as this side and the other one of a comparison.
"""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple


class Strand(NamedTuple):
    """One run of steps.

    :param times: how often the strand counts; below zero where it is taken away
    :param rows: ``(what, won)`` of each step, where there are no moves
    :param tell: makes steps of some of those rows; only a page's are ever told
    :param domain: else the moves they are read from
    :param effects: ``{kind: won}`` a move of one won adds
    """

    times: int
    rows: tuple = ()
    tell: Callable = list
    domain: object = None
    effects: dict = {}

    def counted(self, times):
        """Return the strand as it counts in a figure it is ``times`` part of."""
        return self._replace(times=self.times * times)


def by_times(groups):
    """Return ``{times: ids}``: a total over many rows counts what several of them share as often.

    >>> by_times([[7, 8], [8], [9, 8]])
    {1: [7, 9], 3: [8]}
    """
    found = {}
    for one, times in Counter(one for group in groups for one in group).items():
        found.setdefault(times, []).append(one)
    return found


def cut(counts, offset, limit):
    """Return ``[(place of the strand, its offset, its limit)]`` that a page is made of.

    >>> cut([3, 5], 0, 2), cut([3, 5], 2, 4), cut([3, 5], 8, 4)
    ([(0, 0, 2)], [(0, 2, 1), (1, 0, 3)], [])
    """
    pieces, start = [], 0
    for place, count in enumerate(counts):
        first = max(0, offset - start)
        last = min(count, offset + limit - start)
        if first < last:
            pieces.append((place, first, last - first))
        start += count
    return pieces


def running(steps, reached):
    """Return ``steps`` with ``running``: the won reached after each, from ``reached`` on.

    >>> [step["running"] for step in running([{"won": 5}, {"won": -2}], 10)]
    [15, 13]
    """
    told = []
    for step in steps:
        reached += step["won"]
        told.append({**step, "running": reached})
    return told
