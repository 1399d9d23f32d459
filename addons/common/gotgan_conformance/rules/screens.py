"""What each role sees opens.

A *visit* is ``(role, place, error)``: a menu's view, list, filter or new form that a role opened,
and the error it met, empty where there was none.
"""

from .violation import Violation


def judge_visits(visits):
    return [
        Violation("screen", f"{role}: {place}", error.strip().split("\n")[0])
        for role, place, error in visits
        if error
    ]


def judge_roles(roles, seen):
    """Every role with a group of its own sees at least one menu, or the group is for nothing."""
    return [
        Violation("screen", role, "sees no menu at all") for role in roles if not seen.get(role)
    ]
