"""Cells of exports that no spreadsheet takes for a formula.

A text that begins with ``= + - @``, tab, return (or their full-width twins, which Excel in East
Asian languages reads alike) runs as a formula when the file is opened. Numbers stay numbers.
"""

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?\s?%?")


def is_risky(value):
    """Say whether a spreadsheet could take a value for a formula.

    >>> [is_risky(one) for one in ("=1+1", "-1,200", "-2.5 %", -3, "@SUM(A1)", "홍길동", "-")]
    [True, False, False, False, True, False, False]
    >>> is_risky(" =1+1"), is_risky("+82-31-228-2114")
    (True, True)
    """
    if not isinstance(value, str) or not value:
        return False
    text = value.lstrip(" \ufeff")
    return text.startswith(_STARTS) and not _NUMBER.fullmatch(text) and text not in {"-", "+"}


def safe_cell(value):
    """Return a value for a CSV cell, or for a cell whose type cannot be set: text stays text.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("-1200"), safe_cell(-1200), safe_cell(None)
    ("'=HYPERLINK(1)", '-1200', -1200, None)
    """
    return f"'{value}" if is_risky(value) else value
