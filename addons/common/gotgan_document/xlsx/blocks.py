"""Each block of a description on a worksheet."""

from functools import singledispatch

from .. import korean
from .. import paper as papers
from .heights import lines_in
from .spread import spread

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
SHADED = {"group", "total"}
PLAIN = {"plain", "faint"}
# How wide a key stands beside its value.
FIELD = [1, 3]
SEAL_SIZE = 43  # points: 15 mm


@singledispatch
def put(block, _page):
    """Write a block below what is on the page already.

    :raises TypeError: a block that no paper knows
    """
    raise TypeError(f"{type(block).__name__} is no block of a paper")


def _heading(text, page):
    if text:
        page.line(text, 11, bold=True)


def write_cell(page, at, value, **look):
    """Write one cell: a whole number as a number, anything else as text, never as a formula."""
    row, column = at
    if isinstance(value, int) and not isinstance(value, bool):
        form = page.formats.get(**{**look, "number": True, "align": look.get("align") or "right"})
        page.sheet.write_number(row, column, value, form)
    elif value in (None, ""):
        page.sheet.write_blank(row, column, None, page.formats.get(**look))
    else:
        page.sheet.write_string(row, column, str(value), page.formats.get(**look))


@put.register
def _sheet(block: papers.Sheet, page):
    page.freeze(*_put_sheet(block, page))


def _put_sheet(block, page):
    """Write headings and rows; return the first row of the headings and how many there are."""
    _heading(block.heading, page)
    heads = block.heads or (tuple(
        papers.Cell(column.label, align="center") for column in block.columns
    ),)
    first = page.row
    if page.begin_table(block.columns, heads) or block.heading:
        first = _put_note(block, page)
        _put_heads(heads, page)
    for row in block.rows:
        _put_row(row, block.columns, page)
    page.row += 1
    return first, len(heads)


def _put_note(block, page):
    """Write what stands above a table; return the row of its headings."""
    if block.note:
        last = len(block.columns) - 1
        page.sheet.write_string(page.row, last, block.note, page.formats.get(size=9, align="right"))
        page.row += 1
    return page.row


def _put_heads(heads, page):
    merged = []
    for cells in heads:
        column, lines = 0, 1
        for cell in cells:
            span = cell.span if cell is not None else 1
            for at in range(column, column + span):
                shown = cell.value if cell is not None and at == column else ""
                write_cell(
                    page, (page.row, at), shown, bold=True, shade=True, border=True, wrap=True,
                    align="center",
                )
            if cell is not None and cell.deep == 1:
                lines = max(lines, lines_in(str(cell.value or ""), page.room(column, span)))
            if cell is not None and (span > 1 or cell.deep > 1):
                merged.append([page.row, column, page.row + cell.deep - 1, column + span - 1])
            column += span
        page.raise_row(lines)
        page.row += 1
    page.sheet.merge.extend(merged)


def _put_row(row, columns, page):
    look = {"bold": row.kind not in PLAIN, "shade": row.kind in SHADED, "border": True}
    column, lines = 0, 1
    for cell in row.cells:
        value, span, align = cell, 1, columns[column].align
        if isinstance(cell, papers.Cell):
            value, span, align = cell.value, cell.span, cell.align or align
        level = 0 if column else row.level
        if isinstance(value, str):
            lines = max(lines, lines_in(value, page.room(column, span, level)))
        write_cell(
            page, (page.row, column), value, align=align, level=level,
            wrap=isinstance(value, str), **look,
        )
        for at in range(column + 1, column + span):
            write_cell(page, (page.row, at), None, **look)
        if span > 1:
            page.sheet.merge.append([page.row, column, page.row, column + span - 1])
        column += span
    page.raise_row(lines)
    page.row += 1


@put.register
def _table(block: papers.Table, page):
    rows = [papers.Row(cells) for cells in block.rows]
    rows += [papers.Row(cells, "total") for cells in block.totals]
    _put_sheet(papers.Sheet(block.columns, tuple(rows), (), block.heading, block.note), page)


@put.register
def _fields(block: papers.Fields, page):
    _heading(block.heading, page)
    spans = spread(page.widths, FIELD * block.columns)
    for start in range(0, len(block.rows), block.columns):
        cells = sum(map(tuple, block.rows[start:start + block.columns]), ())
        lines = 1
        for at, (value, (first, count)) in enumerate(zip(cells, spans, strict=False)):
            key = {"bold": True, "shade": True} if at % 2 == 0 else {}
            write_cell(page, (page.row, first), value, border=True, wrap=True, **key)
            for beside in range(first + 1, first + count):
                write_cell(page, (page.row, beside), None, border=True)
            if count > 1:
                page.sheet.merge.append([page.row, first, page.row, first + count - 1])
            lines = max(lines, lines_in(str(value or ""), page.room(first, count)))
        page.raise_row(lines)
        page.row += 1
    page.row += 1


@put.register
def _text(block: papers.Text, page):
    _heading(block.heading, page)
    for line in block.text.split("\n"):
        page.line(line)
    page.row += 1


@put.register
def _clauses(block: papers.Clauses, page):
    _heading(block.heading, page)
    for line in clause_lines(block):
        page.line(line)
    page.row += 1


def clause_lines(block):
    """Yield the lines of numbered articles, as texts.

    >>> list(clause_lines(papers.Clauses((("목적", ("가.", ("나.", ("다",)))),))))
    ['제1조(목적)', '① 가.', '② 나.', '  1. 다']
    """
    for number, (title, paragraphs) in enumerate(block.articles, block.first):
        label = f"제{number}조({title})"
        single = len(paragraphs) == 1
        if not single:
            yield label
        for mark, one in zip(CIRCLED, paragraphs, strict=False):
            text, items = (one, ()) if isinstance(one, str) else one
            yield f"{label if single else mark} {text}"
            for at, item in enumerate(items, 1):
                yield f"  {at}. {item}"


@put.register
def _amount(block: papers.Amount, page):
    write_cell(page, (page.row, 0), block.label, bold=True, shade=True, border=True)
    write_cell(page, (page.row, 1), block.amount, border=True, bold=True)
    words = " ".join(filter(None, (korean.won_in_words(block.amount), block.note)))
    write_cell(page, (page.row, 2), words, border=True)
    page.row += 2


@put.register
def _annex(block: papers.Annex, page):
    page.row += 1
    _heading(block.title, page)


@put.register
def _signature(block: papers.Signature, page):
    page.line(block.text)
    page.line(korean.date_long(block.date))
    for party in block.parties:
        page.line(party.role, bold=True)
        for key, value in party.rows:
            page.line(f"{key}  {value}")
        seal_word = "" if party.seal else party.seal_word
        page.line(" ".join(filter(None, (party.title, party.name, seal_word))))
        if party.seal:
            page.picture(party.seal, SEAL_SIZE)
