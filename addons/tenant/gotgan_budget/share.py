"""How much of a cell an allotment takes."""


def share_of(appropriated, allotted, percent, unit=1_000):
    """Return the won to allot so that ``percent`` of the appropriation is allotted in all.

    The share is rounded down to ``unit``; a share of 100 takes everything that is left.

    >>> share_of(10_000_000, 0, 30), share_of(10_000_000, 3_000_000, 60), share_of(1_234_567, 0, 50)
    (3000000, 3000000, 617000)
    >>> share_of(1_234_567, 617_000, 100), share_of(1_000, 900, 50)
    (617567, 0)
    """
    if percent >= 100:
        return max(appropriated - allotted, 0)
    goal = appropriated * percent // 100 // unit * unit
    return max(goal - allotted, 0)


def part_of(amount, percent, unit=1_000):
    """Return ``percent`` of ``amount``, rounded down to ``unit``; 100 is all of it.

    >>> part_of(617_567, 100), part_of(617_567, 50)
    (617567, 308000)
    """
    return amount if percent >= 100 else amount * percent // 100 // unit * unit
