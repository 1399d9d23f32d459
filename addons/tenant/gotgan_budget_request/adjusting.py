"""조정된 산출기초: estimates that add up to the figure that was settled instead of the one asked.

Officials keep the formula everybody knows and write the rate behind it (``…*80%``); where no rate
of four decimals comes to the amount, the amount itself stands there. Plain Python.
"""

from fractions import Fraction

from .estimate_tree import weigh
from .scaling import plain, scale, usable

THOUSAND = 1000


def adjust(rows, target):
    """Return the formulas of ``rows`` so that they add up to ``target`` won, in whole 천원.

    Each row keeps its share; what is left over goes to the largest one.

    >>> from .estimate_tree import Row
    >>> adjust([Row(1, ""), Row(2, "5,000원*300부*2회"), Row(2, "1,000천원")], 3_200_000)
    ['', '5,000원*300부*2회*80%', '1,000천원*80%']
    >>> adjust([Row(1, "3,000원"), Row(1, "3,000원"), Row(1, "3,000원")], 7_000)
    ['3,000원', '3,000원*66%', '3,000원*66%']
    >>> adjust([Row(1, "0원")], 5_000), adjust([Row(1, "5,000원")], 0)
    (['5,000원'], ['0원'])
    """
    values = weigh(rows)
    leaves = {
        place: value.amount for place, value in enumerate(values) if not value.children
    }
    wanted = spread(leaves, target // THOUSAND * THOUSAND)
    return [
        fit(row.formula, leaves[place], wanted[place]) if place in leaves else row.formula
        for place, row in enumerate(rows)
    ]


def spread(amounts, target):
    """Return ``{key: won}`` in the ratio of ``amounts``, whole 천원, adding up to ``target``.

    >>> spread({1: 3000, 2: -1000}, 4000), spread({1: 0, 2: 0}, 4000)
    ({1: 6000, 2: -2000}, {1: 4000, 2: 0})
    """
    total = sum(amounts.values())
    parts = {
        key: won * target // total // THOUSAND * THOUSAND if total else 0
        for key, won in amounts.items()
    }
    if parts:
        largest = max(parts, key=lambda key: abs(amounts[key]))
        parts[largest] += target - sum(parts.values())
    return parts


def fit(formula, amount, wanted):
    """Return ``formula`` with the rate that makes ``wanted`` of ``amount``, or the plain amount.

    >>> fit("5,000원*300부", 1_500_000, 1_425_000), fit("별첨", 0, 7_000)
    ('5,000원*300부*95%', '7,000원')
    """
    if wanted == amount:
        return formula
    if amount > 0 and wanted > 0:
        exact = Fraction(wanted * 100, amount)
        for scaled in (exact * 10**digits for digits in range(5)):
            step = scaled / exact
            for whole in (scaled.__floor__(), scaled.__ceil__()):
                text = scale(formula, float(whole / step))
                if usable(text, wanted):
                    return text
    return plain(wanted)
