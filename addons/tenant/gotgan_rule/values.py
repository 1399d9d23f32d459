"""Values of rules: how people write them, how they are kept, how they are shown.

No database here. A value is kept as one JSON:

====== ============================== =======================================
kind   kept as                        written as
====== ============================== =======================================
won    50000000000                    50,000,000,000 / 500억원
days   40                             40 / 40일
number 5                              5
rate   "1/100"                        1/100 / 1%
date   "12-31", "+1 02-10"            12-31 / 다음 해 2월 10일
codes  ["203-01", "203-02"]           203-01, 203-02
table  [{"staff_to": 100, "won": 8}]  a line per row, cells parted by | or tab
text   "…"                            …
duty   "yes"                          (nothing: the duty always holds)
====== ============================== =======================================

A bad value is an error as a value: :class:`Fault` with a code and its facts, put into words by the
model.
"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

KINDS = ("won", "days", "number", "rate", "date", "codes", "table", "text", "duty")
CELL_KINDS = ("won", "days", "number", "rate", "text", "codes")
DUTY = "yes"

_SCALES = {
    "조": 10**12, "억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "천": 1000, "": 1,
}  # fmt: skip
_AMOUNT = re.compile(r"([\d,]+(?:\.\d+)?)\s*(조|억|천만|백만|만|천|)\s*")
_RATE = re.compile(r"(\d+(?:\.\d+)?)/([1-9]\d*)|(\d+(?:\.\d+)?)%")
_DATE = re.compile(r"(\+1\s*|\+|다음\s*해\s*|익년\s*)?(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*일?")
_CODE = re.compile(r"[\w.-]{1,40}")
_COLUMN = re.compile(r"([a-z_]+)([?*]?):([a-z]+):(.+)")
# Any year without a leap day: a day of the law is there in every year.
_PLAIN_YEAR = 2023


class Fault(Exception):
    """Why a text or a JSON is no value of its kind.

    :param str code: which fault, put into words by the model
    :param facts: what the words name: ``text``, ``row``, ``column`` …
    """

    def __init__(self, code, **facts):
        super().__init__(code)
        self.code, self.facts = code, facts


class Column(NamedTuple):
    """A column of a table: its name in code, its kind, its heading, whether it may be empty.

    A cell of an ``unbounded`` column that is empty means that there is no limit.
    """

    name: str
    kind: str
    label: str
    optional: bool = False
    unbounded: bool = False


def parse_columns(text):
    """Return the columns that ``text`` declares; ``?`` may be empty, ``*`` is then no limit.

    >>> parse_columns("to?:number:정원(명 이하); pay:won:금액")[0]
    Column(name='to', kind='number', label='정원(명 이하)', optional=True, unbounded=False)
    """
    columns = []
    for part in filter(None, map(str.strip, (text or "").split(";"))):
        match = _COLUMN.fullmatch(part)
        if not match or match[3] not in CELL_KINDS:
            raise Fault("columns", text=part)
        name, mark, kind, label = match.groups()
        columns.append(Column(name, kind, label.strip(), bool(mark), mark == "*"))
    return tuple(columns)


# ---- reading what people write -----------------------------------------------


def parse_value(kind, text, columns=()):
    """Return the value that ``text`` writes down.

    >>> parse_value("won", "500억원"), parse_value("won", "1억 5천만"), parse_value("days", "40일")
    (50000000000, 150000000, 40)
    >>> parse_value("rate", " 1 / 100 "), parse_value("codes", "203-01, 203-02")
    ('1/100', ['203-01', '203-02'])
    >>> parse_value("date", "12월 31일"), parse_value("date", "다음 해 2월 10일")
    ('12-31', '+1 02-10')
    """
    # A last cell that is empty ends in a tab.
    text = (text or "").strip(" \r\n" if kind == "table" else None)
    if kind == "duty":
        return DUTY
    if not text.strip():
        raise Fault("empty")
    return _parse_table(text, columns) if kind == "table" else _PARSERS[kind](text)


def _parse_won(text):
    text = text.removesuffix("원").strip()
    if re.fullmatch(r"\d+", text.replace(",", "")):
        return int(text.replace(",", ""))
    parts = _AMOUNT.findall(text)
    if not parts or _AMOUNT.sub("", text).strip():
        raise Fault("won", text=text)
    try:
        total = sum(Decimal(digits.replace(",", "")) * _SCALES[scale] for digits, scale in parts)
    except InvalidOperation as error:
        raise Fault("won", text=text) from error
    if total != int(total):
        raise Fault("won", text=text)
    return int(total)


def _parse_whole(text):
    digits = text.removesuffix("일").strip().replace(",", "")
    if not re.fullmatch(r"\d{1,9}", digits):
        raise Fault("whole", text=text)
    return int(digits)


def _parse_rate(text):
    bare = re.sub(r"\s", "", text)
    if not _RATE.fullmatch(bare):
        raise Fault("rate", text=text)
    return bare


def _parse_date(text):
    match = _DATE.fullmatch(text)
    if not match:
        raise Fault("date", text=text)
    month, day = int(match[2]), int(match[3])
    try:
        date(_PLAIN_YEAR, month, day)
    except ValueError as error:
        raise Fault("date", text=text) from error
    return f"{'+1 ' if match[1] else ''}{month:02d}-{day:02d}"


def _parse_codes(text):
    codes = [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]
    for code in codes:
        if not _CODE.fullmatch(code):
            raise Fault("code", text=code)
    twice = [code for code in codes if codes.count(code) > 1]
    if twice:
        raise Fault("twice", text=twice[0])
    return codes


def _parse_table(text, columns):
    """Return the rows; the headings as a first line are let pass, as a spreadsheet gives them."""
    lines = [line for line in text.splitlines() if line.strip(" |\t")]
    cells = [[cell.strip() for cell in re.split(r"[|\t]", line)] for line in lines]
    if cells and cells[0] == [column.label for column in columns]:
        cells = cells[1:]
    if not cells:
        raise Fault("empty")
    return [_parse_row(number, row, columns) for number, row in enumerate(cells, start=1)]


def _parse_row(number, cells, columns):
    if len(cells) != len(columns):
        raise Fault("cells", row=number, found=len(cells), wanted=len(columns))
    row = {}
    for column, cell in zip(columns, cells, strict=True):
        if cell in ("", "-") and column.optional:
            row[column.name] = None
            continue
        try:
            row[column.name] = parse_value(column.kind, cell)
        except Fault as fault:
            facts = {**fault.facts, "row": number, "column": column.label}
            raise Fault(fault.code, **facts) from fault
    return row


_PARSERS = {
    "won": _parse_won,
    "days": _parse_whole,
    "number": _parse_whole,
    "rate": _parse_rate,
    "date": _parse_date,
    "codes": _parse_codes,
    "text": str,
}


# ---- judging and keeping what programs give ------------------------------------


def clean_value(kind, value, columns=()):
    """Return ``value`` as it is kept; raise :class:`Fault` where it is none of its kind.

    It is written down and read again, so that whatever passes could also have been typed.

    >>> clean_value("codes", ["203-01"]), clean_value("won", 0), clean_value("won", 5.0)
    (['203-01'], '0', 5)
    >>> clean_value("days", -1)
    Traceback (most recent call last):
    ...
    odoo.addons.gotgan_rule.values.Fault: whole
    """
    if kind != "duty" and (value is None or value is False or value in ("", [])):
        raise Fault("empty")
    try:
        clean = parse_value(kind, write_value(kind, value, columns), columns)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise Fault("shape", text=str(value)[:80]) from error
    return str(clean) if clean == 0 else clean


def write_value(kind, value, columns=()):
    """Return ``value`` as a person would type it; :func:`parse_value` reads it back.

    >>> write_value("table", [{"to": None, "pay": 15000}],
    ...     parse_columns("to?:number:정원; pay:won:금액"))
    '- | 15,000'
    """
    if value is None or value is False:
        return ""
    if kind in ("won", "days", "number"):
        return f"{int(value):,}" if float(value) == int(value) else str(value)
    if kind == "codes":
        return ", ".join(value)
    if kind == "table":
        return "\n".join(
            " | ".join(_write_cell(column, row.get(column.name)) for column in columns)
            for row in value
        )
    return "" if kind == "duty" else str(value)


def _write_cell(column, value):
    return write_value(column.kind, value) or "-"


# ---- using ---------------------------------------------------------------------


def to_fraction(text):
    """Return a rate as an exact fraction.

    >>> to_fraction("1/100"), to_fraction("0.5/1000"), to_fraction("88%")
    (Fraction(1, 100), Fraction(1, 2000), Fraction(22, 25))
    """
    match = _RATE.fullmatch(text)
    if match[3]:
        return Fraction(match[3]) / 100
    return Fraction(match[1]) / int(match[2])


def to_day(text, year):
    """Return the day that the value ``text`` names for the fiscal year ``year``.

    >>> to_day("+1 02-10", 2026)
    datetime.date(2027, 2, 10)
    """
    month, day = text[-5:].split("-")
    return date(year + (1 if text.startswith("+1") else 0), int(month), int(day))


def find_step(rows, column, number):
    """Return the first row whose ``column`` reaches ``number``; an empty one reaches all.

    >>> rows = [{"to": 5, "pay": 1}, {"to": 10, "pay": 2}, {"to": None, "pay": 3}]
    >>> [find_step(rows, "to", n)["pay"] for n in (5, 6, 11)]
    [1, 2, 3]
    """
    return next((row for row in rows if row[column] is None or row[column] >= number), None)
