"""What people type or paste into a cell of the grid, turned into what is stored."""

import re

from odoo.addons.gotgan_budget.ehojo.amounts import UNITS, parse_amount
from odoo.addons.gotgan_budget.ehojo.formula import FormulaError, evaluate, thousands_up

from .scaling import plain

_NAMED = re.compile(r"(?P<amount>.*?)\s*(?P<unit>백만원|천원|만원|억원|원)\s*")


def read_won(text, unit):
    """Return the won of a typed amount; a unit written behind it counts more than the screen's.

    :param int unit: won per unit of the screen, 1 or 1,000
    :raises ValueError: not an amount, or a fraction of a won

    >>> read_won("2,700", 1000), read_won("2,700원", 1000), read_won("1.5천원", 1), read_won("", 1)
    (2700000, 2700, 1500, 0)
    """
    named = _NAMED.fullmatch((text or "").strip())
    if named and named["amount"]:
        return parse_amount(named["amount"], UNITS[named["unit"]])
    return parse_amount((text or "").strip(), unit)


def read_formula(text):
    """Return ``(formula, won)``; no formula is worth nothing.

    :raises FormulaError: says what is wrong and where

    >>> read_formula(" 100,000원*11명*2회 "), read_formula("")
    (('100,000원*11명*2회', 2200000), ('', 0))
    """
    formula = " ".join((text or "").split())
    return formula, thousands_up(evaluate(formula)) if formula else 0


def formula_of(won):
    """Return the formula that stands for a typed amount.

    >>> formula_of(2_700_000), formula_of(0)
    ('2,700,000원', '')
    """
    return plain(won) if won else ""


def read_name(text):
    """Return the name of an estimate without blanks around it.

    >>> read_name("  일반수용비\\n")
    '일반수용비'
    """
    return " ".join((text or "").split())


__all__ = ["FormulaError", "formula_of", "read_formula", "read_name", "read_won"]
