"""Each block of a description as paragraphs and tables of a section."""

from functools import singledispatchmethod
from itertools import chain

from .. import korean
from .. import paper as papers
from ..xlsx.blocks import clause_lines
from . import markup

PLAIN = {"plain", "faint"}
SHADED = {"group", "total"}
HEIGHT = 1200
SEAL = 4252  # 15 mm in HWPUNIT
TABLE_ROWS = 1_000  # a word processor is slow with longer tables: they go on in a table below


class Body:
    """Writes the blocks of one section; ``width``: of its text, in HWPUNIT."""

    def __init__(self, looks, counter, width, keep_picture):
        self.looks, self.counter, self.width = looks, counter, width
        self.keep_picture = keep_picture

    def line(self, value, size=10, bold=False, align="left", page=0):
        """Return a paragraph of its own."""
        return markup.paragraph(
            value, self.looks.para(align, spacing=160), self.looks.char(size, bold), page,
        )

    def heading(self, value):
        return [self.line(value, 11, bold=True)] if value else []

    @singledispatchmethod
    def put(self, block):
        """Return the parts of a block as an iterable of texts.

        :raises TypeError: a block that no paper knows
        """
        raise TypeError(f"{type(block).__name__} is no block of a paper")

    # ---- tables ----------------------------------------------------------

    def widths(self, columns):
        share = self.width / sum(column.width for column in columns)
        return [int(column.width * share) for column in columns]

    @put.register
    def _sheet(self, block: papers.Sheet):
        widths = self.widths(block.columns)
        heads = self._heads(block, widths)
        yield from self.heading(block.heading)
        rows, page, place = list(heads), 0, ()
        for row in block.rows:
            begun = len(rows) > len(heads)
            if begun and (row.fresh or len(rows) >= TABLE_ROWS):
                yield from self._table(block, rows, widths, (*place, page))
                rows, page, begun = list(heads), int(row.fresh), False
            place = place if begun else row.place
            rows.append(self._row(row, block.columns, widths, len(rows)))
        yield from self._table(block, rows, widths, (*place, page))

    def _table(self, block, rows, widths, above):
        """Yield a table and what stands above it: lines, and last whether they begin a page."""
        *place, page = above
        for number, line in enumerate(place):
            yield self.line(line, 9, bold=True, page=page if not number else 0)
        if block.note or (page and not place):
            yield self.line(block.note, 9, align="right", page=0 if place else page)
        self.counter[0] += 1
        yield from markup.table(self.counter[0], rows, widths, self.looks.border(), HEIGHT)

    def _heads(self, block, widths):
        heads = block.heads or (tuple(
            papers.Cell(column.label, align="center") for column in block.columns
        ),)
        look = self.looks.para("center"), self.looks.char(8, True), self.looks.border(True), 1
        lines = []
        for number, cells in enumerate(heads):
            parts, column = [], 0
            for one in cells:
                if one is not None:
                    parts.append(markup.cell(
                        korean.figure(one.value), look, (column, number, one.span, one.deep),
                        (sum(widths[column:column + one.span]), HEIGHT * one.deep),
                    ))
                column += one.span if one is not None else 1
            lines.append("".join(parts))
        return lines

    def _row(self, row, columns, widths, number):
        border = self.looks.border(row.kind in SHADED)
        char = self.looks.char(8, row.kind not in PLAIN)
        parts, column = [], 0
        for one in row.cells:
            value, span, align = one, 1, columns[column].align
            if isinstance(one, papers.Cell):
                value, span, align = one.value, one.span, one.align or align
            para = self.looks.para(align, 0 if column else row.level)
            parts.append(markup.cell(
                korean.figure(value), (para, char, border, 0), (column, number, span, 1),
                (sum(widths[column:column + span]), HEIGHT),
            ))
            column += span
        return "".join(parts)

    @put.register
    def _small(self, block: papers.Table):
        rows = [papers.Row(cells) for cells in block.rows]
        rows += [papers.Row(cells, "total") for cells in block.totals]
        return self._sheet(
            papers.Sheet(block.columns, tuple(rows), (), block.heading, block.note)
        )

    @put.register
    def _fields(self, block: papers.Fields):
        columns = (papers.Column("", 10), papers.Column("", 30)) * block.columns
        widths, lines = self.widths(columns), []
        label = self.looks.para("center"), self.looks.char(9, True), self.looks.border(True), 0
        value = self.looks.para(), self.looks.char(9), self.looks.border(), 0
        pairs = [*block.rows, *[("", "")] * (-len(block.rows) % block.columns)]
        for number in range(len(pairs) // block.columns):
            few = pairs[number * block.columns:(number + 1) * block.columns]
            lines.append("".join(
                markup.cell(
                    korean.figure(one), value if at % 2 else label, (at, number, 1, 1),
                    (widths[at], HEIGHT),
                )
                for at, one in enumerate(chain.from_iterable(few))
            ))
        self.counter[0] += 1
        yield from self.heading(block.heading)
        if lines:
            yield from markup.table(self.counter[0], lines, widths, self.looks.border(), HEIGHT)

    # ---- text ------------------------------------------------------------

    @put.register
    def _text(self, block: papers.Text):
        yield from self.heading(block.heading)
        for line in block.text.split("\n"):
            yield self.line(line, align=block.align)

    @put.register
    def _clauses(self, block: papers.Clauses):
        yield from self.heading(block.heading)
        for line in clause_lines(block):
            yield self.line(line)

    @put.register
    def _amount(self, block: papers.Amount):
        words = f"{korean.won_in_words(block.amount)} (₩{block.amount:,})"
        yield self.line(f"{block.label}  {words}", 12, bold=True)
        if block.note:
            yield self.line(block.note)

    @put.register
    def _annex(self, block: papers.Annex):
        yield self.line(block.title, 15, bold=True, align="center", page=1)

    @put.register
    def _signature(self, block: papers.Signature):
        yield self.line(block.text, align="center")
        yield self.line(korean.date_long(block.date), align="center")
        for party in block.parties:
            yield self.line(party.role, bold=True)
            for key, value in party.rows:
                yield self.line(f"{key}  {value}")
            yield self._signed(party)

    def _signed(self, party):
        """Return the line of a name with its seal, or the place for it."""
        name = f"{party.title}  {party.name}  "
        if not party.seal:
            return self.line(name + party.seal_word, align="right")
        self.counter[0] += 1
        picture = markup.picture(self.counter[0], self.keep_picture(party.seal), SEAL)
        para, char = self.looks.para("right", spacing=160), self.looks.char(10)
        return markup.paragraph_of(markup.text(name) + picture, para, char)

    # ---- of a book -------------------------------------------------------

    @put.register
    def _cover(self, block: papers.Cover):
        yield from (self.line("") for _line in range(8))
        yield self.line(block.above, 16, align="center")
        yield self.line(block.title, 28, bold=True, align="center")
        yield from (self.line(line, 13, align="center") for line in block.lines)
        yield from (self.line("") for _line in range(12))
        yield self.line(block.issuer, 20, bold=True, align="center")

    @put.register
    def _chapter(self, block: papers.Chapter):
        yield self.line(
            block.title, 15 if block.level == 1 else 12, bold=True,
            align="center" if block.level == 1 else "left",
        )
