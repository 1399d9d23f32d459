"""Taking away what the agency did not agree to show. The sums stay the same at every depth."""

from .depth import ADDRESS, CASE, TOTAL, exceeds
from .figures import FIGURES
from .report import NAME_KINDS


def cut(document, depth):
    """Return a copy of a valid report that shows no more than ``depth``.

    A report that shows less already is returned as it is: nothing can be added to it.
    """
    if not exceeds(document["depth"], depth):
        return document
    keys = ADDRESS[depth]
    shallow = {
        **document,
        "depth": depth,
        "lines": _merge(document["lines"], keys, FIGURES) if keys else [],
        "cash": _cut_cash(document["cash"], depth),
        "exceptions": [_cut_exception(one, keys) for one in document["exceptions"]],
        "cases": document["cases"] if depth == CASE else [],
    }
    return {**shallow, "names": _cut_names(shallow, depth)}


def _merge(rows, keys, sums, most=()):
    """Return ``rows`` added up by ``keys``; of the fields ``most`` the largest is kept.

    >>> _merge([{"a": "x", "n": 1, "d": 3}, {"a": "x", "n": 2, "d": 9}], ["a"], ["n"], ["d"])
    [{'a': 'x', 'n': 3, 'd': 9}]
    """
    merged = {}
    for row in rows:
        address = tuple(row[key] for key in keys)
        one = merged.setdefault(
            address, {**{key: row[key] for key in keys}, **dict.fromkeys((*sums, *most), 0)}
        )
        for name in sums:
            one[name] += row[name]
        for name in most:
            one[name] = max(one[name], row[name])
    return list(merged.values())


def _cut_cash(rows, depth):
    """Without funds, a month is one row; what one fund does not know, the month does not."""
    if depth != TOTAL:
        return rows
    months = {}
    for row in rows:
        months.setdefault(row["month"], []).append(row)
    return [
        {
            "month": month,
            **{
                name: _sum_known([row[name] for row in months[month]])
                for name in ("receipts", "payments", "balance")
            },
        }
        for month in sorted(months)
    ]


def _sum_known(values):
    """Return the sum, or nothing when a part of it is not known.

    >>> _sum_known([1, 2]), _sum_known([1, None])
    (3, None)
    """
    return None if None in values else sum(values)


def _cut_exception(one, keys):
    items = _merge(one["items"], keys, ("count", "amount"), ("days",)) if keys else []
    return {**one, "items": items}


def _cut_names(document, depth):
    """Keep the names that are still used: a name alone would tell of what was cut away."""
    rows = [
        *document["lines"],
        *document["cases"],
        *(item for one in document["exceptions"] for item in one["items"]),
    ]
    used = {kind: set() for kind in ("fund", "program", "object")}
    for row in rows:
        for key in ADDRESS[depth]:
            used[NAME_KINDS[key]].add(row[key])
    used["fund"] |= {row["fund"] for row in document["cash"] if "fund" in row}
    return {
        kind: {one: name for one, name in names.items() if one in used[kind]}
        for kind, names in document["names"].items()
    }
