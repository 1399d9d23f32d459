"""The figures of a report, and what must hold between them (지방회계법 29②)."""

from .violation import Violation

FIGURES = ("appropriated", "allotted", "requested", "committed", "paid", "available")
CASE_FIGURES = ("committed", "paid")


def add(rows, names=FIGURES):
    """Return the sums of ``rows``.

    >>> add([{"paid": 1}, {"paid": 2}], ["paid"]), add([], ["paid"])
    ({'paid': 3}, {'paid': 0})
    """
    return {name: sum(row[name] for row in rows) for name in names}


def check_figures(row, path):
    """Check what holds for a cell, and so for any sum of cells.

    >>> zero = dict.fromkeys(FIGURES, 0)
    >>> check_figures(zero, "totals")
    []
    >>> [str(one) for one in check_figures({**zero, "paid": 5}, "totals")]
    ['totals.paid: more is paid than committed']
    """
    rules = (
        ("allotted", row["allotted"] <= row["appropriated"], "more is allotted than appropriated"),
        ("paid", row["paid"] <= row["committed"], "more is paid than committed"),
        (
            "available",
            row["available"] == row["allotted"] - row["requested"] - row["committed"],
            "is not allotted - requested - committed",
        ),
    )
    return [Violation(f"{path}.{name}", fault) for name, holds, fault in rules if not holds]
