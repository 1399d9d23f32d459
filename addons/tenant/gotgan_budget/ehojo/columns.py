"""The columns of the export, found by the names in its two header rows, never by position."""

import re
from typing import NamedTuple

# our name of a column -> the headings it goes by
TEXT_COLUMNS = {
    "year": ("회계연도",),
    "kind": ("예산구분", "예산구분명"),
    "field": ("분야명", "분야"),
    "section": ("부문명", "부문"),
    "policy": ("정책사업명", "정책사업"),
    "unit": ("단위사업명", "단위사업"),
    "fund_code": ("회계코드",),
    "fund": ("회계명", "회계구분명"),
    "project": ("세부사업명", "세부사업"),
    "department": ("부서명", "부서"),
    "item": ("편성목", "편성목코드"),
    "subitem": ("통계목", "통계목코드"),
    "name": ("산출근거명", "산출근거"),
    "formula": ("산출근거식", "산출식"),
    "committee": ("위원회명", "위원회"),
    "support": ("자체보조구분명", "자체보조구분"),
    "item_name": ("편성목명",),
    "subitem_name": ("통계목명",),
    "duty": ("의무/재량구분", "의무재량구분"),
    "field_code": ("분야코드",),
    "section_code": ("부문코드",),
    "policy_code": ("정책사업코드",),
    "unit_code": ("단위사업코드",),
    "project_code": ("세부사업코드",),
    "department_code": ("부서코드",),
    "decided": ("예산확정일자", "예산확정일"),
}
OPTIONAL = frozenset(
    "committee support item_name subitem_name duty field_code section_code policy_code unit_code "
    "project_code department_code decided".split()
)
AMOUNT_COLUMNS = {
    "budget": ("예산액",),
    "base": ("기정액", "기정예산액"),
    "change": ("비교증감", "증감", "증감액"),
}
PARTS = ("경정", "기정", "증감")
SOURCES = (
    "국고보조금", "균특보조금", "기금보조금", "특별교부세", "분권교부세", "광역보조금",
    "재정보전금", "특별조정교부금", "자체재원", "지방채", "기타",
)
_SOURCE_ALIASES = {
    "지특보조금": "균특보조금", "균형발전특별회계보조금": "균특보조금",
    "시도비보조금": "광역보조금", "도비보조금": "광역보조금", "특별조정금": "특별조정교부금",
}
HEADING = {**{name: names[0] for name, names in {**TEXT_COLUMNS, **AMOUNT_COLUMNS}.items()}}
TEXT_NAMES = tuple(TEXT_COLUMNS)


class Layout(NamedTuple):
    """Where the columns of one file are.

    ``texts`` and ``amounts``: index by our name; ``sources``: (name, indexes of 경정, 기정, 증감);
    ``missing`` and ``unknown_sources``: headings, for the list of problems.
    """

    texts: dict
    amounts: dict
    sources: tuple
    missing: tuple
    unknown_sources: tuple


def compact(value):
    """Return a heading without blanks and line breaks, so that ``산출 근거명`` is found too."""
    return re.sub(r"\s", "", str(value if value is not None else ""))


def is_header(cells):
    """Say whether this is the first header row.

    >>> is_header(["회계연도", "예산구분", "산출근거명", "예산액"]), is_header(["2026", "본예산"])
    (True, False)
    """
    names = set(map(compact, cells))
    known = sum(1 for headings in TEXT_COLUMNS.values() if names & set(headings))
    return known >= 3 and ("예산액" in names or "산출근거명" in names)


def find_layout(first, second):
    """Return the Layout of a file with the two header rows ``first`` and ``second``.

    A merged heading stands in its first cell; the cells it covers are empty.
    """
    tops, subs = [compact(cell) for cell in first], [compact(cell) for cell in second]
    width = max(len(tops), len(subs))
    tops += [""] * (width - len(tops))
    subs += [""] * (width - len(subs))
    plain = {}
    for at, top in enumerate(tops):
        if top and subs[at] not in PARTS:
            plain.setdefault(top, at)
    texts = _find(TEXT_COLUMNS, plain)
    amounts = _find(AMOUNT_COLUMNS, plain)
    groups = _find_groups(tops, subs)
    sources = tuple((name, groups[name]) for name in SOURCES if len(groups.get(name, ())) == 3)
    return Layout(
        texts, amounts, sources,
        _find_missing(texts, amounts, groups),
        tuple(name for name in groups if name not in SOURCES),
    )


def _find(wanted, plain):
    places = {
        name: next((plain[one] for one in headings if one in plain), None)
        for name, headings in wanted.items()
    }
    return {name: at for name, at in places.items() if at is not None}


def _find_groups(tops, subs):
    """Return {funding source: (경정, 기정, 증감)} of the headings with parts below them."""
    groups, group = {}, ""
    for at, (top, sub) in enumerate(zip(tops, subs, strict=True)):
        group = top or group
        if sub in PARTS and group:
            groups.setdefault(_SOURCE_ALIASES.get(group, group), {})[sub] = at
    return {
        name: tuple(found[part] for part in PARTS) if len(found) == 3 else ()
        for name, found in groups.items()
    }


def _find_missing(texts, amounts, groups):
    needed = [name for name in TEXT_COLUMNS if name not in OPTIONAL and name not in texts]
    needed += [name for name in AMOUNT_COLUMNS if name not in amounts]
    headings = [HEADING[name] for name in needed]
    return tuple(headings + [name for name in SOURCES if not groups.get(name)])
