"""Reads a table out of the bytes of a CSV or XLSX file; every fault has a name and a row."""

import csv
import io
import zipfile
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException


class Problem(NamedTuple):
    """Something wrong in a file: where, what kind, and the words for the message."""

    row: int
    kind: str
    values: dict


# What people write at the top of a column -> our name of it.
HEADERS = {
    "코드": "code",
    "과목코드": "code",
    "code": "code",
    "이름": "name",
    "명칭": "name",
    "과목명": "name",
    "name": "name",
    "name_ko": "name",
    "구분": "level",
    "단계": "level",
    "level": "level",
    "상위코드": "parent_code",
    "상위과목": "parent_code",
    "상위과목코드": "parent_code",
    "parent_code": "parent_code",
    "정의": "definition",
    "설명": "definition",
    "definition": "definition",
    "확인": "verified",
    "확인여부": "verified",
    "verified": "verified",
    "신뢰도": "confidence",
    "confidence": "confidence",
    "출처": "source",
    "source": "source",
    "비고": "note",
    "note": "note",
    "사용": "active",
    "사용여부": "active",
    "active": "active",
    "회계구분": "kind",
    "kind": "kind",
    "재원구분": "origin",
    "origin": "origin",
    "세목귀속": "tax_tier",
    "tax_tier": "tax_tier",
}


def read_table(content):
    """Return ``(rows, problems)`` of a file; rows are ``(row number, {column: text})``.

    CSV is read as UTF-8 (with or without a mark at the front), then as CP949, which is what a
    Korean Excel writes. Empty rows are left out; the numbers are those a person sees.

    >>> read_table("코드,과목명\\n401-01,시설비\\n".encode("cp949"))
    ([(2, {'code': '401-01', 'name': '시설비'})], [])
    >>> read_table(b"\\xff\\xfe\\x00")
    ([], [Problem(row=0, kind='encoding', values={})])
    >>> read_table(b"PK\\x03\\x04 not a workbook")[1][0].kind
    'broken_workbook'
    >>> read_table(b"")
    ([], [Problem(row=0, kind='empty', values={})])
    """
    grid, problems = read_grid(content)
    lines = [(number, line) for number, line in enumerate(grid, 1) if any(cell for cell in line)]
    if problems:
        return [], problems
    if not lines:
        return [], [Problem(0, "empty", {})]
    return _name_columns(lines)


def read_grid(content):
    """Return ``(lines of cell texts, problems)`` of a CSV (UTF-8, cp949) or the first sheet."""
    if content.startswith(b"PK\x03\x04"):
        return _read_workbook(content)
    text = _decode(content)
    if text is None or "\x00" in text:
        return [], [Problem(0, "encoding", {})]
    try:
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        return [], [Problem(0, "broken_csv", {"error": str(error)})]
    return [[cell.strip() for cell in line] for line in lines], []


def _decode(content):
    """Return the text of the bytes, or None where no encoding fits."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _read_workbook(content):
    """Return ``(lines, problems)`` of the first sheet of a workbook."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(values_only=True)
        return [[_cell_text(cell) for cell in line] for line in lines], []
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        IndexError,
        SyntaxError,
    ) as error:
        return [], [Problem(0, "broken_workbook", {"error": str(error)})]


def _cell_text(value):
    """Return a cell as people see it.

    >>> _cell_text(100.0), _cell_text(None), _cell_text(True), _cell_text(" 보수 ")
    ('100', '', 'yes', '보수')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).strip()


def _name_columns(lines):
    """Return the rows under the header line by our names of the columns, and its faults."""
    number, header = lines[0]
    names = [HEADERS.get(cell.replace(" ", "").lower(), "") for cell in header]
    problems = [
        Problem(number, "unknown_column", {"column": cell})
        for cell, name in zip(header, names, strict=True)
        if cell and not name
    ]
    problems += [
        Problem(number, "double_column", {"column": name})
        for name in dict.fromkeys(names)
        if name and names.count(name) > 1
    ]
    rows = [
        (number, {name: cell for name, cell in zip(names, line, strict=False) if name})
        for number, line in lines[1:]
    ]
    return rows, problems
