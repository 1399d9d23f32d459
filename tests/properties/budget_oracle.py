"""What a clerk with a notebook would have: the budget of one year as plain numbers.

It knows no table and no formula of the product. A place is any hashable value; amounts are won.
Each call either writes down what happened and returns True, or changes nothing and returns False
because the law or the arithmetic forbids it.
"""

from collections import Counter

PARTS = ("voted", "reserve_used", "transferred", "carried_in")


class Oracle:
    """The year: what each place has, the versions in force, and a diary of every change."""

    def __init__(self):
        self.cells, self.income, self.cuts = {}, Counter(), Counter()
        self.diary, self.versions = [], []

    # ---- reading -----------------------------------------------------------

    def get(self, place, total):
        return self.cells.get(place, Counter())[total]

    def appropriated(self, place):
        return sum(self.get(place, part) for part in PARTS)

    def movable(self, place):
        used = sum(self.get(place, total) for total in ("requested", "committed", "carried_over"))
        return self.appropriated(place) - used

    def available(self, place):
        used = self.get(place, "requested") + self.get(place, "committed")
        return self.get(place, "allotted") - used

    def voted(self):
        return {place: cell["voted"] for place, cell in self.cells.items() if cell["voted"]}

    def totals(self, day=None):
        """Return ``{place: {total: won}}`` without zeros, now or at the end of a day."""
        found = {}
        for when, place, total, won in self.diary:
            if day is None or when <= day:
                cell = found.setdefault(place, Counter())
                cell[total] += won
                if total in PARTS:
                    cell["appropriated"] += won
        return {place: _without_zeros(cell) for place, cell in found.items() if any(cell.values())}

    # ---- what happens --------------------------------------------------------

    def enact(self, day, after, income, cuts=()):
        """A version takes effect: ``{place: won after it}`` and ``{revenue: won added}``."""
        added = {place: won - self.get(place, "voted") for place, won in after.items()}
        if any(won < 0 for won in after.values()) or any(
            self.appropriated(place) + won < self.get(place, "allotted")
            for place, won in added.items() if won < 0
        ):
            return False
        for place, won in added.items():
            self._write(day, place, "voted", won)
        self.income.update(income)
        self.cuts.update(dict(cuts))
        self.versions.append(self.voted())
        return True

    def move(self, day, part, taken, given, allot_now):
        """Money goes from places to one place: allotment comes along as far as it was given out."""
        if any(won > self.movable(place) for place, won in taken.items()):
            return False
        backs = {
            place: max(0, won - (self.appropriated(place) - self.get(place, "allotted")))
            for place, won in taken.items()
        }
        for place, won in taken.items():
            self._write(day, place, "allotted", -backs[place])
            self._write(day, place, part, -won)
        for place, won in given.items():
            self._write(day, place, part, won)
            self._write(day, place, "allotted", won if allot_now else sum(backs.values()))
        return True

    def allot(self, day, place, won):
        """Give out appropriation, or (below zero) take it back."""
        after = self.get(place, "allotted") + won
        used = self.get(place, "requested") + self.get(place, "committed")
        if not used <= after <= self.appropriated(place):
            return False
        self._write(day, place, "allotted", won)
        return True

    def request(self, day, place, won):
        if won > self.available(place):
            return False
        self._write(day, place, "requested", won)
        return True

    def commit(self, day, place, won):
        """Turn requested money into committed money."""
        self._write(day, place, "requested", -won)
        self._write(day, place, "committed", won)

    def pay(self, day, place, won):
        self._write(day, place, "paid", won)

    def carry(self, day, place, won):
        """Money goes over to the next year; the old year keeps it as an amount that is gone."""
        self._write(day, place, "carried_over", won)

    def _write(self, day, place, total, won):
        if won:
            self.cells.setdefault(place, Counter())[total] += won
            self.diary.append((day, place, total, won))


def _without_zeros(cell):
    return {total: won for total, won in cell.items() if won}
