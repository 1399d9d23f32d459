"""세출예산사업명세서: department by department, down to how each figure came about.

지방재정법 시행령 제47조, 지방자치단체 예산편성 운영기준: 정책사업·단위사업·세부사업, 편성목·통계목,
산출기초.
"""

from odoo.addons.gotgan_document.paper import Chapter, Column, Row, Sheet, Stream

from . import words
from .tree import grow, within

OWN = "자체재원"
MARKS = {1: "Ο", 2: "  ο", 3: "    -"}
LEVELS = ("department", "policy", "unit", "project", "item", "subitem")
KINDS = ("group", "strong", "strong", "strong", "plain", "plain")
# So many rows after one of each level stay on its page: down to the first 산출기초.
KEEPS = (5, 4, 3, 2, 1, 0)


def chapters(book, terms):
    """Return the detailed statement: a chapter to each fund, a sheet to each department."""
    parts = []
    for fund in grow(book.entries, ("fund",)).nodes:
        entries = within(book.entries, "fund", fund.name)
        if fund.is_empty():
            continue
        parts.append(Chapter(
            f"세출예산사업명세서 ({fund.label})", name=f"사업명세서 {fund.label}",
        ))
        parts += _departments(book, fund, entries, terms)
    return tuple(parts)


def _departments(book, fund, entries, terms):
    first = True
    for department in grow(entries, ("department",)).nodes:
        if department.is_empty():
            continue
        yield Chapter(department.label, 2, fresh=not first)
        first = False
        yield statement(book, fund, within(entries, "department", department.name), terms)


def statement(book, fund, entries, terms):
    """Return the sheet of one department in one fund; its rows are made as they are read."""
    heads = terms.heads(
        f"부서·정책·단위(회계)\n세부사업·{terms.item}", terms.after, terms.before, terms.change,
        ("산출기초", 2),
    )
    columns = (
        Column(f"부서·정책·단위·세부사업·{terms.item}", 44), *terms.figure_columns(17),
        Column("산출기초", 40), terms.amount_column(),
    )
    rows = Stream(lambda: _Statement(book, fund, entries, terms).rows())
    return Sheet(columns, rows, heads, "", terms.note, ruled=False)


class _Statement:
    """Makes the rows of one department."""

    def __init__(self, book, fund, entries, terms):
        self.book, self.fund, self.terms = book, fund, terms
        self.root = grow(entries, LEVELS)
        self.sources = grow(entries, ("policy", "unit", "project", "source"))

    def rows(self):
        for department in self.root.nodes:
            yield from self.descend(department, 0, ())

    def descend(self, node, level, place):
        """Yield the rows of a node and of everything below it."""
        if node.is_empty():
            return
        if level < 3:
            label = ("부서", "정책", "단위")[level]
            place = (*place[:level], f"{label}: {self.named(node, level)}")
        if level == 4 and [*node.parts] == [node.name]:  # a subject that is not divided
            yield from self.subitem(node.parts[node.name], level, place)
            return
        if level == 5:
            yield from self.subitem(node, level, place)
            return
        yield self.row(node, level, place)
        if level == 3:
            yield from self.funding(node, place)
        for part in node.nodes:
            yield from self.descend(part, level + 1, place)

    def named(self, node, level):
        return f"{node.label} ({self.fund.label})" if level == 2 else node.label

    def row(self, node, level, place):
        cells = (self.named(node, level), *self.terms.figures(node), "", None)
        return Row(cells, KINDS[level], level, KEEPS[level], place=place)

    def funding(self, node, place):
        """Yield whose money pays for a project, where it is not the agency's own alone."""
        found = self.sources
        for name in node.key[1:]:
            found = found.parts[name]
        sources = [one for one in found.nodes if not one.is_empty()]
        if all(one.label == OWN for one in sources):
            return
        for one in sources:
            cells = (f"[재원] {one.label}", *self.terms.figures(one), "", None)
            yield Row(cells, "faint", 4, place=place)

    def subitem(self, node, level, place):
        """Yield a 통계목 with its first 산출기초 beside it, and the others below."""
        estimates = self.book.get_estimates((self.fund.name, *node.key), node.after)
        figures = self.terms.figures(node)
        name = node.label
        for estimate in estimates or [None]:
            amount = words.shown(estimate.amount, self.terms.unit) if estimate else None
            text = write_estimate(estimate) if estimate else ""
            yield Row((name, *figures, text, amount), "plain", level, place=place)
            name, figures = "", (None, None, None)


def write_estimate(estimate):
    """Return how an estimate reads: its mark and name, and below them how it is computed."""
    mark = MARKS.get(estimate.level, "    -")
    indent = " " * (len(mark) + 1)
    below = f"\n{indent}{estimate.formula}" if estimate.formula else ""
    return f"{mark}{estimate.name}{below}"
