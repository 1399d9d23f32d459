"""A big table drawn straight onto the pages: fixed columns, repeated headings, kept groups.

The layout takes as many rows as fit on a page, and asks again on the next one: rows stream through
and none is kept once it is drawn.
"""

from collections import deque
from itertools import islice
from typing import NamedTuple

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from .. import korean
from ..paper import Cell, Row
from . import style
from .fonts import BOLD, REGULAR
from .letters import Setter, break_lines, width_of

SIZE = 8
LEADING = 10.4
PAD = 2.4
INDENT = 2.6 * mm
PLACE_SIZE = 9
PLACE_LEADING = 13
ENDLESS = 1e6
LINES = 40  # a row of more lines than this goes on in a row below

SHADES = {"group": style.SHADE, "total": style.SHADE}
FONTS = {"plain": REGULAR, "faint": REGULAR}


class Laid(NamedTuple):
    """A row with its text broken into lines.

    ``parts``: (first column, span, align, lines, rows deep); ``borders``: the inner edges between
    them.
    """

    row: Row
    parts: tuple
    height: float
    borders: tuple = ()


class Grid:
    """The columns of a sheet on a page of a known width, and the rows still to come."""

    def __init__(self, block, width, height):
        self.block, self.height = block, height
        share = width / sum(column.width for column in block.columns)
        self.edges = [0]
        for column in block.columns:
            self.edges.append(self.edges[-1] + column.width * share)
        self.heads = tuple(self._lay_head(cells) for cells in self._heads())
        self.head_height = sum(one.height for one in self.heads)
        self._rows = (laid for row in block.rows for laid in self._lay(row))
        self._waiting = deque()
        self.started = False

    def _heads(self):
        return self.block.heads or (tuple(
            Cell(column.label, align="center") for column in self.block.columns
        ),)

    # ---- measuring -------------------------------------------------------

    def _lay_head(self, cells):
        parts, column = [], 0
        for cell in cells:
            if cell is not None:
                parts.append(self._part(cell, column, BOLD, 0, "center"))
            column += cell.span if cell is not None else 1
        lines = max((len(part[3]) for part in parts if part[4] == 1), default=1) or 1
        return Laid(Row(cells, "group"), tuple(parts), lines * LEADING + 2 * PAD)

    def _lay(self, row):
        """Yield the row, in pieces where it is too long for a page."""
        font = FONTS.get(row.kind, BOLD)
        parts, column = [], 0
        for cell in row.cells:
            span = cell.span if isinstance(cell, Cell) else 1
            parts.append(self._part(
                cell, column, font, 0 if column else row.level, self.block.columns[column].align,
            ))
            column += span
        count = max(1, *(len(part[3]) for part in parts))
        for first in range(0, count, LINES):
            cut = tuple((*part[:3], part[3][first:first + LINES], 1) for part in parts)
            height = max(1, *(len(part[3]) for part in cut)) * LEADING + 2 * PAD
            yield Laid(row, cut, height, tuple(part[0] for part in cut if part[0]))

    def _part(self, cell, column, font, level, align):
        """Return (column, span, align, lines, deep) of a cell."""
        value, span, deep = cell, 1, 1
        if isinstance(cell, Cell):
            value, span, deep, align = cell.value, cell.span, cell.deep, cell.align or align
        text = korean.figure(value)
        room = self.edges[column + span] - self.edges[column] - 2 * PAD - level * INDENT
        lines = break_lines(text, font, int(room / SIZE * 1000)) if text else ()
        return column, span, align, lines, deep

    def deep_height(self, at, deep):
        """Return the height of ``deep`` rows of the heading from the one at ``at`` on."""
        return sum(one.height for one in self.heads[at:at + deep])

    # ---- reading ---------------------------------------------------------

    def peek(self, count=1):
        """Return up to ``count`` of the rows to come."""
        missing = count - len(self._waiting)
        if missing > 0:
            self._waiting.extend(islice(self._rows, missing))
        return list(islice(self._waiting, count))

    def pop(self):
        self.started = True
        return self._waiting.popleft()

    def top_of(self, laid):
        """Return the height of what stands above the rows of a part that begins with ``laid``."""
        place = laid.row.place if laid else ()
        above = max(len(place), 1 if self.block.note else 0)
        return self.head_height + (above * PLACE_LEADING + 2 if above else 0)

    def take(self, height, at_top):
        """Return the rows that fit into ``height``; none where they should go to the next page."""
        rows = []
        room = height - self.top_of(next(iter(self.peek()), None))
        while coming := self.peek():
            row = coming[0]
            if rows and row.row.fresh and row.row is not rows[-1].row:
                break
            kept = self.peek(1 + row.row.keep) if row.row.keep else coming
            needed = sum(one.height for one in kept)
            if needed > self.height - self.top_of(row) or (not rows and at_top):
                needed = row.height
            if needed > room:
                break
            rows.append(self.pop())
            room -= row.height
        return rows


