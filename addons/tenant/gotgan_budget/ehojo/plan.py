"""From the rows of a file to the budget it means.

Rows are gathered by budget line (예산과목). What counts of a line is decided in ``settle``, after
all rows are read and, for a file of 추경 rows only, after ``supplement`` has put what stands of
earlier imports before them.
"""

from collections import defaultdict
from typing import NamedTuple

from .columns import HEADING
from .days import Days
from .problem import WARNING, Problems
from .reader import is_blank
from .row import MAIN, TOTAL_WORDS, find_round, fold, read_row, split_mark, subitem_code
from .rules import Judge, base_amounts, new_amounts
from .settle import BREAKDOWN, COUNTED, settle


class Named(NamedTuple):
    """Something the file names, with its code where the file has one."""

    code: str
    name: str


class Key(NamedTuple):
    """What makes a budget line in one fiscal year. ``function`` is (folded 분야, folded 부문)."""

    fund: str
    department: Named
    function: tuple
    policy: Named
    unit: Named
    project: Named
    subitem: str


class Estimate:
    """One 산출근거: a row and what became of it (``status``).

    ``path`` names the rows it breaks down, from the top. ``until``: the number of the 추경 that
    replaced it. ``base_sources``: {funding source: won} of its 기정액. ``stored`` is None for a row
    of a file.
    """

    stored = None

    __slots__ = (
        "amount",
        "base",
        "base_sources",
        "duty",
        "formula",
        "level",
        "name",
        "parent",
        "path",
        "round",
        "row",
        "sources",
        "status",
        "support",
        "until",
    )

    def __init__(self, row, parents):
        texts = row.texts
        self.row, self.round = row.number, find_round(texts["kind"]) or 0
        self.level, self.name = split_mark(texts["name"])
        self.formula, self.duty, self.support = texts["formula"], texts["duty"], texts["support"]
        self.amount, self.base = row.amount.new, row.amount.base
        self.sources, self.until = new_amounts(row), None
        self.base_sources = base_amounts(row) if self.base else {}
        self.parent = self.find_parent(parents)
        self.path = self.find_path()
        self.status = COUNTED if self.level == MAIN else BREAKDOWN

    def find_path(self):
        return (*self.parent.path, self.parent.name) if self.parent else ()

    def find_parent(self, earlier):
        """Return the row this one breaks down: the nearest above of a higher level."""
        if self.level == MAIN:
            return None
        return next((one for one in reversed(earlier) if one.level < self.level), None)


class Line:
    """A budget line: its 산출근거 in the order of the file and, once settled, {source: won}.

    ``replaced``: the stored estimates whose place the file's rows take, None where none stays
    beside them. ``is_known``: earlier imports brought the budget that the rows of a 추경 change.
    ``is_whole``: the file has the 본예산 of its department and fund too. ``presumed``: rows whose
    기정액 no other row has; it stood in the budget before them.
    """

    __slots__ = ("amounts", "estimates", "is_known", "is_whole", "key", "presumed", "replaced")

    def __init__(self, key):
        self.key, self.estimates, self.amounts, self.presumed = key, [], {}, []
        self.replaced, self.is_known, self.is_whole = None, False, False

    @property
    def total(self):
        return sum(self.amounts.values())

    def changes(self):
        """Yield (number of the 추경, funding source, won that it adds), 0 for the 본예산.

        All of them added up are ``amounts``.
        """
        for one in self.estimates:
            if one.level == MAIN:
                yield from ((one.round, source, won) for source, won in one.sources.items())
                if one.until is not None:
                    yield from ((one.until, source, -won) for source, won in one.sources.items())
        for one in self.presumed:
            for source, won in one.base_sources.items():
                yield 0, source, won
                yield one.round, source, -won

    @property
    def rows(self):
        """The 산출근거 the file itself has."""
        return [one for one in self.estimates if not one.stored]

    @property
    def row(self):
        """The number of the line's first row in the file."""
        return next(one.row for one in self.estimates if not one.stored)


class Plan(NamedTuple):
    """What a file means: ``lines`` by Key, ``fund_names``, the rows read, and the problems.

    ``supplements``: the pairs (department, fund) of which the file has 추경 rows only.
    ``returned``: {line address: Line} of the lines that a former version of the same 추경 had
    changed and that this one does not name. ``steps``: {(department, fund): Steps}, by which budget
    of the year each amount is decided; ``days``: when those were decided, as the file says;
    ``committees``: {department: {위원회 that its rows name}}.
    """

    lines: dict
    fund_names: dict
    rows: int
    problems: Problems
    supplements: frozenset = frozenset()
    returned: dict = {}
    steps: dict = {}
    days: Days = Days()
    committees: dict = {}

    @property
    def pairs(self):
        """The (department, fund) pairs the file speaks about."""
        return {(key.department, key.fund) for key in self.lines}

    @property
    def estimate_count(self):
        return sum(len(line.rows) for line in self.lines.values())

    def totals(self):
        """Return {``department|fund|object|source``: {key: won}} of what counts."""
        found = {kind: defaultdict(int) for kind in ("department", "fund", "object", "source")}
        for key, line in self.lines.items():
            found["department"][key.department] += line.total
            found["fund"][key.fund] += line.total
            found["object"][key.subitem] += line.total
            for source, won in line.amounts.items():
                found["source"][source] += won
        return found

    @property
    def total(self):
        return sum(line.total for line in self.lines.values())


