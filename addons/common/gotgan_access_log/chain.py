"""How rows are sealed: plain arithmetic over ids and hashes.

A seal covers every row that could be seen and was in no seal before. It keeps which ids those were,
and the first bytes of each row's hash, so that a row that was changed, taken away or put in can be
named.
"""

import hashlib
from itertools import pairwise

LEAF = 8  # bytes kept of each row's hash
GENESIS = "0" * 64


def to_ranges(ids):
    """Return ascending ids as text.

    >>> to_ranges([1, 2, 3, 7, 9, 10])
    '1-3,7,9-10'
    >>> to_ranges([])
    ''
    """
    if not ids:
        return ""
    breaks = [place for place, (one, two) in enumerate(pairwise(ids), 1) if two != one + 1]
    edges = pairwise([0, *breaks, len(ids)])
    parts = [(ids[start], ids[end - 1]) for start, end in edges]
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in parts)


def from_ranges(text):
    """Return the ids that ``to_ranges`` wrote.

    >>> from_ranges('1-3,7,9-10')
    [1, 2, 3, 7, 9, 10]
    """
    ids = []
    for part in filter(None, text.split(",")):
        low, _dash, high = part.partition("-")
        ids.extend(range(int(low), int(high or low) + 1))
    return ids


def leaves_of(hashes):
    """Return the first bytes of each hash, one after the other, as text."""
    return "".join(one[: LEAF * 2] for one in hashes)


def leaf_at(leaves, place):
    return leaves[place * LEAF * 2 : (place + 1) * LEAF * 2]


def root_of(previous, ranges, leaves, hashes):
    """Return the root of a seal: it stands on the root before, and on every whole row hash.

    >>> root_of(GENESIS, "1", "ab" * 8, ["ab" * 32]) != root_of(GENESIS, "2", "ab" * 8, ["ab" * 32])
    True
    """
    digest = hashlib.sha256(f"{previous}|{ranges}|{leaves}|".encode())
    for one in hashes:
        digest.update(one.encode())
    return digest.hexdigest()
