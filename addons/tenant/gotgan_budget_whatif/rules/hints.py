"""Where a person would begin; the solver goes on from there. In 천원; no database, no solver.

``rooms`` is ``{key: how much it can give}``. A cut is at least ``smallest`` or nothing.
"""

SHARES = 10_000


def largest_first(rooms, target, smallest):
    """Return ``{key: cut}``: the largest first, as much of each as there is.

    >>> largest_first({1: 50, 2: 80, 3: 20}, 100, 10)
    {2: 80, 1: 20}
    >>> largest_first({1: 50, 2: 80}, 85, 10)
    {2: 75, 1: 10}
    """
    cuts, rest = {}, target
    for key in sorted(rooms, key=lambda one: (-rooms[one], one)):
        if rest <= 0:
            break
        cut = min(rest, rooms[key])
        if cut < smallest:
            _give_back(cuts, smallest - cut, smallest)
            cut = smallest
        if cut <= rooms[key]:
            cuts[key], rest = cut, target - sum(cuts.values()) - cut
    return cuts


def alike(rooms, target, smallest):
    """Return ``({key: cut}, share)``: of each about the same share, in 1/10,000.

    >>> alike({1: 500, 2: 300, 3: 200}, 100, 1)
    ({1: 50, 2: 30, 3: 20}, 1000)
    >>> alike({1: 500, 2: 300, 3: 20}, 80, 30)
    ({1: 50, 2: 30}, 1000)
    """
    low, high = 0, SHARES
    while low < high:
        middle = (low + high) // 2
        if sum(_shares(rooms, middle, smallest).values()) >= target:
            high = middle
        else:
            low = middle + 1
    cuts = _shares(rooms, low, smallest)
    _give_back(cuts, sum(cuts.values()) - target, smallest)
    return cuts, low


def by_group(rooms, groups, target, smallest):
    """Return ``({key: cut}, share)``: groups lose about the same share, each by its largest.

    :param groups: ``{key: group}``

    >>> by_group({1: 500, 2: 300, 3: 200}, {1: "a", 2: "a", 3: "b"}, 100, 1)
    ({1: 80, 3: 20}, 1000)
    """
    totals = {}
    for key, room in rooms.items():
        totals[groups[key]] = totals.get(groups[key], 0) + room
    quotas, share = alike(totals, target, smallest)
    cuts = {}
    for group, quota in sorted(quotas.items()):
        own = {key: room for key, room in rooms.items() if groups[key] == group}
        cuts.update(largest_first(own, quota, smallest))
    return cuts, share


def _shares(rooms, share, smallest):
    cuts = {key: room * share // SHARES for key, room in rooms.items()}
    return {key: cut for key, cut in cuts.items() if cut and cut >= smallest}


def _give_back(cuts, surplus, smallest):
    """Lower cuts by ``surplus`` in all, the largest first, none below ``smallest``."""
    for key in sorted(cuts, key=lambda one: (-cuts[one], one)):
        if surplus <= 0:
            break
        back = max(0, min(surplus, cuts[key] - smallest))
        cuts[key] -= back
        surplus -= back
