"""Statements of an account: read from a bank's CSV, and compared with our own books."""

import csv
import io
import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

COLUMNS = ("번호", "거래일", "구분", "지시번호", "출금액", "입금액", "잔액", "적요")
KINDS = {"이체": "transfer", "반송": "return", "입금": "deposit", "기타": "other"}
LIMIT = 100_000


class BadStatement(ValueError):
    """The file is no statement; the text is a word for what is wrong, ``row`` says where."""

    def __init__(self, code, row=0, text=""):
        super().__init__(code)
        self.code, self.row, self.text = code, row, text


class Entry(NamedTuple):
    """One movement of the bank's account; ``amount`` is negative when money leaves."""

    number: int
    day: date
    kind: str
    key: str
    amount: int
    balance: int
    memo: str


class Difference(NamedTuple):
    """One thing on which the books and the bank do not agree.

    :param kind: not_at_bank, not_in_books, amount, state, twice, receipt_not_at_bank,
        receipt_not_in_books, opening
    """

    kind: str
    key: str
    own: int
    theirs: int
    memo: str = ""


def read_csv(data):
    """Return the entries of a CSV statement (UTF-8 or CP949) with the columns ``COLUMNS``.

    >>> text = ",".join(COLUMNS) + "\\n1,2026-11-22,이체,k,1000,,9000,가"
    >>> read_csv(text.encode("cp949"))[0]
    Entry(number=1, day=datetime.date(2026, 11, 22), kind='transfer', key='k', amount=-1000, \
balance=9000, memo='가')
    """
    rows = list(csv.reader(io.StringIO(decode(data))))
    if not rows or tuple(cell.strip() for cell in rows[0]) != COLUMNS:
        raise BadStatement("columns", 1, ", ".join(COLUMNS))
    if len(rows) > LIMIT:
        raise BadStatement("length", len(rows))
    entries = [_read_row(place, row) for place, row in enumerate(rows[1:], 2) if any(row)]
    check_chain(entries)
    return entries


