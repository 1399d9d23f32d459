"""A budget as the e호조 export: which rows it has, from a version and its 산출근거.

Reading the file gives the budget again, cell by cell. Where estimates do not add up to a line (a
transfer, a cut of the review), one more row says what is missing.
"""

from collections import defaultdict
from itertools import chain

from odoo.addons.gotgan_budget.ehojo.columns import SOURCES
from odoo.addons.gotgan_budget.ehojo.row import DETAIL, MAIN, MINOR, Amount
from odoo.addons.gotgan_budget.ehojo.settle import REPLACED
from odoo.addons.gotgan_budget.ehojo.writer import make_row

from .estimates import BALANCE, balance, read_imported, read_requested
from .masters import Masters

MARKS = {MAIN: "Ο", DETAIL: "ο", MINOR: "- "}
OTHER = "기타"  # what a source is written as that is none of the eleven columns


class Export:
    """The rows of a budget: ``cells`` are won by (fund, department, project, subitem, source)."""

    def __init__(self, version, cells=None):
        self.version, self.masters = version, Masters(version.fiscal_year_id)
        self.lines = defaultdict(lambda: defaultdict(int))
        for (*line, source), won in (cells or version._read_whole()).items():
            self.lines[tuple(line)][self._source(source)] += won
        self.imported = read_imported(version)
        self.requested = read_requested(version)
        self.with_codes = self._has_namesakes()

    def _source(self, number):
        name = self.masters.sources[number]["name"]
        return name if name in SOURCES else OTHER

    def _has_namesakes(self):
        """Say whether names alone would mix up departments or programmes."""
        departments = {line[1] for line in self.lines}
        names = {self.masters.departments[one]["name"] for one in departments}
        projects = {line[2] for line in self.lines}
        labels = {self.masters._program(one) for one in projects}
        return len(names) < len(departments) or len(labels) < len(projects) or any(
            name.label.endswith("]") for label in labels for name in label
        )

    def rows(self):
        """Yield the rows in the order of departments, programmes and objects."""
        order = sorted(self.lines, key=lambda line: (
            self.masters.line_place(line)[1], self.masters.line_place(line)[0],
            self.masters.line_place(line)[2:],
        ))
        for line in order:
            yield from self._rows_of(line, {
                name: won for name, won in self.lines[line].items() if won
            })

    def _rows_of(self, line, target):
        texts = self._texts(line)
        requested, imported = self.requested.get(line), self.imported.get(line)
        if requested:
            yield from self._requested(texts, balance(requested, sum(target.values())), target)
        elif imported and (target or not imported.amounts):
            yield from self._imported(texts, imported, target)
        elif target:
            yield _row(texts, MAIN, texts["subitem_name"], _all_new(target))

    # ---- rows of one line ------------------------------------------------

    def _imported(self, texts, line, target):
        for one in line.estimates:
            amounts = _with_base(one, line.estimates)
            more = {
                "kind": f"추경{one.round}회" if one.round else "본예산", "duty": one.duty,
                "support": one.support, "formula": one.formula,
            }
            yield _row({**texts, **more}, one.level, one.name, amounts, one.base)
        names = sorted({*target, *line.amounts})
        rest = {name: target.get(name, 0) - line.amounts.get(name, 0) for name in names}
        if any(rest.values()):
            yield _row(texts, MAIN, BALANCE, _all_new(rest))

    def _requested(self, texts, estimates, target):
        """Yield estimates, the line's sources laid over them in order; else the line as one row."""
        if any(one.amount < 0 for one in estimates) or min(target.values(), default=0) < 0:
            yield _row(texts, MAIN, texts["subitem_name"], _all_new(target))
            return
        left, whole = dict(target), {}
        for one in estimates:
            if one.level == MAIN:
                sources, whole = take(left, one.amount), {}
                whole = dict(sources)
            else:
                sources = take(whole, one.amount)
            if sum(sources.values()) == one.amount:
                more = {**texts, "formula": one.formula}
                yield _row(more, min(one.level, MINOR), one.name, _all_new(sources))

    def _texts(self, line):
        fund, department, project, subitem = line
        masters = self.masters
        path = masters._climb(masters.programs, project)
        functions = masters._climb(masters.functions, path[0]["function_id"])
        leaf = masters.objects[subitem]
        item = masters.objects[leaf["parent_id"]] if leaf["parent_id"] else leaf
        names = dict(zip(("policy", "unit", "project"), path, strict=False))
        return {
            "year": str(masters.year.year), "kind": "본예산",
            **dict(zip(("field", "section"), (one["name"] for one in functions), strict=False)),
            **{level: row["name"] for level, row in names.items()},
            **{f"{level}_code": "" if row["code_given"] else row["code"]
               for level, row in names.items()},
            "fund_code": masters.funds[fund]["code"], "fund": masters.funds[fund]["name"],
            "department": masters.departments[department]["name"],
            "department_code": masters.departments[department]["code"] or "",
            "item": item["code"], "item_name": item["name"],
            "subitem": leaf["code"], "subitem_name": leaf["name"],
        }


def take(left, amount):
    """Take ``amount`` out of ``left`` ({source: won}), the first sources first; return what came.

    >>> left = {"국고보조금": 500, "자체재원": 700}
    >>> take(left, 600), left
    ({'국고보조금': 500, '자체재원': 100}, {'국고보조금': 0, '자체재원': 600})
    """
    found = {}
    for source in left:
        part = min(left[source], amount)
        if part > 0:
            found[source] = part
            left[source] -= part
            amount -= part
    return found


def _all_new(sources):
    return {name: Amount(won, 0, won) for name, won in sources.items() if won}


def _with_base(one, estimates):
    """Return {source: Amount} of an imported row; what it replaces is its 기정액, by source."""
    base = _find_base(one, estimates) if one.base else {}
    return {
        name: Amount(one.sources.get(name, 0), base.get(name, 0),
                     one.sources.get(name, 0) - base.get(name, 0))
        for name in dict.fromkeys(chain(one.sources, base))
    }


def _find_base(one, estimates):
    same = [
        other for other in estimates
        if other.round < one.round and (other.path, other.name) == (one.path, one.name)
    ]
    for few in (same, *([other] for other in same if other.status == REPLACED)):
        if few and sum(other.amount for other in few) == one.base:
            return _add(other.sources for other in few)
    found = take(dict(one.sources), one.base)
    missing = one.base - sum(found.values())
    return {**found, OTHER: found.get(OTHER, 0) + missing} if missing else found


def _add(many):
    total = defaultdict(int)
    for sources in many:
        for name, won in sources.items():
            total[name] += won
    return dict(total)


def _row(texts, level, name, amounts, base=0):
    new = sum(one.new for one in amounts.values())
    return make_row(
        {**texts, "name": f"{MARKS[level]}{name}"}, Amount(new, base, new - base), amounts,
    )