class SheetFlow(Flowable):
    """The rows of a sheet that are not on a page yet."""

    def __init__(self, block, height, grid=None):
        super().__init__()
        self.block, self.page_height, self.grid = block, height, grid

    def wrap(self, width, _height):
        return width, ENDLESS

    def split(self, width, height):
        """Return the part that fits on this page, and the rest."""
        grid = self.grid or Grid(self.block, width, self.page_height)
        at_top = self._frame._atTop
        coming = grid.peek()
        rest = SheetFlow(self.block, self.page_height, grid)
        if coming and grid.started and coming[0].row.fresh and not at_top:
            return [PageBreak(), rest]
        rows = grid.take(height, at_top)
        if not rows and coming:
            return [PageBreak(), rest]
        part = Part(grid, rows, width)
        return [part, rest] if grid.peek() else [part, Spacer(0, style.GAP)]


class Part(Flowable):
    """The rows of a sheet on one page, below their headings."""

    def __init__(self, grid, rows, width):
        super().__init__()
        self.grid, self.rows, self.width = grid, rows, width
        self.above = grid.top_of(rows[0] if rows else None) - grid.head_height
        self.height = self.above + grid.head_height + sum(laid.height for laid in rows)

    def wrap(self, _width, _height):
        return self.width, self.height

    def draw(self):
        canvas = self.canv
        setter = getattr(canvas, "setter", None) or Setter(canvas)
        heads = _stack(self.grid.heads, self.height - self.above)
        rows = _stack(self.rows, self.height - self.above - self.grid.head_height)
        canvas.saveState()
        canvas.setFillColor(style.INK)
        self._draw_place(setter)
        self._shade([*heads, *rows])
        self._rule(heads, rows)
        canvas.setFillColor(style.INK)
        for laid, top in heads:
            self._write_head(setter, laid, top)
        for laid, top in rows:
            self._write(setter, laid, top)
        canvas.restoreState()

    def _draw_place(self, setter):
        place = self.rows[0].row.place if self.rows else ()
        y = self.height - PLACE_SIZE
        for line in place:
            setter.put(0, y, line, BOLD, PLACE_SIZE)
            y -= PLACE_LEADING
        note = self.grid.block.note
        if note:
            y = self.height - PLACE_SIZE - max(len(place) - 1, 0) * PLACE_LEADING
            x = self.width - width_of(note, REGULAR) * SIZE / 1000
            setter.put(x, y, note, REGULAR, SIZE)

    def _shade(self, stack):
        for laid, top in stack:
            shade = SHADES.get(laid.row.kind)
            if shade:
                self.canv.setFillColor(shade)
                self.canv.rect(0, top - laid.height, self.width, laid.height, stroke=0, fill=1)

    def _rule(self, heads, rows):
        """Draw the thin lines, then the frame around headings and rows."""
        lines = [line for at, one in enumerate(heads) for line in self._head_lines(at, *one)]
        lines += [
            (0, top, self.width, top) for laid, top in rows[1:]
            if self.grid.block.ruled or laid.row.kind not in FONTS
        ]
        lines += [
            (self.grid.edges[at], top, self.grid.edges[at], low)
            for borders, top, low in _runs(rows) for at in borders
        ]
        canvas, head = self.canv, self.height - self.above - self.grid.head_height
        canvas.setStrokeColor(style.RULE)
        canvas.setLineWidth(0.3)
        canvas._code.append(" ".join(
            f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l" for x, y, to_x, to_y in lines
        ) + " S")
        canvas.setStrokeColor(style.INK)
        canvas.setLineWidth(0.9)
        canvas.rect(0, 0, self.width, self.height - self.above, stroke=1, fill=0)
        canvas.line(0, head, self.width, head)

    def _head_lines(self, at, laid, top):
        """Return the lines left of and below each cell of a heading."""
        edges, lines = self.grid.edges, []
        for column, span, _align, _lines, deep in laid.parts:
            low = top - self.grid.deep_height(at, deep)
            lines.append((edges[column], top, edges[column], low))
            lines.append((edges[column], low, edges[column + span], low))
        return lines

    def _write_head(self, setter, laid, top):
        at = self.grid.heads.index(laid)
        for column, span, align, lines, deep in laid.parts:
            spare = (self.grid.deep_height(at, deep) - len(lines) * LEADING) / 2
            room = self.grid.edges[column] + PAD, self.grid.edges[column + span] - PAD
            _write_lines(setter, lines, (*room, top - spare - SIZE), align, BOLD)

    def _write(self, setter, laid, top):
        font, edges = FONTS.get(laid.row.kind, BOLD), self.grid.edges
        for column, span, align, lines, _deep in laid.parts:
            left = edges[column] + PAD + (0 if column else laid.row.level * INDENT)
            room = left, edges[column + span] - PAD, top - PAD - SIZE
            _write_lines(setter, lines, room, align, font)


def _stack(rows, top):
    """Return (row, its upper edge) of rows one below the other."""
    stack = []
    for laid in rows:
        stack.append((laid, top))
        top -= laid.height
    return stack


def _runs(rows):
    """Return (inner borders, top, low) of rows below one another that have the same borders."""
    runs = []
    for laid, top in rows:
        low = top - laid.height
        if runs and runs[-1][0] == laid.borders:
            runs[-1] = (laid.borders, runs[-1][1], low)
        else:
            runs.append((laid.borders, top, low))
    return runs


def _write_lines(setter, lines, room, align, font):
    """Write the lines of a cell; ``room``: its left and right, and where the first line stands."""
    left, right, y = room
    for line in lines:
        x = left
        if align != "left":
            free = right - left - width_of(line, font) * SIZE / 1000
            x += free if align == "right" else free / 2
        setter.put(x, y, line, font, SIZE)
        y -= LEADING
