"""Each block of a description as what reportlab lays out."""

from functools import singledispatch

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak, Spacer
from reportlab.platypus import Table as Grid

from .. import korean, paper
from . import style
from .cells import SEAL_SIZE, SealPlace, WideGrid, padding, paragraph, rules

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LABEL_WIDTH = 32 * mm
# A text of so few lines is not torn over two pages.
TOGETHER = 8
PARTY_KEY = 24 * mm


@singledispatch
def lay_out(block):
    """Return the flowables of one block.

    :raises TypeError: a block that no paper knows
    """
    raise TypeError(f"{type(block).__name__} is no block of a paper")


def heading(text):
    """Return the heading of a block, which never stands alone at the foot of a page."""
    return [CondPageBreak(25 * mm), paragraph(text, style.HEADING)] if text else []


@lay_out.register
def _fields(block: paper.Fields):
    label = LABEL_WIDTH if block.columns == 1 else LABEL_WIDTH * 0.85
    value = style.WIDTH / block.columns - label
    cells = [_pair(*row) for row in block.rows]
    while len(cells) % block.columns:
        cells.append(_pair("", ""))
    lines = [
        [cell for pair in cells[start:start + block.columns] for cell in pair]
        for start in range(0, len(cells), block.columns)
    ]
    grid = WideGrid(lines, colWidths=[label, value] * block.columns)
    grid.growing = range(1, 2 * block.columns, 2)
    grid.setStyle([*rules(), *(
        ("BACKGROUND", (2 * column, 0), (2 * column, -1), style.SHADE)
        for column in range(block.columns)
    )])
    return [*heading(block.heading), grid, Spacer(0, style.GAP)]


def _pair(key, value):
    return paragraph(key, style.LABEL), paragraph(value, style.CELL)


@lay_out.register
def _table(block: paper.Table):
    share = style.WIDTH / sum(column.width for column in block.columns)
    widths = [column.width * share for column in block.columns]
    lines = [
        [paragraph(column.label, style.LABEL) for column in block.columns],
        *(_line(block.columns, row) for row in (*block.rows, *block.totals)),
    ]
    grid = WideGrid(lines, colWidths=widths, repeatRows=1)
    grid.setStyle([*rules(), ("BACKGROUND", (0, 0), (-1, 0), style.SHADE), *_set_apart(block)])
    note = [paragraph(block.note, style.SMALL)] if block.note else []
    return [*heading(block.heading), *note, grid, Spacer(0, style.GAP)]


def _line(columns, row):
    return [
        paragraph(value, style.CELL, column.align)
        for column, value in zip(columns, row, strict=True)
    ]


def _set_apart(block):
    """Return the commands that set the totals apart from the rows above them."""
    if not block.totals:
        return []
    first = -len(block.totals)
    return [
        ("BACKGROUND", (0, first), (-1, -1), style.SHADE),
        ("LINEABOVE", (0, first), (-1, first), 1, style.INK),
    ]


@lay_out.register
def _text(block: paper.Text):
    lines = block.text.split("\n")
    paragraphs = [paragraph(line, style.BODY, block.align) for line in lines]
    if len(lines) <= TOGETHER:
        paragraphs = [KeepTogether(paragraphs)]
    return [*heading(block.heading), *paragraphs, Spacer(0, style.GAP)]


@lay_out.register
def _clauses(block: paper.Clauses):
    flow = heading(block.heading)
    for number, (title, paragraphs) in enumerate(block.articles, block.first):
        flow += _article(number, title, paragraphs)
    return [*flow, Spacer(0, style.GAP)]


def _article(number, title, paragraphs):
    label = f"제{number}조({title})"
    if len(paragraphs) == 1:
        text, items = _split(paragraphs[0])
        first = paragraph(f"{label} {text}", style.ARTICLE)
        return [KeepTogether([first, *_items(items)[:1]]), *_items(items)[1:]]
    lines = [
        line
        for mark, one in zip(CIRCLED, paragraphs, strict=False)
        for line in _marked(mark, *_split(one))
    ]
    return [KeepTogether([paragraph(label, style.ARTICLE), lines[0]]), *lines[1:]]


