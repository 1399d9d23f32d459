"""Taking last year's 산출근거 over with a rate.

Officials keep the formula that everybody knows and write the rate behind it, so that a reviewer
sees at once what was raised and by how much: ``5,000원*300부*2회`` with 103 % becomes
``5,000원*300부*2회*103%``. Prices are not changed under the hand.
"""

import re

from odoo.addons.gotgan_budget.ehojo.formula import (
    MAX_LENGTH,
    FormulaError,
    evaluate,
    thousands_up,
)

from .shares import as_fraction

_SUM = re.compile(r"[+＋\-－−△▲]")


def scale(formula, rate):
    """Return ``formula`` raised to ``rate`` percent.

    >>> scale("5,000원*300부*2회", 103), scale("5,000원*300부", 100)
    ('5,000원*300부*2회*103%', '5,000원*300부')
    >>> scale("10,000원*2명+5,000원", 97.5)
    '(10,000원*2명+5,000원)*97.5%'
    """
    text = formula.strip()
    if as_fraction(rate) == 100:
        return text
    inner = f"({text})" if _SUM.search(text) else text
    return f"{inner}*{rate_text(rate)}"


def rate_text(rate):
    """Return a rate as people write it.

    >>> rate_text(103.0), rate_text(97.5)
    ('103%', '97.5%')
    """
    return f"{float(round(rate, 4)):.4f}".rstrip("0").rstrip(".") + "%"


def plain(amount):
    """Return an amount as a formula.

    >>> plain(1500000)
    '1,500,000원'
    """
    return f"{amount:,}원"


def usable(formula, amount):
    """Say whether ``formula`` really comes to ``amount``, and is short enough to be raised.

    >>> usable("5,000원*300부", 1500000), usable("5,000원*300부", 1), usable("별첨 참조", 5000)
    (True, False, False)
    """
    text = (formula or "").strip()
    if not text or len(text) > MAX_LENGTH - 20:
        return False
    try:
        return thousands_up(evaluate(text)) == amount
    except FormulaError:
        return False


def scaled_amount(amount, rate):
    """Return ``amount`` at ``rate`` percent, in whole 천원.

    >>> scaled_amount(1_500_000, 103), scaled_amount(1_001, 100)
    (1545000, 2000)
    """
    return thousands_up(amount * as_fraction(rate) / 100)
