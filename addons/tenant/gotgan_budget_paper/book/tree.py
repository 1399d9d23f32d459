"""Figures of a budget by any of its classifications: after, before, and what they are made of."""

from typing import NamedTuple


class Name(NamedTuple):
    """One entry of a classification: where it stands among its like, and what it is called."""

    order: str
    label: str


class Entry(NamedTuple):
    """Won of one cell of the budget; ``place``: its Name on every axis, in the order of AXES."""

    place: tuple
    after: int
    before: int


AXES = (
    "fund", "department", "field", "section", "policy", "unit", "project", "group", "item",
    "subitem", "source",
)
REVENUE_AXES = ("fund", "jang", "gwan", "hang", "mok", "name")


class Node:
    """A sum and its parts. ``key``: the labels from the top down to here."""

    __slots__ = ("after", "before", "key", "name", "parts")

    def __init__(self, name, key=()):
        self.name, self.key = name, key
        self.after = self.before = 0
        self.parts = {}

    def add(self, entry):
        self.after += entry.after
        self.before += entry.before

    @property
    def nodes(self):
        """The parts in the order of their codes."""
        return sorted(self.parts.values(), key=lambda one: one.name)

    @property
    def label(self):
        return self.name.label

    @property
    def change(self):
        return self.after - self.before

    def is_empty(self):
        """Say whether nothing is here and nothing was."""
        return not (self.after or self.before or any(
            not part.is_empty() for part in self.parts.values()
        ))


TOP = Name("", "합계")


def grow(entries, axes, names=AXES):
    """Return the sum of ``entries`` as a tree, one level to each of ``axes``.

    >>> one = Entry((Name("1", "가"), Name("2", "나")), 5, 3)
    >>> two = Entry((Name("1", "가"), Name("1", "다")), 7, 0)
    >>> root = grow([one, two], ("big", "small"), ("big", "small"))
    >>> root.after, root.change, [part.label for part in root.nodes[0].nodes]
    (12, 9, ['다', '나'])
    """
    places = [names.index(axis) for axis in axes]
    root = Node(TOP)
    for entry in entries:
        node = root
        node.add(entry)
        for place in places:
            name = entry.place[place]
            part = node.parts.get(name)
            if part is None:
                part = node.parts[name] = Node(name, (*node.key, name))
            part.add(entry)
            node = part
    return root


def within(entries, axis, name, names=AXES):
    """Return the entries that have ``name`` on ``axis``."""
    place = names.index(axis)
    return [entry for entry in entries if entry.place[place] == name]
