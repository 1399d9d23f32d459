"""The board of the assistant as plain data: departments down, kinds across."""

COLUMNS = ("amount", "continuing", "authorized", "unavoidable", "undecided", "unused")


def build_board(plan):
    """Return ``{columns, rows, total}`` for the screen; amounts are won.

    Each row is ``{id, name, cells: [won by column]}``, the largest rest first.
    """
    candidates = plan.env["gotgan.carryover.candidate"]
    rows = candidates._read_group(
        [("plan_id", "=", plan.id)], ["department_id"], [f"{name}:sum" for name in COLUMNS],
    )
    labels = candidates.fields_get(COLUMNS, ["string"])
    table = sorted(
        (
            {"id": department.id, "name": department.display_name, "cells": list(won)}
            for department, *won in rows
        ),
        key=lambda row: -row["cells"][0],
    )
    return {
        "plan": plan.id,
        "columns": [{"name": name, "label": labels[name]["string"]} for name in COLUMNS],
        "rows": table,
        "total": [sum(column) for column in zip(*(row["cells"] for row in table), strict=True)]
        or [0] * len(COLUMNS),
    }
