"""The arithmetic of the budget ledger: no database, no Odoo.

Amounts are integer won. A *cell* is a dict of running totals, a *hold* a dict of ``amount, used,
released``. Source: 지방회계법 29② (a commitment stays inside the allotted budget), 지방재정법 47;
지방재정법 43, 47의2, 49, 50 (what an appropriation consists of).
"""

from hashlib import sha256
from typing import NamedTuple

# What an appropriation (예산현액) consists of: 예산액, 예비비 사용, 이용·전용·변경사용·이체,
# 전년도 이월.
PARTS = ("voted", "reserve_used", "transferred", "carried_in")
TOTALS = (
    "appropriated", *PARTS, "allotted", "requested", "committed", "paid", "carried_over",
)
# The parts that money leaves by: the 예비비 cell itself, the cells a transfer takes from.
MAY_BE_NEGATIVE = {"reserve_used", "transferred"}
NEVER_NEGATIVE = tuple(name for name in TOTALS if name not in MAY_BE_NEGATIVE)

# What each kind of move adds to the totals of its cell, per won.
CELL_EFFECT = {
    "appropriate": {"appropriated": 1, "voted": 1},
    "draw": {"appropriated": 1, "reserve_used": 1},
    "transfer": {"appropriated": 1, "transferred": 1},
    "carry_in": {"appropriated": 1, "carried_in": 1},
    "allot": {"allotted": 1},
    "request": {"requested": 1},
    "release": {"requested": -1},
    "commit": {"requested": -1, "committed": 1},
    "uncommit": {"requested": 1, "committed": -1},
    "decommit": {"committed": -1},
    "pay": {"paid": 1},
    "unpay": {"paid": -1},
    "return": {"paid": -1, "committed": -1},
    "carry": {"carried_over": 1},
}
# What each kind adds to the hold it is posted on, and to that hold's parent.
HOLD_EFFECT = {
    "release": {"released": 1},
    "uncommit": {"released": 1},
    "decommit": {"released": 1},
    "pay": {"used": 1},
    "unpay": {"used": -1},
    "return": {"used": -1, "released": 1},
}
PARENT_EFFECT = {"commit": {"used": 1}, "uncommit": {"used": -1}}
# Kinds that open a hold of their own, and the hold they are posted on.
OPENS = {"request": "request", "commit": "commitment"}
NEEDS_HOLD = {
    "release": "request", "commit": "request", "uncommit": "commitment", "decommit": "commitment",
    "pay": "commitment", "unpay": "commitment", "return": "commitment",
}
SIGNED = {"appropriate", "allot", "draw", "transfer"}
# What carrying over posts, and what taking a carry-over back posts the other way round.
REVERSIBLE = {"release", "decommit", "carry", "carry_in"}
# Kinds that only move money between cells: what one gains another loses, within one document.
BALANCED = {"draw", "transfer"}
FIRST_HASH = "0" * 64


class Posting(NamedTuple):
    """One amount to post.

    :param target: id of a cell (the kinds of the budget, request, carry) or of a hold (the others)
    :param amount: integer won; negative only where an appropriation or allotment is taken back or
        money leaves a cell for another one
    :param source_id: id of the document it comes from
    """

    target: int
    amount: int
    source_id: int


class Shortage(NamedTuple):
    """What stands in the way of one posting: which bound, on what, how much is there and asked."""

    bound: str
    target: int
    have: int
    want: int


def apply(totals, effect, amount):
    """Return ``totals`` after ``amount`` won under ``effect``.

    >>> apply({"requested": 5, "committed": 0}, CELL_EFFECT["commit"], 3)
    {'requested': 2, 'committed': 3}
    """
    return {name: value + effect.get(name, 0) * amount for name, value in totals.items()}


def available(totals):
    """Return the won that may still be requested.

    >>> available({"allotted": 10, "requested": 3, "committed": 4})
    3
    """
    return totals["allotted"] - totals["requested"] - totals["committed"]


def cell_shortage(before, after):
    """Return (bound, have, want) of the first bound that ``after`` breaks, or None.

    >>> zero = dict.fromkeys(TOTALS, 0)
    >>> cell_shortage({**zero, "appropriated": 9, "allotted": 9},
    ...               {**zero, "appropriated": 9, "allotted": 9, "requested": 12})
    ('available', 9, 12)
    """
    asked = after["requested"] + after["committed"] - before["requested"] - before["committed"]
    bounds = (
        ("available", available(after) >= 0, available(before), asked),
        ("appropriation", after["allotted"] <= after["appropriated"],
         before["appropriated"] - before["allotted"], after["allotted"] - before["allotted"]),
        ("paid", after["paid"] <= after["committed"],
         before["committed"] - before["paid"], after["paid"] - before["paid"]),
        ("negative", min(after[name] for name in NEVER_NEGATIVE) >= 0, 0, 0),
    )
    return next(((name, have, want) for name, holds, have, want in bounds if not holds), None)


def lowered_shortage(before, after):
    """Return the bound broken by taking money back: the part in use cannot be taken.

    >>> zero = dict.fromkeys(TOTALS, 0)
    >>> lowered_shortage({**zero, "appropriated": 9, "allotted": 6},
    ...                  {**zero, "appropriated": 5, "allotted": 6})
    ('cut_appropriation', 3, 4)
    """
    if after["appropriated"] < before["appropriated"] and after["appropriated"] < after["allotted"]:
        return ("cut_appropriation", before["appropriated"] - before["allotted"],
                before["appropriated"] - after["appropriated"])
    if after["allotted"] < before["allotted"] and available(after) < 0:
        return ("cut_allotment", available(before), before["allotted"] - after["allotted"])
    return None


def shortage_of(before, after):
    """Return (bound, have, want) when ``after`` is impossible, or None."""
    return lowered_shortage(before, after) or cell_shortage(before, after)


def unbalanced(postings):
    """Return ``{source_id: won}`` of the documents that would make or lose money.

    >>> unbalanced([Posting(1, -5, 7), Posting(2, 5, 7), Posting(3, 4, 8)])
    {8: 4}
    """
    sums = {}
    for one in postings:
        sums[one.source_id] = sums.get(one.source_id, 0) + one.amount
    return {source_id: won for source_id, won in sums.items() if won}


def hold_rest(hold):
    """Return the won of a hold that are neither used nor given back.

    >>> hold_rest({"amount": 10, "used": 4, "released": 1})
    5
    """
    return hold["amount"] - hold["used"] - hold["released"]


def move_hash(previous, row):
    """Return the hash that chains ``row`` (a dict of the hashed columns) to ``previous``.

    >>> row = dict.fromkeys(HASHED, 1)
    >>> move_hash(FIRST_HASH, row) != move_hash(FIRST_HASH, {**row, "amount": 2})
    True
    """
    fields = [previous, *(text_of(row[name]) for name in HASHED)]
    body = "|".join(f"{len(one)}:{one}" for one in fields)
    return sha256(body.encode()).hexdigest()


HASHED = (
    "cell_id", "cell_seq", "kind", "amount", "date", "hold_id", "source_model", "source_id",
    "author_id", "reason", "posted_at",
)


def text_of(value):
    """Return the one text of a value that a hash may rest on.

    >>> text_of(None), text_of(5), text_of("가")
    ('', '5', '가')
    """
    if value is None or value is False:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
