"""The columns of a budget by subjects, found by their headings, in any order."""

import re
from typing import NamedTuple

from ..ehojo.amounts import UNITS
from ..ehojo.columns import compact

# our name of a column -> the headings it goes by; the first one is what we write
COLUMNS = {
    "side": ("구분", "수입지출구분", "수입·지출", "수입/지출"),
    "section": ("수익적/자본적", "수익적·자본적", "수익자본구분", "예산구분"),
    "fund": ("회계(기금)", "회계", "회계명", "기금"),
    "department": ("부서", "부서명"),
    "gwan": ("관",),
    "hang": ("항",),
    "sehang": ("세항",),
    "mok": ("목", "계정과목"),
    "semok": ("세목",),
    "name": ("내역", "내용"),
    "formula": ("산출기초", "산출근거", "산출내역"),
    "amount": ("예산액(원)", "예산액"),
    "field": ("분야", "분야명"),
    "function": ("부문", "부문명"),
    "policy": ("정책사업", "정책사업명"),
    "unit": ("단위사업", "단위사업명"),
    "project": ("세부사업", "세부사업명"),
    "source": ("재원", "재원구분"),
    "department_code": ("부서코드",),
}
NEEDED = ("side", "section", "fund", "department", "gwan", "hang", "mok", "formula", "amount")
# What an agency without projects of its own leaves out.
MORE = tuple(name for name in COLUMNS if name not in NEEDED)
HEADING = {name: names[0] for name, names in COLUMNS.items()}
SUBJECTS = ("gwan", "hang", "sehang", "mok", "semok")
PROGRAMS = ("policy", "unit", "project")

REVENUE, EXPENDITURE = "수입", "지출"
SECTIONS = {"operating": "수익적", "capital": "자본적"}
_AMOUNT = re.compile(r"예산액(?:\((?:단위:?)?(\w+)\))?")


class Layout(NamedTuple):
    """``places``: index by our name; ``unit``: won per unit, None where no heading says it."""

    places: dict
    unit: int | None
    missing: tuple


def is_header(cells):
    """Say whether this is the row of headings.

    >>> is_header(["구분", "관", "항", "목", "예산액(원)"]), is_header(["수입", "사업수익", "5"])
    (True, False)
    """
    names = set(map(compact, cells))
    return "목" in names and any(map(_AMOUNT.fullmatch, names))


def find_layout(cells):
    """Return the Layout of a row of headings.

    >>> layout = find_layout(["구분", "관", "항", "목", "산출 기초", "예산액(천원)"])
    >>> layout.places["amount"], layout.unit, layout.missing
    (5, 1000, ('수익적/자본적', '회계(기금)', '부서'))
    """
    places, unit, found = {}, None, list(map(compact, cells))
    for at, heading in enumerate(found):
        shape = _AMOUNT.fullmatch(heading)
        if shape:
            places.setdefault("amount", at)
            unit = unit or UNITS.get(shape[1] or "")
        for name, headings in COLUMNS.items():
            if heading in headings:
                places.setdefault(name, at)
    return Layout(places, unit, tuple(HEADING[name] for name in NEEDED if name not in places))
