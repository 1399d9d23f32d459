"""What of the money left at the end of a year may be carried over, and by which clause.

Plain Python: no database, no Odoo. Amounts are won. 지방재정법 50: ① 명시이월 was voted in advance,
② 사고이월 has four cases, ③ 계속비 goes on until its project is finished. What fits none of them
lapses (불용액).
"""

from typing import NamedTuple

# The clauses of the article, in the order in which money is looked for: what was voted first.
CLAUSES = {
    "continuing": ("continuing", "지방재정법 제50조제3항"),
    "voted": ("authorized", "지방재정법 제50조제1항"),
    "commitment": ("unavoidable", "지방재정법 제50조제2항제1호"),
    "incidental": ("unavoidable", "지방재정법 제50조제2항제1호"),
    "tender": ("unavoidable", "지방재정법 제50조제2항제2호"),
    "compensation": ("unavoidable", "지방재정법 제50조제2항제3호"),
    "current": ("unavoidable", "지방재정법 제50조제2항제4호"),
}
AUTHORITY_CLAUSES = {"continuing": "continuing", "authorized": "voted"}
SOURCES = ("commitment", "request", "free")


class Left(NamedTuple):
    """Money of one cell that is neither paid nor on its way to the payee.

    :param source: ``commitment`` (bound), ``request`` (kept by a 품의) or ``free``
    :param document: id of the commitment line or of the request's split, 0 for free money
    :param address: (fund, department, project, subitem, funding source) ids of the cell
    :param code: code of the object subitem
    :param again: it came over from the year before as an unavoidable carry-over
    """

    cell: int
    source: str
    document: int
    amount: int
    address: tuple
    code: str = ""
    again: bool = False


class Authority(NamedTuple):
    """What a body voted: how much of an address may go over. ``None`` in the address means any."""

    kind: str
    record: int
    address: tuple
    amount: int


class Verdict(NamedTuple):
    """What becomes of (a part of) ``left``.

    :param outcome: continuing, authorized, unavoidable, undecided (a person says) or unused
    :param clause: key of ``CLAUSES``; for ``unused`` the reason: ``again`` or ``balance``
    :param record: id of the authority used, 0 for none
    """

    left: Left
    outcome: str
    clause: str
    amount: int
    record: int = 0


def covers(authority, address):
    """Return whether an authority speaks of an address.

    >>> covers(Authority("authorized", 1, (1, None, 7, None, None), 5), (1, 2, 7, 9, 4))
    True
    >>> covers(Authority("authorized", 1, (1, 3, 7, None, None), 5), (1, 2, 7, 9, 4))
    False
    """
    return all(
        want is None or want == have
        for want, have in zip(authority.address, address, strict=True)
    )


def judge(lefts, authorities, objects):
    """Return the verdicts on ``lefts``; every won of them is in exactly one.

    Bound money takes what was voted before money kept by requests, and that before free money.

    :param objects: ``{"incidental" | "compensation" | "current": codes of object subitems}``

    >>> road, place = (1, 1, 7, 9, 4), {"incidental": {"401-03"}}
    >>> bound = Left(5, "commitment", 31, 80, road, "401-01")
    >>> free = Left(5, "free", 0, 40, road, "401-01")
    >>> voted = Authority("authorized", 2, (1, None, 7, None, None), 50)
    >>> [(one.outcome, one.clause, one.amount) for one in judge([free, bound], [voted], place)]
    [('authorized', 'voted', 50), ('unavoidable', 'commitment', 30), ('unused', 'balance', 40)]
    """
    order = sorted(lefts, key=lambda one: (SOURCES.index(one.source), one.cell, one.document))
    rests = [one.amount for one in authorities]
    ranked = sorted(
        range(len(authorities)), key=lambda place: authorities[place].kind != "continuing",
    )
    found, open_parts = [], []
    for left in order:
        rest = left.amount
        for place in ranked:
            authority = authorities[place]
            part = min(rest, rests[place]) if covers(authority, left.address) else 0
            if part > 0:
                clause = AUTHORITY_CLAUSES[authority.kind]
                found.append(Verdict(left, authority.kind, clause, part, authority.record))
                rests[place] -= part
                rest -= part
        if rest > 0:
            open_parts.append((left, rest))
    bound = {
        left.address[2] for left, _rest in open_parts
        if left.source == "commitment" and not left.again
    }
    return found + [judge_rest(left, rest, bound, objects) for left, rest in open_parts]


def judge_rest(left, amount, bound_projects, objects):
    """Return the verdict on money nobody voted to carry over.

    A request that announced a tender, compensation and current costs need facts that only a person
    knows, so they are ``undecided``. Incidental costs need a commitment of the same project.

    >>> kept = Left(5, "request", 3, 10, (1, 1, 7, 9, 4), "401-01")
    >>> judge_rest(kept, 10, set(), {})[1:4]
    ('undecided', 'tender', 10)
    >>> judge_rest(kept._replace(source="commitment", again=True), 10, set(), {})[1:4]
    ('unused', 'again', 10)
    >>> extra = kept._replace(source="free", code="401-03")
    >>> judge_rest(extra, 10, {7}, {"incidental": {"401-03"}})[1:4]
    ('undecided', 'incidental', 10)
    >>> judge_rest(extra, 10, {8}, {"incidental": {"401-03"}})[1:4]
    ('unused', 'balance', 10)
    """
    if left.again:
        return Verdict(left, "unused", "again", amount)
    if left.source == "commitment":
        return Verdict(left, "unavoidable", "commitment", amount)
    if left.source == "request":
        return Verdict(left, "undecided", "tender", amount)
    for clause in ("compensation", "current"):
        if left.code in objects.get(clause, ()):
            return Verdict(left, "undecided", clause, amount)
    if left.code in objects.get("incidental", ()) and left.address[2] in bound_projects:
        return Verdict(left, "undecided", "incidental", amount)
    return Verdict(left, "unused", "balance", amount)
