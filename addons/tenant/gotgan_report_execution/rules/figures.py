"""The figures of the report, each a sum of the ledger's totals. No database, no Odoo.

``CELL_EFFECT`` of the ledger says what a move does to the totals; everything here follows from it.
"""

from odoo.addons.gotgan_ledger.core import CELL_EFFECT, PARTS

# The totals of a cell that the report adds up, in the order of its rows.
TOTALS = ("appropriated", "allotted", "requested", "committed", "paid", *PARTS, "carried_over")

# Each figure as {total: how often it counts}.
FIGURES = {
    **{name: {name: 1} for name in TOTALS},
    "balance": {"appropriated": 1, "requested": -1, "committed": -1},
    "available": {"allotted": 1, "requested": -1, "committed": -1},
}

# Each rate as (numerator, denominator), both figures.
RATES = {
    "paid_rate": ("paid", "appropriated"),
    "committed_rate": ("committed", "appropriated"),
}

# What a comparison adds to the totals: this side, the other one, and what was paid on that.
COMPARED = ("left", "right", "right_paid")
COMPARED_FIGURES = {
    **{name: {name: 1} for name in COMPARED}, "difference": {"left": 1, "right": -1},
}
COMPARED_RATES = {
    "change_rate": ("difference", "right"), "right_paid_rate": ("right_paid", "right"),
}

# The columns of a page, in order: what a person has chosen to look at.
PLAIN = ("appropriated", "allotted", "requested", "committed", "paid", "balance", "available")
IN_PARTS = (*PARTS, *PLAIN, "carried_over")
BY_VERSION = ("left", "right", "difference")
BY_YEAR = ("left", "right", "difference", "paid", "right_paid")


def columns_of(options):
    """Return ``(figures, rates)`` that a page with ``options`` shows.

    >>> columns_of({"compare": {"kind": "version"}})
    (('left', 'right', 'difference'), ('change_rate',))
    >>> columns_of({})[1]
    ('paid_rate', 'committed_rate')
    """
    kind = (options.get("compare") or {}).get("kind")
    if kind == "version":
        return BY_VERSION, ("change_rate",)
    if kind == "year":
        return BY_YEAR, ("change_rate", "paid_rate", "right_paid_rate")
    return (IN_PARTS if options.get("parts") else PLAIN), tuple(RATES)


def figure_of(name, totals):
    """Return the won of the figure ``name`` where the totals are ``totals``.

    >>> figure_of("available", {"allotted": 10, "requested": 3, "committed": 4})
    3
    """
    parts = FIGURES.get(name) or COMPARED_FIGURES[name]
    return sum(times * totals[total] for total, times in parts.items())


def effects_of(name):
    """Return ``{kind: won}``: what a move of one won adds to the figure, where it adds any.

    >>> effects_of("paid")
    {'pay': 1, 'unpay': -1, 'return': -1}
    >>> "commit" in effects_of("balance")  # it only moves from requested to committed
    False
    """
    return effects_of_parts(FIGURES[name])


def effects_of_parts(parts):
    """Return ``{kind: won}``: what a move of one won adds to ``{total: how often it counts}``.

    >>> effects_of_parts({"requested": 1, "committed": 1, "paid": -1})
    {'request': 1, 'release': -1, 'decommit': -1, 'pay': -1, 'unpay': 1}
    """
    sums = {
        kind: sum(parts.get(total, 0) * sign for total, sign in effect.items())
        for kind, effect in CELL_EFFECT.items()
    }
    return {kind: won for kind, won in sums.items() if won}


def rate_text(part, whole):
    """Return ``part`` of ``whole`` in per cent with one decimal, rounded half away from zero.

    >>> rate_text(1, 3), rate_text(5, 0), rate_text(2, 2), rate_text(-1, 8)
    ('33.3', '-', '100.0', '-12.5')
    """
    if not whole:
        return "-"
    tenths = (abs(part) * 2000 + abs(whole)) // (2 * abs(whole))
    sign = "-" if tenths and (part < 0) != (whole < 0) else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"