def _split(one):
    return (one, ()) if isinstance(one, str) else one


def _marked(mark, text, items):
    return [paragraph(f"{mark} {text}", style.PARAGRAPH), *_items(items)]


def _items(items):
    return [paragraph(f"{number}. {item}", style.ITEM) for number, item in enumerate(items, 1)]


@lay_out.register
def _amount(block: paper.Amount):
    words = f"{korean.won_in_words(block.amount)} (₩{block.amount:,})"
    cells = [
        [paragraph(block.label, style.LABEL), [
            paragraph(words, style.AMOUNT),
            *([paragraph(block.note, style.CELL)] if block.note else []),
        ]],
    ]
    grid = WideGrid(cells, colWidths=[LABEL_WIDTH, style.WIDTH - LABEL_WIDTH])
    grid.growing = (1,)
    grid.setStyle([*rules(), ("BACKGROUND", (0, 0), (0, 0), style.SHADE)])
    return [grid, Spacer(0, style.GAP)]


@lay_out.register
def _annex(block: paper.Annex):
    return [PageBreak(), paragraph(block.title, style.SUBTITLE)]


@lay_out.register
def _signature(block: paper.Signature):
    parties = _side_by_side(block.parties)
    if parties:
        # Not a spacer: at the foot of the last page it would begin an empty one.
        parties[-1].spaceAfter = style.GAP
    return [KeepTogether([
        paragraph(block.text, style.BODY, "center"),
        paragraph(korean.date_long(block.date), style.SIGNED),
        *parties,
    ])]


def _side_by_side(parties):
    """Return two parties to a line; one alone has the whole width."""
    if len(parties) < 2:
        return [_party(party, style.WIDTH, 2) for party in parties]
    width = style.WIDTH / 2 - 2 * mm
    cells = [_party(party, width, 1) for party in parties] + [""] * (len(parties) % 2)
    lines = [cells[start:start + 2] for start in range(0, len(cells), 2)]
    grid = Grid(lines, colWidths=[style.WIDTH / 2] * 2)
    grid.setStyle([*padding(0), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return [grid]


def _party(party, width, pairs):
    """Return who signs in ruled cells: ``pairs`` of key and value to a line, then the seal."""
    role = Grid([[paragraph(party.role, style.LABEL)]], colWidths=[width])
    role.setStyle([*rules(), ("BACKGROUND", (0, 0), (-1, -1), style.SHADE)])
    parts = [role, *_party_rows(party.rows, width, pairs), _seal_line(party, width)]
    whole = Grid([[part] for part in parts], colWidths=[width])
    whole.setStyle(padding(0))
    return whole


def _party_rows(rows, width, pairs):
    if not rows:
        return []
    known = [_pair(*row) for row in rows]
    known += [_pair("", "")] * (-len(known) % pairs)
    lines = [
        [cell for pair in known[start:start + pairs] for cell in pair]
        for start in range(0, len(known), pairs)
    ]
    grid = Grid(lines, colWidths=[PARTY_KEY, width / pairs - PARTY_KEY] * pairs)
    grid.setStyle(rules())
    return [grid]


def _seal_line(party, width):
    seal = SEAL_SIZE + 4 * mm
    cells = [
        paragraph(party.title, style.LABEL), paragraph(party.name, style.CELL),
        SealPlace(party.seal_word, party.seal),
    ]
    grid = Grid([cells], colWidths=[PARTY_KEY, width - PARTY_KEY - seal, seal])
    grid.setStyle([
        *rules(),
        *((side, (2, 0), (2, 0), 1) for side in ("TOPPADDING", "BOTTOMPADDING")),
    ])
    return grid
