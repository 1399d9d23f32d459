"""Which numbers of other screens come out of the ledger, and how. No database, no Odoo."""

from typing import NamedTuple

from .figures import FIGURES

IN_USE = {"requested": 1, "committed": 1}
UNALLOTTED = {"appropriated": 1, "allotted": -1}
LEFT = {"appropriated": 1, "requested": -1, "committed": -1, "carried_over": -1}
CELL_FIGURES = ("appropriated", "voted", "reserve_used", "transferred", "carried_in", "allotted",
                "requested", "committed", "paid", "carried_over", "available")


class Origin(NamedTuple):
    """How the number of a field is found again in the ledger.

    :param how: what is read, a method of ``gotgan.execution.origin``
    :param cells: path from the record to its cells, or its holds; empty: the record is one
    :param parts: ``{total: how often it counts}`` of those cells; of holds ``{kind: won}`` that a
        move of one won adds
    :param documents: path to the documents whose moves alone count, if not all
    """

    how: str
    cells: str = ""
    parts: dict = {}
    documents: str = ""


def _of(cells, *names, **named):
    """Return origins of fields that are called like a figure, and of those that are not."""
    parts = {**{name: FIGURES[name] for name in names}, **named}
    return {name: Origin("cells", cells, one) for name, one in parts.items()}


# What moves do to a hold: what is left of a commitment, of a request that commitments are taken
# from, what is bound, and what is paid.
COMMITMENT_LEFT = {"commit": 1, "uncommit": -1, "decommit": -1, "pay": -1, "unpay": 1}
REQUEST_LEFT = {"request": 1, "release": -1, "commit": -1, "uncommit": 1}
BOUND = {"commit": 1, "uncommit": -1, "decommit": -1, "return": -1}
PAID = {"pay": 1, "unpay": -1, "return": -1}

# What a version says: before it, after it, and what it changes.
_VERSION = {"base_amount": Origin("version"), "amount": Origin("version"),
            "difference": Origin("version")}

# What a line of a budget request says: what is asked for, and what stands beside it.
_ASKED = ("requested", "first", "second", "settled", "amount", "last_amount", "base_amount",
          "difference")

ORIGINS = {
    "gotgan.budget.cell": _of("", *CELL_FIGURES),
    "gotgan.budget.line": _of("cell_ids", *CELL_FIGURES),
    "gotgan.budget.standing": {
        name: Origin("standing", "", FIGURES[name])
        for name in ("voted", "reserve_used", "transferred", "carried_in", "appropriated")
    },
    "gotgan.budget.revenue.standing": {"amount": Origin("revenue")},
    "gotgan.budget.version": {
        **_VERSION, "revenue_base_amount": Origin("version"), "revenue_amount": Origin("version"),
        "revenue_difference": Origin("version"),
    },
    "gotgan.budget.version.line": _VERSION,
    "gotgan.budget.version.revenue": _VERSION,
    "gotgan.allotment.line": _of("cell_id", "appropriated", "allotted"),
    "gotgan.allotment.plan.line": {
        **_of("cell_id", "appropriated", room=UNALLOTTED),
        "issued": Origin("cells", "cell_id", FIGURES["allotted"], "plan_id.allotment_ids"),
    },
    "gotgan.suballotment.line": _of("cell_id", "available"),
    "gotgan.budget.change.line": {
        "before": Origin("change", "cell_id", FIGURES["appropriated"]),
        "after": Origin("change", "cell_id", FIGURES["appropriated"]),
    },
    "gotgan.spending.request.line": _of(
        "budget_line_id.cell_ids", "appropriated", "allotted", "available", in_use=IN_USE,
    ),
    "gotgan.spending.request": {
        "rest": Origin("holds", "line_ids.split_ids.hold_id", REQUEST_LEFT),
    },
    "gotgan.spending.request.split": {
        **_of("cell_id", "available"), "rest": Origin("holds", "hold_id", REQUEST_LEFT),
    },
    "gotgan.commitment": {
        name: Origin("holds", "line_ids.hold_id", parts)
        for name, parts in (
            ("current_amount", BOUND), ("paid", PAID), ("unpaid", COMMITMENT_LEFT),
        )
    },
    "gotgan.commitment.line": {"paid": Origin("holds", "hold_id", PAID)},
    "gotgan.budget.request": {name: Origin("asked", "line_ids") for name in _ASKED},
    "gotgan.budget.request.line": {name: Origin("asked") for name in (*_ASKED, "cut")},
    "gotgan.budget.request.revenue": {
        name: Origin("asked") for name in ("requested", "amount", "last_amount", "difference")
    },
    "gotgan.carryover.candidate": {"amount": Origin("left", "cell_id", LEFT)},
    "gotgan.carryover.line": {"left": Origin("left", "cell_id", LEFT)},
}


def names_of():
    """Return ``{model: fields}`` of all that can be explained.

    >>> "available" in names_of()["gotgan.spending.request.line"]
    True
    """
    return {model: sorted(fields) for model, fields in ORIGINS.items()}
