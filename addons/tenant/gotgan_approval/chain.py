"""The chain of acts: every act carries the digest of the one before it.

Whoever changes, drops or inserts an act breaks every digest after it.
"""

import hashlib
import json

FIRST = "0" * 64


def canonical(data):
    """Return ``data`` as the one text that stands for it: sorted keys, no spaces, real letters.

    >>> canonical({"b": 1, "a": "가"})
    '{"a":"가","b":1}'
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data):
    """Return 64 hex digits that change when anything in ``data`` does.

    >>> digest({"amount": 1}) == digest({"amount": 2})
    False
    """
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def seal(previous, row):
    """Return the digest of ``row`` on top of the digest ``previous``.

    >>> seal(FIRST, {"act": "sign"}) == seal(seal(FIRST, {}), {"act": "sign"})
    False
    """
    return digest({"previous": previous, "row": row})


def find_breaks(rows):
    """Return the places of the acts whose digest does not follow from what stands before.

    :param rows: pairs (row, digest) in order

    >>> one = seal(FIRST, {"act": "draft"})
    >>> find_breaks([({"act": "draft"}, one), ({"act": "sign"}, seal(one, {"act": "sign"}))])
    []
    >>> find_breaks([({"act": "forged"}, one)])
    [0]
    """
    breaks, previous = [], FIRST
    for place, (row, found) in enumerate(rows):
        if seal(previous, row) != found:
            breaks.append(place)
        previous = found
    return breaks
