"""A budget as the e호조 export: which rows it has, from its versions and their 산출근거.

Reading the file gives the budget again, version by version, cell by cell. Where estimates do not
add up to a line (a transfer, a cut of the review), one more row says what is missing.
"""

from collections import defaultdict
from itertools import chain

from odoo.addons.gotgan_budget.ehojo.columns import SOURCES
from odoo.addons.gotgan_budget.ehojo.row import DETAIL, MAIN, MINOR, Amount
from odoo.addons.gotgan_budget.ehojo.settle import REPLACED
from odoo.addons.gotgan_budget.ehojo.writer import CODES, DAYS, make_row

from .estimates import BALANCE, read_imported, read_requested_rounds
from .masters import Masters
from .stages import find_stages, take
from .timeline import add, flatten, fold, read_timeline

MARKS = {MAIN: "Ο", DETAIL: "ο", MINOR: "- "}
OTHER = "기타"  # where a 기정액 came from that no earlier row explains
# Money that another government gives: a project that has any is a subsidised one.
SUBSIDIES = {"국고보조금", "균특보조금", "기금보조금", "광역보조금"}


class Export:
    """The rows of a budget: ``cells`` are won by (fund, department, project, subitem, source)."""

    def __init__(self, version, cells=None):
        self.version, self.masters = version, Masters(version.fiscal_year_id)
        self.timeline = read_timeline(version)
        self.lines = self._find_lines(version._read_whole(), cells)
        self.imported = read_imported(version)
        self.requested = read_requested_rounds(version)
        self.with_codes = self._has_namesakes()
        self.subsidised = {
            line[2] for line, changes in self.lines.items()
            if SUBSIDIES & set(chain.from_iterable(changes.values()))
        }

    @property
    def extra(self):
        """The columns that follow the 55."""
        return (*(CODES if self.with_codes else ()), *(DAYS if self.timeline.last else ()))

    def _find_lines(self, whole, cells):
        """Return {line: {number of the 추경: {name of the source: won to add}}}.

        What ``cells`` have that no version gave is part of the last one.
        """
        more = defaultdict(lambda: defaultdict(int))
        if cells is not None:
            for place in {*whole, *cells}:
                more[place[:4]][place[4]] += cells.get(place, 0) - whole.get(place, 0)
        self._more = {line: {self.timeline.last: won} for line, won in more.items()}
        lines = {*self.timeline.lines(), *self._more, *(place[:4] for place in whole)}
        return {line: self._named(
            self.timeline.decided.get(line, {}), self.timeline.brought.get(line, {}),
            self._more.get(line, {}),
        ) for line in lines}

    def _named(self, *many):
        return add(*(
            {number: sources} for changes in many for number, by_id in changes.items()
            for sources in ({self._source(one): won} for one, won in by_id.items())
        ))

    def _source(self, number):
        return self.masters.sources[number]["name"]

    def find_strange_sources(self):
        """Return the names of funding sources with money that are none of the eleven columns."""
        used = {
            source for changes in self.lines.values() for sources in changes.values()
            for source in sources
        }
        return sorted(used - {*SOURCES})

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
            yield from self._rows_of(line)

    def _rows_of(self, line):
        texts, changes = self._texts(line), self.lines[line]
        requested, imported = self.requested.get(line), self.imported.get(line)
        stages = requested and find_stages(changes, requested)
        if stages:
            yield from self._staged(texts, stages)
        elif imported:
            yield from self._imported(texts, imported, line)
        else:
            yield from self._plain(texts, changes)

    # ---- rows of one line ------------------------------------------------

    def _plain(self, texts, changes):
        """Yield the line as one row for each budget that changed it."""
        for number, before, after in fold(changes):
            yield self._row(texts, number, MAIN, texts["subitem_name"], after, before)

    def _staged(self, texts, stages):
        for stage in stages:
            more = {**texts, "formula": stage.formula, "duty": stage.duty}
            yield self._row(
                more, stage.number, stage.level, stage.name, stage.after, stage.before,
            )

    def _imported(self, texts, estimates, line):
        for one in estimates.estimates:
            more = {
                **texts, "duty": one.duty, "support": one.support or texts["support"],
                "formula": one.formula,
            }
            base = _find_base(one, estimates.estimates) if one.base else {}
            yield self._row(more, one.round, one.level, one.name, one.sources, base)
        for number, sources in self._find_rest(estimates, line).items():
            yield self._row(texts, number, MAIN, BALANCE, sources, {})

    def _find_rest(self, estimates, line):
        """Return {number: {source: won}} of what the estimates of imports do not explain.

        A correction is in the estimates as if it had been there from the start.
        """
        told = defaultdict(lambda: defaultdict(int))
        for number, source, won in estimates.changes():
            told[number][source] += won
        if add(told) == self.lines[line]:
            return {}
        brought = self._named(self.timeline.brought.get(line, {}))
        short = flatten({0: flatten(brought), 1: {
            source: -won for source, won in flatten(told).items()
        }})
        return add(
            {max(brought, default=0): short},
            self._named(self.timeline.decided.get(line, {}), self._more.get(line, {})),
        )

    def _row(self, texts, number, level, name, after, before):
        """Return one row: won by source after and before the budget of ``number``."""
        amounts = {
            source: Amount(
                after.get(source, 0), before.get(source, 0),
                after.get(source, 0) - before.get(source, 0),
            ) for source in dict.fromkeys(chain(after, before))
        }
        new, base = sum(after.values()), sum(before.values())
        day = self.timeline.days.get(number)
        return make_row({
            **texts, "kind": f"추경{number}회" if number else "본예산",
            "decided": str(day) if day else "", "name": f"{MARKS[level]}{name}",
        }, Amount(new, base, new - base), amounts)

    def _texts(self, line):
        fund, department, project, subitem = line
        masters = self.masters
        path = masters._climb(masters.programs, project)
        functions = masters._climb(masters.functions, path[0]["function_id"])
        leaf = masters.objects[subitem]
        item = masters.objects[leaf["parent_id"]] if leaf["parent_id"] else leaf
        names = dict(zip(("policy", "unit", "project"), path, strict=False))
        return {
            "year": str(masters.year.year),
            **dict(zip(("field", "section"), (one["name"] for one in functions), strict=False)),
            **{level: row["name"] for level, row in names.items()},
            **{f"{level}_code": "" if row["code_given"] else row["code"]
               for level, row in names.items()},
            "fund_code": masters.funds[fund]["code"], "fund": masters.funds[fund]["name"],
            "department": masters.departments[department]["name"],
            "department_code": masters.departments[department]["code"] or "",
            "committee": masters.departments[department]["council_committee"] or "",
            "support": "보조" if project in self.subsidised else "자체",
            "item": item["code"], "item_name": item["name"],
            "subitem": leaf["code"], "subitem_name": leaf["name"],
        }


def _find_base(one, estimates):
    """Return {source: won} of what an imported row replaces: its 기정액, by source."""
    same = [
        other for other in estimates
        if other.round < one.round and (other.path, other.name) == (one.path, one.name)
    ]
    for few in (same, *([other] for other in same if other.status == REPLACED)):
        if few and sum(other.amount for other in few) == one.base:
            return flatten({at: other.sources for at, other in enumerate(few)})
    found = take(dict(one.sources), one.base)
    missing = one.base - sum(found.values())
    return {**found, OTHER: found.get(OTHER, 0) + missing} if missing else found