def build_plan(book, catalogue):
    """Return the settled Plan of a Book taken by itself; all that is wrong is in its problems."""
    plan = read_plan(book, catalogue)
    settle_plan(plan)
    return plan


def read_plan(book, catalogue):
    """Return the Plan of a Book, its lines not settled yet."""
    problems = Problems()
    if book.problem:
        problems.add(*book.problem[:3], **book.problem.params)
        return Plan({}, {}, 0, problems)
    for source in book.layout.unknown_sources:
        problems.add(0, source, "unknown_source", value=source)
    builder = _Builder(book, catalogue, problems)
    builder.read()
    return Plan(
        builder.lines, builder.judge.fund_names, builder.count, problems, days=builder.days,
        committees=builder.committees,
    )


def settle_plan(plan):
    """Decide what counts, line by line."""
    for line in (*plan.lines.values(), *plan.returned.values()):
        settle(line, plan.problems)


class Steps(NamedTuple):
    """Which budgets of the year a file brings of a department and fund.

    What differs up to number ``first`` is one change; each later number of the file is one more.
    ``new``: the first of them that is not in the books, None where all are.
    """

    first: int
    new: int | None

    def find(self, number, is_held=False):
        """Return the step that a change of ``number`` belongs to.

        :param is_held: money was given ahead of a 추경 (성립전): what differs is the next one's

        >>> Steps(0, 2).find(0), Steps(1, 2).find(0), Steps(1, 2).find(2), Steps(1, 2).find(0, True)
        (0, 1, 2, 2)
        """
        first = self.new if is_held and self.new is not None else self.first
        return max(number, first)


def find_steps(numbers, known):
    """Return the Steps of the ``numbers`` in a file; ``known``: the last one in the books or -1.

    >>> find_steps({0, 1, 2}, -1), find_steps({0, 1, 2}, 1), find_steps({0}, 2), find_steps({3}, 2)
    (Steps(first=0, new=0), Steps(first=1, new=2), Steps(first=0, new=None), Steps(first=3, new=3))
    """
    in_books = [one for one in numbers if one <= known]
    return Steps(
        max(in_books) if in_books else min(numbers),
        min((one for one in numbers if one > known), default=None),
    )


class _Builder:
    """Reads the rows of a book into lines."""

    def __init__(self, book, catalogue, problems):
        self.book, self.problems = book, problems
        self.judge = Judge(catalogue, problems)
        self.lines, self.count, self.days = {}, 0, Days()
        self.committees = defaultdict(set)

    def read(self):
        for number, cells in self.book.rows:
            if isinstance(cells, Exception):
                self.problems.add(number, "", "unreadable_row", fault=str(cells))
            elif not is_blank(cells):
                self.read_one(number, cells)
        if not self.count:
            self.problems.add(0, "", "no_rows")

    def read_one(self, number, cells):
        row = read_row(number, cells, self.book.layout, self.book.unit, self.problems)
        if row.texts["year"].replace(" ", "") in TOTAL_WORDS:
            self.problems.add(number, HEADING["year"], "total_row", WARNING)
            return
        self.count += 1
        self.judge.judge(row)
        line = self.get_line(key_of(row.texts))
        estimate = Estimate(row, line.estimates)
        line.estimates.append(estimate)
        if row.texts["committee"]:
            self.committees[line.key.department].add(row.texts["committee"])
        if row.texts["decided"]:
            self.days.read(row, estimate.round, self.problems)

    def get_line(self, key):
        if key not in self.lines:
            self.lines[key] = Line(key)
        return self.lines[key]


def key_of(texts):
    """Return the Key of the line that a row belongs to."""
    return Key(
        texts["fund_code"],
        Named(texts["department_code"], texts["department"]),
        (fold(texts["field"]), fold(texts["section"])),
        Named(texts["policy_code"], texts["policy"]),
        Named(texts["unit_code"], texts["unit"]),
        Named(texts["project_code"], texts["project"]),
        subitem_code(texts["item"], texts["subitem"]),
    )