def decode(data):
    """Return the text of a file in UTF-8 or CP949."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadStatement("encoding")


def _read_row(place, row):
    if len(row) != len(COLUMNS):
        raise BadStatement("cells", place)
    number, day, kind, key, out, into, balance, memo = (cell.strip() for cell in row)
    if kind not in KINDS:
        raise BadStatement("kind", place, kind)
    try:
        when = date.fromisoformat(day)
    except ValueError as error:
        raise BadStatement("day", place, day) from error
    amount = _won(into, place) - _won(out, place)
    return Entry(_won(number, place), when, KINDS[kind], key, amount, _won(balance, place), memo)


def _won(text, place):
    digits = text.replace(",", "")
    if digits and not re.fullmatch(r"-?\d{1,17}", digits):
        raise BadStatement("won", place, text)
    return int(digits or 0)


def check_chain(entries):
    """Every balance follows from the one before: a row that was left out or changed is found."""
    for before, entry in pairwise(entries):
        if before.balance + entry.amount != entry.balance:
            raise BadStatement("balance", entry.number, str(entry.balance))


def sort_out(entries, known):
    """Return the entries with every one of them a transfer, a deposit or the return of ours.

    Whatever the bank calls a movement, money that left is looked for among what left by our books,
    and money that came among what came in: nothing passes unseen.

    :param known: keys of our instructions

    >>> day = date(2026, 11, 22)
    >>> one = Entry(7, day, "other", "", -500, 0, "")
    >>> [entry.kind for entry in sort_out([
    ...     one, one._replace(amount=500), one._replace(kind="return", key="x", amount=9),
    ... ], {"x"})]
    ['transfer', 'deposit', 'return']
    >>> sort_out([one._replace(kind="return", key="y", amount=9)], {"x"})[0].kind
    'deposit'
    """
    return [
        one if one.kind in ("transfer", "deposit") or (one.kind == "return" and one.key in known)
        else one._replace(kind="transfer" if one.amount < 0 else "deposit", key="")
        for one in entries
    ]


def compare(own, entries):
    """Return the differences of a day between our payments and the bank's entries.

    ``own``: {key: (amount that left, whether our books say it is paid)}.

    >>> day = date(2026, 11, 22)
    >>> entry = Entry(1, day, "transfer", "a", -5, 0, "")
    >>> compare({"a": (5, True)}, [entry])
    []
    >>> [one.kind for one in compare({"a": (6, True), "b": (1, True)}, [entry])]
    ['amount', 'not_at_bank']
    >>> [one.kind for one in compare({"a": (5, False)}, [entry, entry])]
    ['twice', 'state']
    """
    transfers = {}
    for entry in entries:
        if entry.kind == "transfer":
            transfers.setdefault(entry.key, []).append(entry)
    found = [one for key, rows in transfers.items() for one in _judge(key, rows, own.get(key))]
    return found + [
        Difference("not_at_bank", key, amount, 0)
        for key, (amount, paid) in own.items() if paid and key not in transfers
    ]


def _judge(key, rows, ours):
    theirs, memo = -sum(row.amount for row in rows), rows[0].memo
    if ours is None:
        return [Difference("not_in_books", key, 0, theirs, memo)]
    amount, paid = ours
    found = []
    if len(rows) > 1:
        found.append(Difference("twice", key, amount, theirs, memo))
    elif theirs != amount:
        found.append(Difference("amount", key, amount, theirs, memo))
    if not paid:
        found.append(Difference("state", key, 0, theirs, memo))
    return found


def compare_receipts(own, entries):
    """Return the differences of a day between the money that came in by our books and the bank.

    A deposit carries no number of ours: they are told apart by their amounts.

    :param own: list of (document, won)

    >>> entry = Entry(7, date(2026, 11, 22), "deposit", "", 500, 0, "환급")
    >>> compare_receipts([("R-1", 500)], [entry])
    []
    >>> [(one.kind, one.key) for one in compare_receipts([("R-1", 400)], [entry])]
    [('receipt_not_in_books', '#7'), ('receipt_not_at_bank', 'R-1')]
    """
    left = list(own)
    found = []
    for entry in entries:
        if entry.kind != "deposit":
            continue
        match = next((one for one in left if one[1] == entry.amount), None)
        if match:
            left.remove(match)
        else:
            found.append(Difference(
                "receipt_not_in_books", f"#{entry.number}", 0, entry.amount, entry.memo,
            ))
    return found + [Difference("receipt_not_at_bank", key, won, 0) for key, won in left]


def match_payouts(own, entries):
    """Return (entries less the transfers without a number, the differences of those).

    What the cashier transferred by hand carries no instruction; it is told by its amount.

    :param own: list of (document, won) that left by our books

    >>> entry = Entry(7, date(2026, 11, 22), "transfer", "", -500, 0, "세무서")
    >>> match_payouts([("P-1", 500)], [entry])
    ([], [])
    >>> [(one.kind, one.key) for one in match_payouts([("P-1", 400)], [entry])[1]]
    [('not_in_books', '#7'), ('not_at_bank', 'P-1')]
    """
    left, rest, found = list(own), [], []
    for entry in entries:
        if entry.kind != "transfer" or entry.key:
            rest.append(entry)
            continue
        match = next((one for one in left if one[1] == -entry.amount), None)
        if match:
            left.remove(match)
        else:
            found.append(Difference(
                "not_in_books", f"#{entry.number}", 0, -entry.amount, entry.memo,
            ))
    return rest, found + [Difference("not_at_bank", key, won, 0) for key, won in left]


def compare_opening(agreed, entries):
    """Return the difference between where the last agreed day ended and where this one begins.

    :param agreed: (its day, won), or None where no day was agreed before

    >>> entry = Entry(7, date(2026, 11, 22), "deposit", "", 500, 1500, "")
    >>> compare_opening((date(2026, 11, 20), 1000), [entry]), compare_opening(None, [entry])
    ([], [])
    >>> compare_opening((date(2026, 11, 20), 900), [entry])
    [Difference(kind='opening', key='2026-11-20', own=900, theirs=1000, memo='')]
    """
    if not agreed or not entries:
        return []
    day, won = agreed
    first = min(entries, key=lambda one: one.number)
    opening = first.balance - first.amount
    return [] if opening == won else [Difference("opening", day.isoformat(), won, opening)]
