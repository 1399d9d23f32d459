"""The tables of the demo city."""

import csv
import json
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data"


def read(name):
    """Return the rows of ``data/<name>.csv`` as dicts."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_cases(name="cases"):
    """Return ``{key: rows}`` of the cases; a case with several rows spends several budget lines."""
    cases = defaultdict(list)
    for row in read(name):
        cases[row["case"]].append(row)
    return dict(cases)


def read_logins():
    """Return the people who can log in: ``role``, ``name``, ``login``, ``password``."""
    return [
        {name: row[name] for name in ("role", "name", "login", "password")}
        for row in read("people") if row["password"]
    ]


def read_published(year):
    """Return (the two heading rows, the rows) of the published budget, as one of ``year``."""
    with (FOLDER / "budget.csv").open(encoding="utf-8", newline="") as file:
        first, second, *rows = csv.reader(file)
    return [first, second], [[str(year), *row[1:]] for row in rows]


def read_json(name):
    """Return what ``data/<name>.json`` tells."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
