"""Which column of a list is what: the headings of a preset against the headings of a file."""

import re
from typing import NamedTuple

REQUIRED = ("name", "bank", "account", "amount")
# Two headings must be known before a row counts as the heading at all.
KNOWN_HEADINGS = 2


class Column(NamedTuple):
    """One column that is looked for.

    :param role: name, identifier, bank, account, amount, net, memo or deduction
    :param use: for a deduction what it is held as, as in the accounts of custody
    :param headings: how the heading may be written; the first is shown to people
    """

    role: str
    use: str
    headings: tuple


def split_headings(text):
    """Return the ways to write a heading.

    >>> split_headings("성명, 상호 ,예금주")
    ('성명', '상호', '예금주')
    """
    return tuple(part.strip() for part in re.split(r"[,\n]", text or "") if part.strip())


def compact(cell):
    """Return a cell's text as headings are compared.

    >>> compact(" 지급 금액(원)"), compact(None)
    ('지급금액', '')
    """
    text = re.sub(r"\s+", "", str(cell if cell is not None else ""))
    return re.sub(r"\([^)]*\)$", "", text)


def find_layout(cells, columns):
    """Return ({place: Column}, [headings of required columns that are missing]).

    >>> name, won = Column("name", "", ("성명",)), Column("amount", "", ("금액", "지급액"))
    >>> layout, missing = find_layout(["연번", "성명", "지급액(원)"], [name, won])
    >>> sorted(layout), missing
    ([1, 2], [])
    """
    by_heading = {
        compact(heading): column for column in columns for heading in column.headings
    }
    layout = {}
    for place, cell in enumerate(cells):
        column = by_heading.get(compact(cell))
        if column and column not in layout.values():
            layout[place] = column
    if len(layout) < KNOWN_HEADINGS:
        return {}, []
    found = {column.role for column in layout.values()}
    missing = [
        column.headings[0] for column in columns
        if column.role in REQUIRED and column.role not in found
    ]
    return layout, missing
