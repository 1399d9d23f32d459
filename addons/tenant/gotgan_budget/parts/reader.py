"""Open a table, CSV or XLSX, and give its rows; whatever cannot be read is named."""

import csv
import io
import zipfile
from typing import NamedTuple

from ..ehojo.amounts import find_unit, parse_amount
from ..ehojo.problem import WARNING, Problems
from ..ehojo.reader import BROKEN, HEADER_WITHIN, MAX_UNPACKED, find_encoding, is_blank
from ..ehojo.row import TOTAL_WORDS, plain_text
from .columns import AMOUNTS, TABLES, YEARS, find_layout, heading_of, is_header

MAX_ROWS = 50_000


class Row(NamedTuple):
    """A row: texts and won by our names of the columns; ``years``: {year: won} of 연부액."""

    number: int
    texts: dict
    won: dict
    years: dict


def read_table(data, kind, unit):
    """Return ``([Row, …], problems)`` of the bytes of a file; rows of totals are left out.

    :param int unit: won per unit where the file does not name it
    """
    problems = Problems()
    try:
        place, grid = _find_table(kind, data)
    except (csv.Error, zipfile.BadZipFile, ValueError, KeyError, EOFError, SyntaxError, OSError,
            TypeError, IndexError):
        problems.add(0, "", "unreadable")
        return [], problems
    if place is None:
        problems.add(0, "", "no_header")
        return [], problems
    layout = find_layout(kind, grid[place])
    named = next((found for cells in grid[:place] if (found := find_unit(cells))), None)
    if layout.missing:
        problems.add(place + 1, "", "missing_columns", columns=", ".join(layout.missing))
    elif len(grid) > MAX_ROWS:
        problems.add(0, "", "too_many_rows", limit=MAX_ROWS)
    else:
        body = _Body(kind, layout, layout.unit or named or unit, problems)
        return body.read(grid, place + 1), problems
    return [], problems


def _find_table(kind, data):
    """Return (index of the row of headings, cells) of the first sheet that has the headings."""
    for grid in _read_grids(data):
        for place, cells in enumerate(grid[:HEADER_WITHIN]):
            if is_header(kind, cells):
                return place, grid
    return None, []


def _read_grids(data):
    if not data.startswith(b"PK\x03\x04"):
        text = data.decode(find_encoding(data), errors="surrogateescape")
        head = "\n".join(text.splitlines()[:HEADER_WITHIN])
        delimiter = max(",\t;", key=head.count)
        yield list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        return
    import openpyxl  # only spreadsheets need it

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise ValueError(MAX_UNPACKED)
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in workbook.worksheets:
        yield list(sheet.iter_rows(values_only=True))


class _Body:
    """Reads the rows below the headings."""

    def __init__(self, kind, layout, unit, problems):
        self.kind, self.layout, self.unit, self.problems = kind, layout, unit, problems

    def read(self, grid, start):
        rows = []
        for number, cells in enumerate(grid[start:], start + 1):
            if not is_blank(cells):
                rows.append(self.read_one(number, cells))
        rows = [row for row in rows if row]
        if not rows:
            self.problems.add(0, "", "no_rows")
        return rows

    def read_one(self, number, cells):
        texts = {
            name: self.text(number, cells, name) for name in TABLES[self.kind]
            if name not in AMOUNTS
        }
        if TOTAL_WORDS & set(texts.values()):
            self.problems.add(number, "", "total_row", WARNING)
            return None
        won = {name: self.won(number, cells, name) for name in TABLES[self.kind] if name in AMOUNTS}
        years = {
            name: self.won(number, cells, name) or 0 for name in self.layout.places
            if isinstance(name, int)
        }
        return Row(number, texts, won, {year: won for year, won in years.items() if won})

    def cell(self, cells, name):
        at = self.layout.places.get(name)
        return cells[at] if at is not None and at < len(cells) else None

    def text(self, number, cells, name):
        value = self.cell(cells, name)
        text = plain_text(value) if value is not None else ""
        if BROKEN.search(text):
            text = BROKEN.sub("\N{REPLACEMENT CHARACTER}", text)
            self.problems.add(number, heading_of(self.kind, name), "broken_bytes", value=text)
        if name in YEARS:
            text = text.removesuffix("도").removesuffix("년")
        return text

    def won(self, number, cells, name):
        """Return the won in a cell, None where there is nothing in it."""
        value = self.cell(cells, name)
        if value is None or value == "":
            return None
        try:
            return parse_amount(value, self.unit)
        except (ValueError, ArithmeticError):
            shown = BROKEN.sub("\N{REPLACEMENT CHARACTER}", str(value))[:60]
            self.problems.add(number, heading_of(self.kind, name), "bad_amount", value=shown)
            return None
