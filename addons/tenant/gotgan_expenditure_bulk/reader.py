"""Open a list of payees, CSV or XLSX, and give its rows one at a time.

A list of a hundred thousand rows is never held as a whole in cells: rows stream through.
"""

import codecs
import csv
import io
import zipfile
from itertools import islice
from typing import NamedTuple

from .columns import find_layout

HEADER_WITHIN = 20
MAX_UNPACKED = 1 << 29
_XLSX, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Sheet(NamedTuple):
    """An opened list.

    :param layout: ``{place of the cell: column}``, or None where no heading was found
    :param rows: yields (row number as a spreadsheet counts, cells); an exception instead of cells
        where the file breaks off
    :param fault: (code, params) that says why there are no rows
    """

    layout: dict | None
    rows: object
    fault: tuple | None = None


def read_sheet(data, columns):
    """Return the Sheet in the bytes of a file.

    :param columns: the columns that are looked for, as ``columns.Column``
    """
    if not data.strip(b"\0 \r\n\t"):
        return _refused("empty_file")
    if data.startswith(_XLS):
        return _refused("old_excel")
    if data.startswith(_XLSX):
        return _read_xlsx(data, columns)
    return _find_header(_numbered(_csv_rows(data)), columns)


def find_encoding(data):
    """Return the encoding of a text file: UTF-8, or the cp949 of Korean spreadsheets.

    >>> find_encoding("성명".encode("cp949")), find_encoding("성명".encode("utf-8-sig"))
    ('cp949', 'utf-8-sig')
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"


def _refused(code, **params):
    return Sheet(None, iter(()), (code, params))


def _find_header(rows, columns):
    """Return the Sheet whose heading stands in the first rows; titles above it are read over."""
    missing = None
    for number, cells in islice(rows, HEADER_WITHIN):
        if isinstance(cells, Exception):
            return _refused("unreadable_row", number=number, fault=str(cells))
        layout, lacking = find_layout(cells, columns)
        if layout and not lacking:
            return Sheet(layout, rows)
        if layout and (missing is None or len(lacking) < len(missing)):
            missing = lacking
    if missing:
        return _refused("missing_columns", columns=", ".join(missing))
    return _refused("no_header")


def _numbered(rows):
    number = 0
    try:
        for number, cells in enumerate(rows, 1):
            yield number, cells
    except (csv.Error, zipfile.BadZipFile, ValueError, KeyError, EOFError, SyntaxError) as error:
        yield number + 1, error


def _csv_rows(data):
    text = io.TextIOWrapper(
        io.BytesIO(data), encoding=find_encoding(data), errors="surrogateescape", newline="",
    )
    sample = "".join(islice(text, HEADER_WITHIN))
    text.seek(0)
    return csv.reader(text, delimiter=max(",\t;", key=sample.count))


def _read_xlsx(data, columns):
    """Return the Sheet of the first page that has the heading."""
    import openpyxl  # only spreadsheets need it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED:
            return _refused("too_large", limit=MAX_UNPACKED >> 20)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError):
        return _refused("broken_excel")
    sheet = _refused("no_header")
    for page in book.worksheets:
        page.reset_dimensions()
        sheet = _find_header(_numbered(page.iter_rows(values_only=True)), columns)
        if sheet.layout:
            return sheet
    return sheet
