"""What has to be kept back from a payment because somebody else has a right to it; plain won."""

from typing import NamedTuple


class Claim(NamedTuple):
    """One attachment or assignment: who holds it, and up to how much; 0 is all that is owed."""

    key: int
    claimant: int
    amount: int


def find_lacking(won, claims, kept, before):
    """Return ``{key: won still to keep back}`` of a payment of ``won``, the first served first.

    :param list claims: ``Claim`` in the order in which they were served
    :param dict kept: ``{claimant: won}`` kept back from this payment
    :param dict before: ``{claimant: won}`` kept back from earlier ones

    >>> first, second = Claim(1, 7, 300), Claim(2, 8, 0)
    >>> find_lacking(1000, [first, second], {7: 300}, {})  # what the first leaves is the second's
    {2: 700}
    >>> find_lacking(1000, [first], {}, {7: 200})  # the rest of it
    {1: 100}
    >>> find_lacking(1000, [first, second], {8: 1000}, {7: 300})
    {}
    >>> find_lacking(200, [first, second], {7: 200}, {})  # nothing is left for the second
    {}
    """
    lacking, kept, before, left = {}, dict(kept), dict(before), won
    for claim in claims:
        met = min(before.get(claim.claimant, 0), claim.amount)
        before[claim.claimant] = before.get(claim.claimant, 0) - met
        due = min(left, claim.amount - met if claim.amount else left)
        held = min(due, kept.get(claim.claimant, 0))
        kept[claim.claimant] = kept.get(claim.claimant, 0) - held
        left -= due
        if held < due:
            lacking[claim.key] = due - held
    return lacking
