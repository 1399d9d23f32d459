"""Ways of changing a voted budget, and which one the places of a change call for.

이용 between policy programmes (지방재정법 제47조의2제1항), 이체 after a reorganisation (같은 조
제2항), 전용 inside one policy programme between unit programmes or object items (제49조), 변경사용
between projects or subitems of one unit programme and item, 예비비 사용 (제43조) and its way back.
No database here.
"""

from typing import NamedTuple

KINDS = [
    ("virement", "Virement"),
    ("reallocation", "Reallocation"),
    ("program_transfer", "Inter-programme Transfer"),
    ("reorganization_transfer", "Reorganisation Transfer"),
    ("reserve", "Use of Contingency Reserve"),
    ("return", "Return to Contingency Reserve"),
]
# Kinds that go through the contingency reserve; the others move what was voted for a purpose.
RESERVE_KINDS = ("reserve", "return")
TRANSFER_KINDS = ("program_transfer", "virement", "reallocation", "reorganization_transfer")
# How papers call them: they are Korean, whoever prints them.
PAPER_WORDS = {
    "program_transfer": "이용",
    "virement": "전용",
    "reallocation": "변경사용",
    "reorganization_transfer": "이체",
    "reserve": "예비비 사용",
    "return": "예비비 반납",
}


class Place(NamedTuple):
    """Where one line of a change takes from or gives to; ids, and whether it is the reserve."""

    department: int
    policy: int
    unit: int
    project: int
    item: int
    subitem: int
    reserve: bool = False


def suggest_kind(taken, given):
    """Return the kind that money moving from the places ``taken`` to ``given`` is, or ''.

    >>> a = Place(1, 1, 1, 1, 201, 20101)
    >>> suggest_kind([a], [a._replace(subitem=20102)])
    'reallocation'
    >>> suggest_kind([a], [a._replace(project=2)]), suggest_kind([a], [a._replace(item=202)])
    ('reallocation', 'virement')
    >>> suggest_kind([a], [a._replace(unit=2, project=3)])
    'virement'
    >>> suggest_kind([a], [a._replace(policy=2, unit=3, project=4)])
    'program_transfer'
    >>> suggest_kind([a], [a._replace(department=2)])
    'reorganization_transfer'
    >>> reserve = Place(9, 9, 9, 9, 801, 80101, True)
    >>> suggest_kind([reserve], [a]), suggest_kind([a], [reserve]), suggest_kind([], [a])
    ('reserve', 'return', '')
    """
    if not taken or not given:
        return ""
    if any(place.reserve for place in (*taken, *given)):
        return "reserve" if any(place.reserve for place in taken) else "return"
    if _differ_by_department(taken, given):
        return "reorganization_transfer"
    return _inside(taken, given)


def _differ_by_department(taken, given):
    """Say whether the same subjects only go to another department (an office took over)."""
    subjects = [{place[1:] for place in places} for places in (taken, given)]
    departments = [{place.department for place in places} for places in (taken, given)]
    return subjects[0] == subjects[1] and departments[0] != departments[1]


def _inside(taken, given):
    places = (*taken, *given)
    if len({place.policy for place in places}) > 1:
        return "program_transfer"
    narrow = {(place.unit, place.item) for place in places}
    return "reallocation" if len(narrow) == 1 else "virement"
