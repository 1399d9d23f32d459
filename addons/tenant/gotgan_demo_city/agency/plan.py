"""What an agency of the demo is told: plain data from a file, and who plays which part in it."""

import json
from pathlib import Path
from typing import NamedTuple

PASSWORD = "gotgan-demo"
# The people whom a visitor can be, in the order of the agency's first people of each department.
ROLES = (
    ("budget", "예산담당", "gotgan_budget.group_budget_officer gotgan_expenditure.group_reader"),
    ("staff", "품의자", "gotgan_base.group_staff"),
    ("commitment", "재무관", "gotgan_base.group_staff"),
    ("disbursing", "지출원", "gotgan_base.group_staff"),
    ("cashier", "출납원", "gotgan_base.group_staff"),
    ("auditor", "감사", "gotgan_base.group_auditor"),
    ("manager", "기관 관리자",
     "gotgan_administration.group_administrator gotgan_sign_in.group_security_officer"),
)
OFFICES = (
    ("office_commitment", "commitment_officer", "commitment"),
    ("office_disbursing", "disbursing_officer", "disbursing"),
    ("office_cashier", "cashier", "cashier"),
)
ASKER = "staff"


class Plan(NamedTuple):
    """Departments by name; people as dicts of login, name, department, title; budget subjects."""

    name: str
    departments: list
    people: list
    budget: list


def read(file):
    """Return the :class:`Plan` of a file (JSON)."""
    plain = json.loads(Path(file).read_text(encoding="utf-8"))
    return Plan(*(plain[name] for name in Plan._fields))


def cast(people, departments):
    """Return ``{role: place in people}``: one department asks, the others' officers decide.

    The one who asks is of the second department, which has projects; the others are of the first.

    >>> people = [{"department": name} for name in ("a", "b") * 7]
    >>> roles = cast(people, ["a", "b"])
    >>> [people[place]["department"] for place in roles.values()]
    ['a', 'b', 'a', 'a', 'a', 'a', 'a']
    """
    first = [place for place, one in enumerate(people) if one["department"] == departments[0]]
    other = [place for place, one in enumerate(people) if one["department"] == departments[1]]
    spare = [place for place in range(len(people)) if place not in first and place not in other[:1]]
    free = iter([*first, *spare, *other[1:]])
    return {
        role: other[0] if role == ASKER else next(free) for role, _label, _groups in ROLES
    }


def choose_cases(subjects, number):
    """Return ``(place in subjects, percent of its allotment)``: the large ones, most of them paid.

    >>> choose_cases([{"amount": 5}, {"amount": 9}, {"amount": 7}], 2)
    [(1, 61), (2, 30)]
    """
    order = sorted(range(len(subjects)), key=lambda place: -subjects[place]["amount"])
    return [(place, 30 + (number_ * 17 + 31) % 48) for number_, place in enumerate(order[:number])]
