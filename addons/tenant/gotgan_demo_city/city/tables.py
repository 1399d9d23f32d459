"""The tables of the demo city."""

import csv
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data"
BUDGET_YEAR = "2026"


def read(name):
    """Return the rows of ``data/<name>.csv`` as dicts."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_cases():
    """Return ``{key: rows}`` of the cases; a case with several rows spends several budget lines."""
    cases = defaultdict(list)
    for row in read("cases"):
        cases[row["case"]].append(row)
    return dict(cases)


def read_logins():
    """Return the people who can log in: ``role``, ``name``, ``login``, ``password``."""
    return [
        {name: row[name] for name in ("role", "name", "login", "password")}
        for row in read("people") if row["password"]
    ]


def read_budget(year):
    """Return the bytes of the budget file, as one of fiscal ``year``."""
    text = (FOLDER / "budget.csv").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    dated = [
        f"{year}{line.removeprefix(BUDGET_YEAR)}" if line.startswith(BUDGET_YEAR) else line
        for line in lines
    ]
    return "".join(dated).encode("utf-8-sig")
