"""How high a row has to be: only some programs raise a row to what is written in it."""

import unicodedata
from functools import lru_cache

# Points of a line of text of size 10, and of what is left above and below it.
LINE, AROUND = 15, 1.5
# No row of a workbook may be higher.
HIGHEST = 409
WIDE = "WFA"


def height_of(lines, size=10):
    """Return the points of a row with so many lines.

    >>> height_of(1), height_of(2), height_of(1, 24)
    (16.5, 31.5, 37.5)
    >>> height_of(60)
    409
    """
    return min(LINE * lines * size / 10 + AROUND, HIGHEST)


def lines_in(text, room):
    """Return how many lines ``text`` takes where ``room`` letters stand side by side.

    >>> lines_in("예산액", 6), lines_in("예산액", 5), lines_in("Ο보수\\n 10원*12월", 20)
    (1, 2, 2)
    """
    if "\n" not in text and 2 * len(text) <= room:
        return 1
    return sum(max(1, -(-width_of(line) // max(room, 1))) for line in text.split("\n"))


@lru_cache(maxsize=4096)
def width_of(line):
    """Return the width of a line in letters: one of Korean is as wide as two others.

    >>> width_of("예산 1")
    6
    """
    return sum(2 if unicodedata.east_asian_width(one) in WIDE else 1 for one in line)
