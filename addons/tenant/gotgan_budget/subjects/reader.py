"""Open a budget by subjects, CSV or XLSX, and give its rows as texts."""

import csv
import io
import zipfile
from typing import NamedTuple

from ..ehojo.amounts import find_unit, parse_amount
from ..ehojo.problem import Problems
from ..ehojo.reader import BROKEN, HEADER_WITHIN, MAX_UNPACKED, find_encoding, is_blank
from ..ehojo.row import TOTAL_WORDS, plain_text
from .columns import COLUMNS, HEADING, SUBJECTS, find_layout, is_header

MAX_ROWS = 20_000


class Row(NamedTuple):
    """``texts`` by our name of the column, "" where there is none; ``amount`` in won."""

    number: int
    texts: dict
    amount: int


def read_rows(data):
    """Return ``(rows, problems)`` of the bytes of a file; rows of totals are left out."""
    problems = Problems()
    try:
        grid = _read_grid(data)
    except (csv.Error, zipfile.BadZipFile, ValueError, KeyError, EOFError, SyntaxError, OSError,
            TypeError, IndexError):
        problems.add(0, "", "unreadable")
        return [], problems
    place, layout, unit = _find_header(grid)
    if layout is None:
        problems.add(0, "", "no_header")
    elif layout.missing:
        problems.add(place + 1, "", "missing_columns", columns=", ".join(layout.missing))
    elif len(grid) > MAX_ROWS:
        problems.add(0, "", "too_many_rows", limit=MAX_ROWS)
    else:
        return _read_body(grid, place, layout, unit, problems), problems
    return [], problems


def _read_grid(data):
    """Return the cells of the first sheet that has the headings.

    :raises ValueError: a workbook that unpacks to more than can be held
    """
    if not data.startswith(b"PK\x03\x04"):
        text = data.decode(find_encoding(data), errors="surrogateescape")
        head = "\n".join(text.splitlines()[:HEADER_WITHIN])
        return list(csv.reader(io.StringIO(text, newline=""),
                               delimiter=max(",\t;", key=head.count)))
    import openpyxl  # only spreadsheets need it

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise ValueError(MAX_UNPACKED)
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    grids = (list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets)
    return next((grid for grid in grids if _find_header(grid)[1]), [])


def _find_header(grid):
    unit = None
    for place, cells in enumerate(grid[:HEADER_WITHIN]):
        if is_header(cells):
            layout = find_layout(cells)
            return place, layout, layout.unit or unit or 1
        unit = find_unit(cells) or unit
    return 0, None, 1


def _read_body(grid, place, layout, unit, problems):
    rows = []
    for number, cells in enumerate(grid[place + 1:], place + 2):
        if is_blank(cells):
            continue
        texts = {name: _read_text(number, cells, layout, name, problems) for name in COLUMNS}
        if TOTAL_WORDS & {texts[name] for name in ("side", "section", *SUBJECTS)}:
            problems.add(number, "", "total_row", "warning")
            continue
        rows.append(Row(number, texts, _read_amount(number, texts["amount"], unit, problems)))
    if not rows:
        problems.add(0, "", "no_rows")
    return rows


def _read_text(number, cells, layout, name, problems):
    at = layout.places.get(name)
    value = cells[at] if at is not None and at < len(cells) else None
    if name == "amount":
        return value
    text = plain_text(value) if value is not None else ""
    if BROKEN.search(text):
        text = BROKEN.sub("\N{REPLACEMENT CHARACTER}", text)
        problems.add(number, HEADING[name], "broken_bytes", value=text)
    return text


def _read_amount(number, value, unit, problems):
    if value is None or value == "":
        problems.add(number, HEADING["amount"], "missing_value")
        return 0
    try:
        won = parse_amount(value, unit)
    except (ValueError, ArithmeticError):
        shown = BROKEN.sub("\N{REPLACEMENT CHARACTER}", str(value))[:60]
        problems.add(number, HEADING["amount"], "bad_amount", value=shown)
        return 0
    if won < 0:
        problems.add(number, HEADING["amount"], "negative_amount", amount=won)
    return max(won, 0)
