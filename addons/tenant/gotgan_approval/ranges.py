"""Ranges of amounts, as plain numbers. An upper end of 0 means without limit."""

NO_LIMIT = 10**18


def find_gaps(wanted, given):
    """Return the parts of the range ``wanted`` that the ranges ``given`` leave open.

    >>> find_gaps((0, 100), [(0, 40), (60, 0)])
    [(40, 60)]
    >>> find_gaps((10, 0), [(0, 50), (50, 0)])
    []
    """
    low, high = wanted[0], wanted[1] or NO_LIMIT
    gaps = []
    for begin, end in sorted((one[0], one[1] or NO_LIMIT) for one in given):
        if begin > low and low < high:
            gaps.append((low, min(begin, high)))
        low = max(low, end)
    return [*gaps, (low, high)] if low < high else gaps


def do_overlap(one, other):
    """Return whether two ranges share an amount.

    >>> do_overlap((0, 50), (50, 0)), do_overlap((0, 0), (10, 20))
    (False, True)
    """
    return one[0] < (other[1] or NO_LIMIT) and other[0] < (one[1] or NO_LIMIT)


def is_round(won):
    """Return whether an end is an amount itself, not the one won beyond it that 이하 leaves.

    >>> is_round(20_000_000), is_round(20_000_001)
    (True, False)
    """
    return won % 10 != 1
