"""Amounts as they stand in a cell, in the unit of the sheet, turned into won."""

import re
from decimal import Decimal
from functools import lru_cache

UNITS = {"원": 1, "천원": 1_000, "만원": 10_000, "백만원": 1_000_000, "억원": 100_000_000}
LIMIT = 10**15

_SHAPE = re.compile(r"(?P<sign>[-+−–△▲]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?")
_UNIT_NOTE = re.compile(r"단위\s*[:：]?\s*(백만원|천원|만원|억원|원)")


def parse_amount(value, unit=1_000):
    """Return the won a cell means; an empty cell and ``-`` mean nothing was entered, that is 0.

    :param value: text with commas, or a spreadsheet's number
    :param int unit: won per unit of the sheet, 1,000 for 천원
    :raises ValueError: not an amount, not a whole number of won, or beyond 10^15 won

    >>> parse_amount("2,700"), parse_amount("△1,500"), parse_amount(""), parse_amount("(30)")
    (2700000, -1500000, 0, -30000)
    >>> parse_amount(960), parse_amount(12.5), parse_amount("1,2")
    Traceback (most recent call last):
    ...
    ValueError: 1,2
    """
    if value in ("", "0", None, 0):
        return 0
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _whole(Decimal(str(value)) * unit, value)
    return _parse_text(str(value), unit)


@lru_cache(maxsize=1 << 14)
def _parse_text(value, unit):
    text = re.sub(r"\s", "", value)
    if text in ("", "-"):
        return 0
    bracketed = text.startswith("(") and text.endswith(")")
    shape = _SHAPE.fullmatch(text[1:-1] if bracketed else text)
    if not shape or (bracketed and shape["sign"]):
        raise ValueError(value)
    number = Decimal(shape["digits"].replace(",", "") + (shape["part"] or ""))
    negative = bracketed or shape["sign"] not in ("", "+")
    return _whole((-number if negative else number) * unit, value)


def _whole(won, value):
    if won != won.to_integral_value() or abs(won) > LIMIT:
        raise ValueError(value)
    return int(won)


def find_unit(cells):
    """Return the won per unit that a title line such as ``(단위: 천원)`` names, None without one.

    >>> find_unit(["세출예산", "(단위 : 천원)"]), find_unit(["세출예산"])
    (1000, None)
    """
    notes = (_UNIT_NOTE.search(str(cell or "")) for cell in cells)
    return next((UNITS[note.group(1)] for note in notes if note), None)
