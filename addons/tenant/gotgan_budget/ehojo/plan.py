"""From the rows of a file to the budget it means.

Rows are gathered by budget line (예산과목). What counts of a line is decided in ``settle``, after
all rows are read and, for a file of 추경 rows only, after ``supplement`` has put what stands of
earlier imports before them.
"""

from collections import defaultdict
from typing import NamedTuple

from .columns import HEADING
from .problem import WARNING, Problems
from .reader import is_blank
from .row import MAIN, TOTAL_WORDS, find_round, fold, read_row, split_mark, subitem_code
from .rules import Judge, new_amounts
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

    ``path`` names the rows it breaks down, from the top. ``stored`` is None for a row of a file.
    """

    stored = None

    __slots__ = (
        "amount",
        "base",
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
    )

    def __init__(self, row, parents):
        texts = row.texts
        self.row, self.round = row.number, find_round(texts["kind"]) or 0
        self.level, self.name = split_mark(texts["name"])
        self.formula, self.duty, self.support = texts["formula"], texts["duty"], texts["support"]
        self.amount, self.base = row.amount.new, row.amount.base
        self.sources = new_amounts(row)
        self.parent = self.find_parent(parents)
        self.path = (*self.parent.path, self.parent.name) if self.parent else ()
        self.status = COUNTED if self.level == MAIN else BREAKDOWN

    def find_parent(self, earlier):
        """Return the row this one breaks down: the nearest above of a higher level."""
        if self.level == MAIN:
            return None
        return next((one for one in reversed(earlier) if one.level < self.level), None)


class Line:
    """A budget line: its 산출근거 in the order of the file and, once settled, {source: won}.

    ``replaced``: the stored estimates whose place the file's rows take, None where none stays
    beside them. ``is_known``: earlier imports brought the budget that the rows of a 추경 change.
    """

    __slots__ = ("amounts", "estimates", "is_known", "key", "replaced")

    def __init__(self, key):
        self.key, self.estimates, self.amounts = key, [], {}
        self.replaced, self.is_known = None, False

    @property
    def total(self):
        return sum(self.amounts.values())

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
    changed and that this one does not name.
    """

    lines: dict
    fund_names: dict
    rows: int
    problems: Problems
    supplements: frozenset = frozenset()
    returned: dict = {}

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
    return Plan(builder.lines, builder.judge.fund_names, builder.count, problems)


def settle_plan(plan):
    """Decide what counts, line by line."""
    for line in (*plan.lines.values(), *plan.returned.values()):
        settle(line, plan.problems)


class _Builder:
    """Reads the rows of a book into lines."""

    def __init__(self, book, catalogue, problems):
        self.book, self.problems = book, problems
        self.judge = Judge(catalogue, problems)
        self.lines, self.count = {}, 0

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
        if estimate.level != MAIN and not estimate.parent:
            self.problems.add(number, HEADING["name"], "orphan_breakdown", name=row.texts["name"])
        line.estimates.append(estimate)

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
