"""When the budgets in a file were decided: its 예산확정일자, where it has them."""

from .columns import HEADING
from .problem import WARNING
from .row import parse_day


class Days:
    """Gathers the days by number of the 추경, 0 for the 본예산."""

    def __init__(self):
        self.found = {}

    def read(self, row, number, problems):
        """Note the day in a row; a second one for the same budget is told, and the later counts."""
        try:
            day = parse_day(row.texts["decided"])
        except ValueError:
            problems.add(row.number, HEADING["decided"], "bad_day", value=row.texts["decided"])
            return
        first = self.found.setdefault(number, day)
        if day != first:
            self.found[number] = max(day, first)
            problems.add(
                row.number, HEADING["decided"], "several_days", WARNING,
                number=number, value=str(day), first=str(first),
            )

    def get(self, number):
        """Return the day a budget was decided, None where the file does not say."""
        return self.found.get(number)
