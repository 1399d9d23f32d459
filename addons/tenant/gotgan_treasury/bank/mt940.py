"""Statements as SWIFT MT940: the tags that carry an account's movements. No library is needed.

``:25:`` account, ``:60F:`` opening balance, ``:61:`` a movement, ``:86:`` its words, ``:62F:`` the
closing balance. A movement names our instruction as the account owner's reference (up to ``//``).
``D`` money left, ``C`` money came, ``RD`` what had left came back, ``RC`` what had come went back.
"""

import re
from datetime import date

from .statement import BadStatement, Entry, check_chain, decode

TAG = re.compile(r"^:(\d{2}[A-Z]?):")
BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})([\d,]+)")
MOVE = re.compile(
    r"(?P<day>\d{6})(?:\d{4})?(?P<mark>R?[CD])[A-Z]?(?P<won>[\d]+,\d*)[A-Z]\w{3}"
    r"(?P<key>[^/\n]*)(?://(?P<theirs>[^\n]*))?",
)
SIGNS = {"C": 1, "D": -1, "RD": 1, "RC": -1}
NO_REFERENCE = "NONREF"


def is_mt940(data):
    """Say whether the bytes are a statement of this kind.

    >>> is_mt940(b":20:1\\n:25:301"), is_mt940("번호,거래일".encode())
    (True, False)
    """
    return b":60F:" in data or data.lstrip().startswith((b":20:", b"{1:"))


def read_mt940(data):
    """Return the entries of a statement, numbered in its order.

    >>> text = chr(10).join([":20:1", ":25:301", ":60F:C261121KRW10000,", ":61:2611221122D1000,"
    ...     "NTRFk-1//T1", ":86:한빛", ":61:261122C500,NTRFNONREF", ":62F:C261122KRW9500,"])
    >>> [(one.kind, one.key, one.amount, one.balance) for one in read_mt940(text.encode())]
    [('transfer', 'k-1', -1000, 9000), ('deposit', '', 500, 9500)]
    """
    entries, balance, closing = [], 0, None
    for place, (tag, text) in enumerate(_split(decode(data)), 1):
        if tag == "60F":
            balance = _read_balance(place, text)
        elif tag == "61":
            entries.append(_read_move(place, text, len(entries) + 1, balance))
            balance = entries[-1].balance
        elif tag == "86" and entries:
            entries[-1] = entries[-1]._replace(memo=" ".join(text.split()))
        elif tag == "62F":
            closing = _read_balance(place, text)
    if closing is None:
        raise BadStatement("end")
    if closing != balance:
        raise BadStatement("balance", len(entries), str(closing))
    check_chain(entries)
    return entries


def _split(text):
    """Yield (tag, text) of each field; lines without a tag go on with the one before."""
    fields = []
    for line in text.replace("\r", "").split("\n"):
        match = TAG.match(line)
        if match:
            fields.append([match[1], line[match.end():]])
        elif fields and not line.startswith("-}"):
            fields[-1][1] += f"\n{line}"
    return fields


def _read_balance(place, text):
    match = BALANCE.match(text)
    if not match:
        raise BadStatement("won", place, text)
    if match[3] != "KRW":
        raise BadStatement("currency", place, match[3])
    return SIGNS[match[1]] * _won(place, match[4])


def _read_move(place, text, number, balance):
    match = MOVE.match(text)
    if not match:
        raise BadStatement("cells", place, text)
    key = match["key"].strip()
    key = "" if key == NO_REFERENCE else key
    mark = match["mark"]
    amount = SIGNS[mark] * _won(place, match["won"])
    kind = {"C": "deposit", "D": "transfer", "RD": "return", "RC": "other"}[mark]
    return Entry(number, _day(place, match["day"]), kind, key, amount, balance + amount, "")


def _day(place, text):
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError as error:
        raise BadStatement("day", place, text) from error


def _won(place, text):
    whole, _comma, rest = text.partition(",")
    if not whole.isdecimal() or rest.strip("0"):
        raise BadStatement("won", place, text)
    return int(whole)
