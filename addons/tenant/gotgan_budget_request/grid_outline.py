"""The estimates of one line as a list in order, each with its level, while a batch changes it."""

from .estimate_tree import DEPTHS


class Outline:
    """Rows are known by any key; a row stands below the nearest shallower one above it.

    >>> outline = Outline([("a", 1), ("b", 2), ("c", 1)])
    >>> outline.add("new", 2, "b")
    >>> outline.remove("a")
    ['a', 'b', 'new']
    >>> outline.rows
    [['c', 1]]
    """

    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    def __contains__(self, key):
        return any(row[0] == key for row in self.rows)

    def add(self, key, level, after=None):
        """Put a row right below ``after``; at the top without one, at the end if it is unknown."""
        place = self._place(after) + 1 if after in self else len(self.rows) if after else 0
        self.rows.insert(place, [key, self._fit(level)])

    def remove(self, key):
        """Take a row and what is below it out; return their keys, in order."""
        start, end = self._block(key)
        gone = self.rows[start:end]
        del self.rows[start:end]
        return [row[0] for row in gone]

    def move(self, key, level, **where):
        """Give a row another level, with what is below it; ``after=`` also another place.

        >>> outline = Outline([("a", 1), ("b", 1), ("c", 2)])
        >>> outline.move("b", 2)
        >>> outline.rows
        [['a', 1], ['b', 2], ['c', 3]]
        >>> outline.move("b", 1, after=None)
        >>> outline.rows
        [['b', 1], ['c', 2], ['a', 1]]
        """
        start, end = self._block(key)
        block = self.rows[start:end]
        change = self._fit(level) - block[0][1]
        moved = [[one, self._fit(depth + change)] for one, depth in block]
        del self.rows[start:end]
        if "after" in where:
            after = where["after"]
            start = self._place(after) + 1 if after in self else 0 if after is None else start
        self.rows[start:start] = moved

    def number(self, sequences):
        """Return ``{key: (sequence, level)}``, keeping the numbers that still are in order.

        :param dict sequences: the numbers the rows have now

        >>> Outline([("a", 1), ("new", 2), ("b", 1)]).number({"a": 10, "b": 20})
        {'a': (10, 1), 'new': (11, 2), 'b': (20, 1)}
        """
        last, found = 0, {}
        for key, level in self.rows:
            known = sequences.get(key, 0)
            last = known if known > last else last + 1
            found[key] = (last, level)
        return found

    def _place(self, key):
        return next(place for place, row in enumerate(self.rows) if row[0] == key)

    def _block(self, key):
        start = end = self._place(key)
        while end + 1 < len(self.rows) and self.rows[end + 1][1] > self.rows[start][1]:
            end += 1
        return start, end + 1

    @staticmethod
    def _fit(level):
        return max(1, min(DEPTHS, level))
