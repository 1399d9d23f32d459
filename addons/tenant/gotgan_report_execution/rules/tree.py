"""Leaves into a tree. No database, no Odoo."""


def grow(leaves, depth, ranks, width):
    """Return ``(rows, total)``: the rows of the tree in the order they are read, and their sum.

    :param leaves: tuples of ``depth`` ids followed by ``width`` amounts
    :param ranks: for each depth ``{id: place}``
    :return: each row is ``[depth, id, amount, …]``, a parent before its children

    >>> rows, total = grow([(1, 7, 5), (1, 8, 2), (2, 7, 1)], 2, [{1: 1, 2: 0}, {7: 0, 8: 1}], 1)
    >>> rows
    [[0, 2, 1], [1, 7, 1], [0, 1, 7], [1, 7, 5], [1, 8, 2]]
    >>> total
    [8]
    """
    rows, parents, path, open_rows = [], [], (), []
    for leaf in sorted(leaves, key=_place(ranks)):
        keys = leaf[:depth]
        same = _shared(path, keys)
        del open_rows[same:]
        for level in range(same, depth):
            parents.append(open_rows[-1] if open_rows else None)
            open_rows.append([level, keys[level], *[0] * width])
            rows.append(open_rows[-1])
        _add(open_rows[-1], 2, leaf[depth:])
        path = keys
    total = [0] * width
    for row, parent in zip(reversed(rows), reversed(parents), strict=True):
        _add(*((total, 0) if parent is None else (parent, 2)), row[2:])
    return rows, total


def _place(ranks):
    """Return the sort key of a leaf: the places of its ids among their siblings."""
    return lambda leaf: tuple([rank[one] for rank, one in zip(ranks, leaf, strict=False)])


def _shared(one, other):
    """Return how many ids two paths have in common from the top.

    >>> _shared((1, 2, 3), (1, 2, 4)), _shared((), (1,))
    (2, 0)
    """
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _add(row, start, amounts):
    for place, amount in enumerate(amounts, start):
        row[place] += amount
