"""What a bank may answer about one instruction, and what that means for us."""

from datetime import date
from typing import NamedTuple

# done      the money has moved
# rejected  the bank refuses it for good
# pending   the bank has it and has not decided
# absent    the bank does not know it, and it may still arrive
# void      the bank does not know it, and refuses it should it still arrive: its time is over
# returned  the money moved and came back
# silent    nobody knows: no answer, or one that cannot be read
STATUSES = ("done", "rejected", "pending", "absent", "void", "returned", "silent")

# {(state, status): state}. What is not named here stays as it is.
STEPS = {
    ("sent", "done"): "acked",
    ("sent", "rejected"): "rejected",
    ("sent", "void"): "rejected",
    ("sent", "absent"): "unknown",
    ("sent", "silent"): "unknown",
    ("sent", "returned"): "returned",
    ("unknown", "done"): "acked",
    ("unknown", "rejected"): "rejected",
    ("unknown", "void"): "rejected",
    ("unknown", "pending"): "sent",
    ("unknown", "returned"): "returned",
    ("acked", "returned"): "returned",
}


class Verdict(NamedTuple):
    """The bank's word on the instruction ``key``.

    :param reference: the bank's own number of the transfer
    :param reason: why it was refused or came back, in the bank's words
    :param day: the day the money moved
    """

    key: str
    status: str
    reference: str = ""
    reason: str = ""
    day: date = None


def settle(state, status):
    """Return the state of an instruction after an answer; a late or doubled answer changes nothing.

    >>> settle("sent", "done"), settle("acked", "done"), settle("acked", "returned")
    ('acked', 'acked', 'returned')
    >>> settle("sent", "silent"), settle("unknown", "absent"), settle("unknown", "void")
    ('unknown', 'unknown', 'rejected')
    """
    return STEPS.get((state, status), state)


def is_contradiction(state, status):
    """Say whether the answer cannot be true together with what the bank said before.

    >>> is_contradiction("rejected", "done"), is_contradiction("acked", "pending")
    (True, False)
    """
    return (state, status) in {
        ("rejected", "done"), ("acked", "rejected"), ("acked", "void"), ("rejected", "returned"),
    }


def complete(keys, verdicts):
    """Return one verdict for each key asked about; what was not answered is silent.

    Answers about other keys are left out, and of several about one key the last counts.

    >>> [one.status for one in complete(["a", "b"], [Verdict("a", "done"), Verdict("x", "done")])]
    ['done', 'silent']
    """
    said = {one.key: one for one in verdicts if one.status in STATUSES}
    return [said.get(key) or Verdict(key, "silent") for key in keys]
