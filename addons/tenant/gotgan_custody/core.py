"""The arithmetic of money held for others: no database, no Odoo.

Amounts are integer won. A *case* is one sum held for one person, an *account* what is held of one
sort. 세입세출외현금 is never in the budget (지방회계법 39: kept apart, by an officer of its own).
"""

from datetime import date
from hashlib import sha256
from typing import NamedTuple

FIRST_HASH = "0" * 64
# What each kind of move does to the balance of its account, per won.
SIGNS = {"in": 1, "out": -1, "forfeit": -1, "undo": -1, "redo": 1}
HASHED = (
    "account_id", "account_seq", "case_id", "kind", "amount", "date", "source_model", "source_id",
    "author_id", "reason", "posted_at",
)


class CustodyPosting(NamedTuple):
    """One sum taken into custody.

    :param account: id of the custody account; ``env["gotgan.custody"]._find_account(use).id``
    :param partner: id of the partner it is held for: who paid it in, whom it was withheld from;
        of an attached claim, the creditor who attached it
    :param amount: integer won above zero
    :param source_id: id of the document it comes from
    :param why: what it is held for, in words
    :param department: id of the department, or None
    """

    account: int
    partner: int
    amount: int
    source_id: int
    why: str = ""
    department: int | None = None


class CasePosting(NamedTuple):
    """An amount that leaves one case: paid out, forfeited, or taken back."""

    case: int
    amount: int
    source_id: int


def add_years(day, years):
    """Return the last day of a term of ``years`` that begins after ``day`` (민법 160).

    >>> add_years(date(2024, 2, 29), 5), add_years(date(2021, 3, 2), 5)
    (datetime.date(2029, 2, 28), datetime.date(2026, 3, 2))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def next_month(day, number):
    """Return the ``number``-th day of the month after ``day``.

    >>> next_month(date(2026, 12, 24), 10)
    datetime.date(2027, 1, 10)
    """
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, number)


def move_hash(previous, row):
    """Return the hash that chains ``row`` (a dict of the hashed columns) to ``previous``.

    >>> row = dict.fromkeys(HASHED, 1)
    >>> move_hash(FIRST_HASH, row) != move_hash(FIRST_HASH, {**row, "amount": 2})
    True
    """
    fields = [previous, *(text_of(row[name]) for name in HASHED)]
    body = "|".join(f"{len(one)}:{one}" for one in fields)
    return sha256(body.encode()).hexdigest()


def text_of(value):
    """Return the one text of a value that a hash may rest on.

    >>> text_of(None), text_of(5), text_of("가")
    ('', '5', '가')
    """
    if value is None or value is False:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def find_break(rows):
    """Return the first row of one account's chain that is not what was written, or None.

    :param rows: dicts of the hashed columns, ``prev_hash`` and ``hash``, in the order of the chain

    >>> row = {**dict.fromkeys(HASHED, 1), "prev_hash": FIRST_HASH}
    >>> row["hash"] = move_hash(FIRST_HASH, row)
    >>> find_break([row]) is None, find_break([{**row, "amount": 2}])["amount"]
    (True, 2)
    """
    head = FIRST_HASH
    for number, row in enumerate(rows, start=1):
        whole = row["account_seq"] == number and row["prev_hash"] == head
        if not whole or row["hash"] != move_hash(head, row):
            return row
        head = row["hash"]
    return None
