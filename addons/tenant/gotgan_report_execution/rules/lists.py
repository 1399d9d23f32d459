"""Plain lists as an Excel workbook, a sheet each. No database, no Odoo."""

import io
from typing import NamedTuple

import xlsxwriter

from .workbook import safe_text

HEAD_ROW = 4
WIDTHS = {"text": 32, "won": 18, "rate": 11, "count": 8}


class Column(NamedTuple):
    """A column: its label, the key of its values, and ``text``, ``won``, ``rate`` or ``count``.

    Rates are in 1/10,000.
    """

    label: str
    key: str
    kind: str


class Sheet(NamedTuple):
    title: str
    columns: list
    rows: list


def write_lists(sheets, lines, won_format):
    """Return the bytes of a workbook.

    :param lines: what stands under the title of each sheet
    :param won_format: the number format of won; the cells hold whole won whatever the unit
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    })
    styles = {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "head": book.add_format({
            "bold": True, "bg_color": "#E9ECEF", "border": 1, "align": "center",
        }),
        "text": book.add_format({"bottom": 4}),
        "won": book.add_format({"bottom": 4, "num_format": f"{won_format};[Red]-{won_format}"}),
        "rate": book.add_format({"bottom": 4, "num_format": "0.0%;[Red]-0.0%"}),
        "count": book.add_format({"bottom": 4, "num_format": "0"}),
    }
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.title[:31]), sheet, lines, styles)
    book.close()
    return stream.getvalue()


def _write_sheet(page, sheet, lines, styles):
    page.write_string(0, 0, safe_text(sheet.title), styles["title"])
    for place, line in enumerate(lines, 1):
        page.write_string(place, 0, safe_text(line))
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, WIDTHS[column.kind])
        page.write_string(HEAD_ROW, place, safe_text(column.label), styles["head"])
    for row, values in enumerate(sheet.rows, HEAD_ROW + 1):
        for place, column in enumerate(sheet.columns):
            _write_value(page, row, place, values.get(column.key), column.kind, styles)
    page.freeze_panes(HEAD_ROW + 1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)


def _write_value(page, row, place, value, kind, styles):
    if value is None:
        page.write_string(row, place, "-", styles[kind])
    elif kind == "text":
        page.write_string(row, place, safe_text(value), styles[kind])
    else:
        page.write_number(row, place, value / 10_000 if kind == "rate" else value, styles[kind])
