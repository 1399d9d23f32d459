"""The columns of the tables, found by their headings, in any order."""

import re
from typing import NamedTuple

from ..ehojo.amounts import UNITS
from ..ehojo.columns import compact

REVENUE, CONTINUING, DEBT = "revenue", "continuing", "debt"
CARRYOVER, TRANSFER = "carryover", "transfer"
_PLACE = {
    "fund_code": ("회계코드",),
    "fund": ("회계명", "회계", "회계구분명", "회계(기금)"),
    "department_code": ("부서코드",),
    "department": ("부서명", "부서"),
}
_PROJECT = {
    "project_code": ("세부사업코드",),
    "project": ("세부사업명", "세부사업", "사업명"),
    "subitem": ("통계목", "통계목코드", "목코드"),
}
_REASON = {"reason": ("사유", "비고")}
# kind of table: {our name of a column: the headings it goes by, what we write first}
TABLES = {
    REVENUE: {
        **_PLACE,
        "source": ("목코드", "세입과목코드", "과목코드"),
        "jang": ("장명", "장"),
        "gwan": ("관명", "관"),
        "hang": ("항명", "항"),
        "mok": ("목명", "목"),
        "name": ("세입내역", "산출근거명", "세입명", "내역"),
        "formula": ("산출근거식", "산출근거", "산출기초"),
        "amount": ("예산액",),
        "base": ("기정액", "기정예산액"),
        "change": ("비교증감", "증감", "증감액"),
    },
    CONTINUING: {**_PLACE, **_PROJECT, "total": ("총사업비", "총액"), **_REASON},
    DEBT: {
        **_PLACE, **{name: _PROJECT[name] for name in ("project_code", "project")},
        "name": ("행위내용", "채무부담행위명", "내용"), "limit": ("한도액", "부담한도액"),
        "year": ("행위연도", "부담연도"), "repay_from": ("상환시작연도",),
        "repay_to": ("상환종료연도",), **_REASON,
    },
    CARRYOVER: {
        **_PLACE, **_PROJECT, "funding": ("재원", "재원명"),
        "limit": ("이월한도액", "명시이월액", "이월액"), **_REASON,
    },
    TRANSFER: {
        "name": ("이용경비", "경비", "내용"),
        **{name: _PLACE[name] for name in ("fund_code", "fund")},
        "policy_from": ("감액정책사업",), "policy_to": ("증액정책사업",),
        "item": ("편성목", "편성목코드"), "limit": ("이용한도액", "한도액"), **_REASON,
    },
}
# One of each group must be there.
_WHERE = (("fund_code", "fund"), ("department_code", "department"))
_WORK = ("project_code", "project")
NEEDED = {
    REVENUE: (*_WHERE, ("source", "mok"), ("amount",)),
    CONTINUING: (*_WHERE, _WORK, ("total",)),
    DEBT: (*_WHERE, ("name",), ("limit",), ("year",), ("repay_from",)),
    CARRYOVER: (*_WHERE, _WORK, ("limit",), ("reason",)),
    TRANSFER: (_WHERE[0], ("name",), ("limit",)),
}
AMOUNTS = frozenset({"amount", "base", "change", "total", "limit"})
YEARS = frozenset({"year", "repay_from", "repay_to"})
_UNIT = re.compile(r"(.+?)\((?:단위[:：]?)?(\w+)\)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:년도?)?(?:연부액|부담액)?")


class Layout(NamedTuple):
    """``places``: {our name or year: index}; ``unit``: won, None where no heading says it."""

    places: dict
    unit: int | None
    missing: tuple


def heading_of(kind, name):
    return TABLES[kind][name][0] if name in TABLES[kind] else f"{name}년"


def is_header(kind, cells):
    """Say whether this is the row of headings.

    >>> is_header("revenue", ["회계명", "부서명", "목코드", "예산액(천원)"])
    True
    >>> is_header("revenue", ["일반회계", "세정과", "111-01", "5"])
    False
    """
    return len(find_layout(kind, cells).places) >= 3


def find_layout(kind, cells):
    """Return the Layout of a row of headings.

    >>> found = find_layout("continuing", ["회계", "부서", "사업명", "총액(천원)", "2026년"])
    >>> found.places, found.unit, found.missing
    ({'fund': 0, 'department': 1, 'project': 2, 'total': 3, 2026: 4}, 1000, ())
    """
    places, unit = {}, None
    for at, cell in enumerate(cells):
        text = compact(cell)
        shape = _UNIT.fullmatch(text)
        if shape and shape[2] in UNITS:
            text, unit = shape[1], unit or UNITS[shape[2]]
        year = _YEAR.fullmatch(text) if kind == CONTINUING else None
        name = int(year[1]) if year else next(
            (name for name, headings in TABLES[kind].items() if text in headings), None,
        )
        if name is not None:
            places.setdefault(name, at)
    missing = tuple(
        heading_of(kind, group[-1]) for group in NEEDED[kind] if not places.keys() & set(group)
    )
    return Layout(places, unit, missing)
