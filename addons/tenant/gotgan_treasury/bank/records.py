"""Firm-banking style files: records of 200 bytes in CP949, each line ended by CR LF.

One head ``H``, a record ``D`` for each transfer, one end ``T`` with count, total and fingerprint.
In a file of orders each ``D`` is followed by its ``S``, the officer's signature over it.
The layout is data: (name, kind, width); ``9`` are digits with leading zeros, ``X`` text with
trailing blanks. The whole file is refused when anything of it does not agree.
"""

from hashlib import sha256
from typing import NamedTuple

WIDTH = 200
ENCODING = "cp949"
END = b"\r\n"
VERSION = "GG02"

HEAD = (
    ("kind", "X", 1), ("version", "X", 4), ("service", "X", 2), ("client", "X", 20),
    ("account", "X", 20), ("day", "9", 8), ("list", "X", 24), ("final", "X", 1), ("rest", "X", 120),
)
LINE = (
    ("kind", "X", 1), ("place", "9", 7), ("key", "X", 24), ("bank", "X", 3), ("number", "X", 20),
    ("holder", "X", 40), ("amount", "9", 15), ("valid_until", "9", 14), ("status", "X", 2),
    ("reference", "X", 20), ("reason", "X", 40), ("rest", "X", 14),
)
WORD = (
    ("kind", "X", 1), ("place", "9", 7), ("order", "X", 24), ("date", "9", 8),
    ("officer", "X", 24), ("signature", "X", 86), ("rest", "X", 50),
)
TAIL = (
    ("kind", "X", 1), ("count", "9", 7), ("amount", "9", 18), ("digest", "X", 64),
    ("rest", "X", 110),
)
ORDERS, RESULTS = "PO", "RS"
# What is never shortened: a file in which it does not fit is not written.
WHOLE = ("key", "number", "account", "list", "order", "officer", "signature")
# The two letters of a result, and what they mean.
STATUS_CODES = {
    "00": "done", "10": "pending", "20": "rejected", "30": "returned", "80": "absent",
    "90": "void",
}


class BadFile(ValueError):
    """A file that does not agree with itself; the text says where."""


class File(NamedTuple):
    """The head as a dictionary, the lines as dictionaries, each with what its ``S`` adds."""

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
    for place, line in enumerate(lines, 1):
        records.append(_write(LINE, {**line, "kind": "D", "place": place}))
        if line.get("signature"):
            records.append(_write(WORD, {**line, "kind": "S", "place": place}))
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
    if (head["kind"], tail["kind"], head["version"]) != ("H", "T", VERSION):
        raise BadFile("the records are not one H, the D and one T of this version")
    lines = _read_lines(records[1:-1])
    _check_tail(lines, tail, END.join(records[:-1]) + END)
    return File(head, lines)


def _read_lines(records):
    """Return each ``D`` with what its ``S`` adds, where one follows."""
    lines = []
    for record in records:
        kind = record[:1]
        if kind == b"D":
            lines.append(_read(LINE, record))
        elif kind == b"S" and lines and "signature" not in lines[-1]:
            word = _read(WORD, record)
            if word["place"] != lines[-1]["place"]:
                raise BadFile("a signature stands at another place than its order")
            lines[-1] = {**word, **lines[-1]}
        else:
            raise BadFile("between H and T stand D, each with at most one S behind it")
    return lines


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
    text = str(value or "")
    if name in WHOLE and len(text.encode(ENCODING)) > width:
        raise BadFile(f"{name}: {text} does not fit into {width} bytes")
    return fit(text, width).ljust(width)


def fit(text, width):
    """Return as many whole characters of ``text`` as fit into ``width`` bytes of CP949."""
    text = text.replace("\r", " ").replace("\n", " ")
    while len(data := text.encode(ENCODING, "replace")) > width:
        text = text[:-1]
    return data


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
