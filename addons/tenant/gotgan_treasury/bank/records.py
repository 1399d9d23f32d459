"""Firm-banking style files: records of 200 bytes in CP949, each line ended by CR LF.

One head ``H``, a record ``D`` for each transfer, one end ``T`` with count, total and fingerprint.
The layout is data: (name, kind, width); ``9`` are digits with leading zeros, ``X`` text with
trailing blanks. The whole file is refused when anything of it does not agree.
"""

from hashlib import sha256
from typing import NamedTuple

WIDTH = 200
ENCODING = "cp949"
END = b"\r\n"
VERSION = "GG01"

HEAD = (
    ("kind", "X", 1), ("version", "X", 4), ("service", "X", 2), ("client", "X", 20),
    ("account", "X", 20), ("day", "9", 8), ("list", "X", 24), ("final", "X", 1), ("rest", "X", 120),
)
LINE = (
    ("kind", "X", 1), ("place", "9", 7), ("key", "X", 24), ("bank", "X", 3), ("number", "X", 20),
    ("holder", "X", 40), ("amount", "9", 15), ("valid_until", "9", 14), ("status", "X", 2),
    ("reference", "X", 20), ("reason", "X", 40), ("rest", "X", 14),
)
TAIL = (
    ("kind", "X", 1), ("count", "9", 7), ("amount", "9", 18), ("digest", "X", 64),
    ("rest", "X", 110),
)
ORDERS, RESULTS = "PO", "RS"
# The two letters of a result, and what they mean.
STATUS_CODES = {
    "00": "done", "10": "pending", "20": "rejected", "30": "returned", "80": "absent",
    "90": "void",
}


class BadFile(ValueError):
    """A file that does not agree with itself; the text says where."""


class File(NamedTuple):
    """The head as a dictionary, the lines as dictionaries."""

    head: dict
    lines: list


def write_file(head, lines):
    """Return the bytes of a file.

    >>> data = write_file({"service": "PO", "client": "c", "account": "1", "day": 20261122,
    ...     "list": "L1"}, [{"key": "k", "bank": "011", "number": "9", "holder": "한빛",
    ...     "amount": 5, "valid_until": 20261122180000}])
    >>> len(data.split(END)[0]), read_file(data).lines[0]["holder"], read_file(data).head["list"]
    (200, '한빛', 'L1')
    """
    records = [_write(HEAD, {**head, "kind": "H", "version": VERSION})]
    records += [
        _write(LINE, {**line, "kind": "D", "place": place}) for place, line in enumerate(lines, 1)
    ]
    body = END.join(records) + END
    total = sum(line["amount"] for line in lines)
    tail = {"kind": "T", "count": len(lines), "amount": total, "digest": _digest(body)}
    return body + _write(TAIL, tail) + END


def read_file(data):
    """Return the :class:`File` in ``data``.

    :raises BadFile: a record has another length, a number is none, or the end does not agree
    """
    if not data.endswith(END):
        raise BadFile("the last record is not ended")
    records = data.removesuffix(END).split(END)
    if len(records) < 2 or any(len(one) != WIDTH for one in records):
        raise BadFile(f"every record has {WIDTH} bytes, and there are at least two")
    head, tail = _read(HEAD, records[0]), _read(TAIL, records[-1])
    lines = [_read(LINE, one) for one in records[1:-1]]
    kinds = [head["kind"], *(one["kind"] for one in lines), tail["kind"]]
    if kinds != ["H", *("D" * len(lines)), "T"] or head["version"] != VERSION:
        raise BadFile("the records are not one H, the D and one T of this version")
    _check_tail(lines, tail, END.join(records[:-1]) + END)
    return File(head, lines)


def _check_tail(lines, tail, body):
    places = [one["place"] for one in lines]
    if tail["count"] != len(lines) or places != [*range(1, len(lines) + 1)]:
        raise BadFile("the number of records does not agree")
    if tail["amount"] != sum(one["amount"] for one in lines):
        raise BadFile("the total does not agree")
    if tail["digest"] != _digest(body):
        raise BadFile("the fingerprint does not agree")


def _digest(body):
    return sha256(body).hexdigest()


def _write(layout, values):
    return b"".join(_cell(name, kind, width, values.get(name)) for name, kind, width in layout)


def _cell(name, kind, width, value):
    """Return one field; of a text that is too long whole characters are left out at the end.

    >>> _cell("holder", "X", 5, "가나다"), _cell("amount", "9", 4, 12)
    (b'\\xb0\\xa1\\xb3\\xaa ', b'0012')
    """
    if kind == "9":
        digits = str(int(value or 0))
        if len(digits) > width or not digits.isdigit():
            raise BadFile(f"{name}: {value} does not fit into {width} digits")
        return digits.rjust(width, "0").encode()
    text = str(value or "").replace("\r", " ").replace("\n", " ")
    if name in ("key", "number", "account", "list") and len(text.encode(ENCODING)) > width:
        raise BadFile(f"{name}: {text} does not fit into {width} bytes")
    while len(data := text.encode(ENCODING, "replace")) > width:
        text = text[:-1]
    return data.ljust(width)


def _read(layout, record):
    values, place = {}, 0
    for name, kind, width in layout:
        raw = record[place:place + width]
        place += width
        values[name] = _number(name, raw) if kind == "9" else _text(name, raw)
    return values


def _number(name, raw):
    if not raw.isdigit():
        raise BadFile(f"{name}: {raw!r} are not digits")
    return int(raw)


def _text(name, raw):
    try:
        return raw.decode(ENCODING).rstrip()
    except UnicodeDecodeError as error:
        raise BadFile(f"{name}: {raw!r} is no CP949") from error
