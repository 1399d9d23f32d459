"""The figures of the report, each a sum of the ledger's totals. No database, no Odoo.

``CELL_EFFECT`` of the ledger says what a move does to the totals; everything here follows from it.
"""

from odoo.addons.gotgan_ledger.core import CELL_EFFECT

# The totals of a cell that the report adds up, in the order of its rows.
TOTALS = ("appropriated", "allotted", "requested", "committed", "paid")

# Each figure as {total: how often it counts}.
FIGURES = {
    **{name: {name: 1} for name in TOTALS},
    "balance": {"appropriated": 1, "requested": -1, "committed": -1},
    "available": {"allotted": 1, "requested": -1, "committed": -1},
}

# Each rate as (numerator, denominator).
RATES = {
    "paid_rate": ("paid", "appropriated"),
    "committed_rate": ("committed", "appropriated"),
}


def figure_of(name, totals):
    """Return the won of the figure ``name`` where the totals are ``totals``.

    >>> figure_of("available", {"allotted": 10, "requested": 3, "committed": 4})
    3
    """
    return sum(times * totals[total] for total, times in FIGURES[name].items())


def effects_of(name):
    """Return ``{kind: won}``: what a move of one won adds to the figure, where it adds any.

    >>> effects_of("paid")
    {'pay': 1, 'unpay': -1, 'return': -1}
    >>> "commit" in effects_of("balance")  # it only moves from requested to committed
    False
    """
    sums = {
        kind: sum(FIGURES[name].get(total, 0) * sign for total, sign in effect.items())
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
