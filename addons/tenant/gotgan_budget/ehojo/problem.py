"""What is wrong with a file: every fault with its row and its column, none hidden by another."""

from collections import Counter
from typing import NamedTuple

ERROR, WARNING = "error", "warning"
KEPT = 5_000


class Problem(NamedTuple):
    """One fault. ``row`` is the row as a spreadsheet numbers it, 0 where the whole file is meant.

    ``code`` names the kind; what people read is made from it and ``params`` where there is a
    language.
    """

    row: int
    column: str
    code: str
    params: dict
    severity: str = ERROR


class Problems:
    """Gathers problems. All are counted; the first thousands are kept to be shown."""

    def __init__(self, kept=KEPT):
        self.kept = kept
        self.items = []
        self.counts = Counter()

    def add(self, row, column, code, severity=ERROR, /, **params):
        self.counts[severity] += 1
        if len(self.items) < self.kept:
            self.items.append(Problem(row, column, code, params, severity))

    @property
    def errors(self):
        return self.counts[ERROR]

    @property
    def warnings(self):
        return self.counts[WARNING]

    def sorted(self):
        """Return the kept problems in the order of the file."""
        return sorted(self.items, key=lambda one: (one.row, one.column))
