"""Open a budget export, CSV or XLSX, and give its rows one at a time.

A file of a hundred thousand rows is never held as a whole in cells: rows stream through.
"""

import codecs
import csv
import io
import re
import zipfile
from itertools import islice
from typing import NamedTuple

from .amounts import find_unit
from .columns import Layout, compact, find_layout, is_header
from .problem import ERROR, Problem

HEADER_WITHIN = 30
MAX_UNPACKED = 1 << 30
BROKEN = re.compile("[\udc80-\udcff]")
_XLSX, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Book(NamedTuple):
    """An opened file: where its columns are, won per unit, and its data rows.

    ``rows`` yields (row number as a spreadsheet counts, cells); ``problem`` says why there are
    none.
    """

    layout: Layout | None
    unit: int
    rows: object
    problem: Problem | None = None


def read_book(data):
    """Return the Book in the bytes of a file; what is wrong with it is in ``problem``."""
    if not data.strip(b"\0 \r\n\t"):
        return _refused("empty_file")
    if data.startswith(_XLS):
        return _refused("old_excel")
    if data.startswith(_XLSX):
        return _read_xlsx(data)
    return _find_header(_numbered(_csv_rows(data)))


def _refused(code, **params):
    return Book(None, 1_000, iter(()), Problem(0, "", code, params, ERROR))


def _find_header(rows):
    """Return the Book whose header stands in the first rows; titles above it are read over."""
    unit = 1_000
    for number, cells in islice(rows, HEADER_WITHIN):
        if isinstance(cells, Exception):
            return _refused("unreadable_row", number=number, fault=str(cells))
        unit = find_unit(cells) or unit
        if is_header(cells):
            return _with_layout(cells, rows, unit)
    return _refused("no_header")


def _with_layout(first, rows, unit):
    _number, second = next(rows, (0, ()))
    layout = find_layout(first, () if isinstance(second, Exception) else second)
    if layout.missing:
        return _refused("missing_columns", columns=", ".join(layout.missing))
    return Book(layout, unit, rows)


def _numbered(rows):
    """Number rows as a spreadsheet does; a reader that breaks ends with a row that says so."""
    number = 0
    try:
        for number, cells in enumerate(rows, 1):
            yield number, cells
    except (csv.Error, zipfile.BadZipFile, ValueError, KeyError, EOFError, SyntaxError) as error:
        yield number + 1, error


# ---- CSV ------------------------------------------------------------------


def find_encoding(data):
    """Return the encoding of a text file: UTF-8, or the cp949 of Korean spreadsheets.

    Where neither fits throughout, the one in which fewer lines are broken.

    >>> find_encoding("회계연도".encode("cp949")), find_encoding("회계연도".encode("utf-8-sig"))
    ('cp949', 'utf-8-sig')
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    candidates = ("utf-8", "cp949")
    fits = [encoding for encoding in candidates if _fits(data, encoding)]
    if fits:
        return fits[0]
    lines = data.splitlines()
    return min(candidates, key=lambda one: sum(not _fits(line, one) for line in lines))


def _fits(data, encoding):
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _csv_rows(data):
    text = io.TextIOWrapper(
        io.BytesIO(data), encoding=find_encoding(data), errors="surrogateescape", newline="",
    )
    sample = text.readline()
    while sample and not is_header(re.split("[,\t;]", sample.replace('"', ""))):
        sample = text.readline()
    text.seek(0)
    delimiter = max(",\t;", key=(sample or ",").count)
    return csv.reader(text, delimiter=delimiter)


# ---- XLSX -----------------------------------------------------------------


def _read_xlsx(data):
    """Return the Book of the first sheet that has the header."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        return _refused("broken_excel")
    if unpacked > MAX_UNPACKED:
        return _refused("too_large", limit=MAX_UNPACKED >> 20)
    return _read_sheets(data)


def _read_sheets(data):
    import openpyxl  # only spreadsheets need it

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError):
        return _refused("broken_excel")
    book = _refused("no_header")
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        book = _find_header(_numbered(sheet.iter_rows(values_only=True)))
        if book.layout or book.problem.code != "no_header":
            return book
    return book


def peek_year(data):
    """Return the fiscal year the first data row of a file names, None where it names none."""
    book = read_book(data)
    if book.problem:
        return None
    for _number, cells in islice(book.rows, HEADER_WITHIN):
        year = "" if isinstance(cells, Exception) else _year_text(cells, book.layout)
        if year.isdecimal():
            return int(year)
    return None


def _year_text(cells, layout):
    at = layout.texts["year"]
    return year_text(compact(cells[at]).removesuffix(".0")) if at < len(cells) else ""


def year_text(value):
    """Return a fiscal year as it is compared: ``2026년`` is 2026.

    >>> year_text("2026년"), year_text("2026"), year_text("합계")
    ('2026', '2026', '합계')
    """
    return value.removesuffix("년")


def is_blank(cells):
    """Say whether a row has nothing in it.

    >>> is_blank([None, "", "  "]), is_blank([None, 0])
    (True, False)
    """
    return not any(cell is not None and compact(cell) for cell in cells)
