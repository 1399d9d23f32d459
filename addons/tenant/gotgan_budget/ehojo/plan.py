"""From the rows of a file to the budget it means.

The same 산출근거 can stand in several rows: as a total with its breakdown, and once per 추경. What
counts is decided here, per budget line (예산과목), after all rows are read.
"""

from collections import defaultdict
from typing import NamedTuple

from .columns import HEADING
from .problem import ERROR, WARNING, Problems
from .reader import is_blank
from .row import MAIN, TOTAL_WORDS, find_round, fold, read_row, split_mark, subitem_code
from .rules import Judge, new_amounts

COUNTED, BREAKDOWN, REPLACED = "counted", "breakdown", "replaced"


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
    """One 산출근거: a row and what became of it (``status``)."""

    __slots__ = (
        "amount",
        "base",
        "duty",
        "formula",
        "level",
        "name",
        "parent",
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
        self.status = COUNTED if self.level == MAIN else BREAKDOWN

    def find_parent(self, earlier):
        """Return the row this one breaks down: the nearest above of a higher level."""
        if self.level == MAIN:
            return None
        return next((one for one in reversed(earlier) if one.level < self.level), None)


class Line:
    """A budget line: its 산출근거 in the order of the file and, once settled, {source: won}."""

    __slots__ = ("amounts", "estimates", "key")

    def __init__(self, key):
        self.key, self.estimates, self.amounts = key, [], {}

    @property
    def total(self):
        return sum(self.amounts.values())


class Plan(NamedTuple):
    """What a file means: ``lines`` by Key, ``fund_names``, the rows read, and the problems."""

    lines: dict
    fund_names: dict
    rows: int
    problems: Problems

    @property
    def pairs(self):
        """The (department, fund) pairs the file speaks about."""
        return {(key.department, key.fund) for key in self.lines}

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
    """Return the Plan of a Book; everything wrong in it is in ``plan.problems``."""
    problems = Problems()
    if book.problem:
        problems.add(*book.problem[:3], **book.problem.params)
        return Plan({}, {}, 0, problems)
    for source in book.layout.unknown_sources:
        problems.add(0, source, "unknown_source", value=source)
    builder = _Builder(book, catalogue, problems)
    builder.read()
    for line in builder.lines.values():
        settle(line, problems)
    return Plan(builder.lines, builder.judge.fund_names, builder.count, problems)


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


# ---- what counts -----------------------------------------------------------


def settle(line, problems):
    """Decide which rows of a line count, and what the line amounts to by funding source."""
    families = defaultdict(lambda: defaultdict(list))
    for estimate in line.estimates:
        parent = estimate.parent.name if estimate.parent else ""
        families[estimate.level, parent][estimate.name].append(estimate)
    for same_parent in families.values():
        for same_name in same_parent.values():
            _replace(same_name, problems)
    amounts = defaultdict(int)
    for estimate in line.estimates:
        if estimate.status == COUNTED:
            for source, won in estimate.sources.items():
                amounts[source] += won
    line.amounts = {source: won for source, won in amounts.items() if won}
    _check_not_negative(line, problems)
    _check_breakdowns(line, families, problems)


def _replace(estimates, problems):
    """Let each 추경 row take the place of the rows whose amount is its 기정액.

    A 추경 row with 기정 0 adds to them.
    """
    standing = []
    for estimate in sorted(estimates, key=lambda one: one.round):
        if estimate.round and estimate.base:
            earlier = [one for one in standing if one.round < estimate.round]
            _find_replaced(estimate, earlier, problems)
            standing = [one for one in standing if one.status != REPLACED]
        elif standing and standing[-1].round == estimate.round:
            problems.add(
                estimate.row, HEADING["name"], "duplicate_name", WARNING, name=estimate.name,
            )
        standing.append(estimate)


def _find_replaced(estimate, earlier, problems):
    """Mark the rows a 추경 row replaces: all of the name, or the one that has its 기정액."""
    severity = ERROR if estimate.level == MAIN and earlier else WARNING
    total = sum(one.amount for one in earlier)
    same = [one for one in earlier if one.amount == estimate.base][:1]
    replaced = earlier if total == estimate.base or not same else same
    if total != estimate.base and not same and (earlier or estimate.level == MAIN):
        problems.add(
            estimate.row, HEADING["base"], "base_mismatch" if earlier else "base_row_missing",
            severity, name=estimate.name, base=estimate.base, found=total,
        )
    for one in replaced:
        one.status = REPLACED


def _check_not_negative(line, problems):
    for source, won in line.amounts.items():
        if won < 0:
            lowest = min(line.estimates, key=lambda one: one.sources.get(source, 0))
            problems.add(
                lowest.row, HEADING["budget"], "negative_line",
                source=source, amount=won, project=line.key.project.name, code=line.key.subitem,
            )


def _check_breakdowns(line, families, problems):
    """The breakdown of a 산출근거 should add up to it; the 산출근거 itself is what counts."""
    for (level, parent), by_name in families.items():
        if level != MAIN + 1 or not parent:
            continue
        parts = [one for same in by_name.values() for one in same if one.status == BREAKDOWN]
        whole = [one for one in line.estimates if one.status == COUNTED and one.name == parent]
        total, expected = sum(one.amount for one in parts), sum(one.amount for one in whole)
        if whole and total != expected:
            problems.add(
                whole[-1].row, HEADING["budget"], "breakdown_mismatch", WARNING,
                name=parent, total=total, amount=expected,
            )
