"""The report as an Excel workbook. No database, no Odoo.

Amounts are whole won in every cell; the unit is a number format, so that a workbook in thousands
still adds up to the won. What can be derived is a formula.
"""

import io
import re
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from .figures import COMPARED_FIGURES, COMPARED_RATES, FIGURES, RATES, figure_of

FORMATS = {1: "#,##0", 1000: "#,##0,", 1_000_000: "#,##0,,"}
HEAD_ROW, FIRST_COLUMN = 4, 3
TOTAL_ROW, FIRST_ROW = HEAD_ROW + 1, HEAD_ROW + 2
ALL_FIGURES = {**FIGURES, **COMPARED_FIGURES}
ALL_RATES = {**RATES, **COMPARED_RATES}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Page(NamedTuple):
    """What the workbook says besides the figures, in the reader's language.

    :param totals: names of the totals of a row, in order
    :param figures: the figures shown, in order; a total or a sum of totals
    :param rates: the rates shown after them
    """

    title: str
    lines: tuple
    level_label: str
    code_label: str
    name_label: str
    total_label: str
    levels: tuple
    labels: dict
    unit: int
    totals: tuple
    figures: tuple
    rates: tuple


def safe_text(text):
    """Return ``text`` so that no spreadsheet takes it for a formula, also after saving it as CSV.

    >>> safe_text("=1+1"), safe_text("@SUM"), safe_text("사무관리비")
    ("'=1+1", "'@SUM", '사무관리비')
    """
    text = CONTROL.sub("", text or "")
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def column_of(name, columns):
    """Return the place of a figure or rate among the columns of the sheet.

    >>> column_of("paid", ("appropriated", "paid")), column_of("voted", ("paid",))
    (4, None)
    """
    return FIRST_COLUMN + columns.index(name) if name in columns else None


def figure_formula(name, row, columns):
    """Return the formula of a derived figure in ``row``; nothing where a part is not shown.

    >>> figure_formula("available", 6, ("allotted", "requested", "committed"))
    '=D7-E7-F7'
    >>> figure_formula("available", 6, ("allotted",))
    ''
    """
    parts = ALL_FIGURES[name]
    places = {total: column_of(total, columns) for total in parts}
    if None in places.values():
        return ""
    terms = [
        ("+" if times > 0 else "-") + xl_rowcol_to_cell(row, places[total])
        for total, times in parts.items()
    ]
    return "=" + "".join(terms).lstrip("+")


def rate_formula(name, row, columns):
    """Return the formula of a rate in ``row``; a dash where there is nothing to take it of.

    >>> rate_formula("paid_rate", 6, ("appropriated", "paid"))
    '=IF(D7=0,"-",E7/D7)'
    >>> rate_formula("paid_rate", 6, ("paid",))
    ''
    """
    places = [column_of(total, columns) for total in ALL_RATES[name]]
    if None in places:
        return ""
    part, whole = (xl_rowcol_to_cell(row, place) for place in places)
    return f'=IF({whole}=0,"-",{part}/{whole})'


def total_formula(place, count):
    """Return the formula of a column's total: the sum of the rows of the top level.

    >>> total_formula(7, 10)
    '=SUMIF($A$7:$A$16,$A$7,H7:H16)'
    """
    letter, first, last = xl_col_to_name(place), FIRST_ROW + 1, FIRST_ROW + count
    return f"=SUMIF($A${first}:$A${last},$A${first},{letter}{first}:{letter}{last})"


def write_workbook(page, rows, total):
    """Return the bytes of the workbook.

    :param rows: tuples (depth, code, name, totals in the order of ``page.totals``)
    :param total: the totals of all, in the same order
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    })
    sheet = book.add_worksheet(page.title[:31])
    styles = _make_styles(book, page)
    _write_head(sheet, page, styles)
    _write_figures(sheet, page, TOTAL_ROW, total, styles["total"], len(rows))
    for place, (depth, code, name, totals) in enumerate(rows, FIRST_ROW):
        style = styles["top" if depth == 0 else "row"]
        sheet.set_row(place, None, None, {"level": min(depth, 7)})
        sheet.write_string(place, 0, safe_text(page.levels[depth]), style["text"])
        sheet.write_string(place, 1, safe_text(code), style["text"])
        sheet.write_string(place, 2, safe_text(name), style["names"][depth])
        _write_figures(sheet, page, place, totals, style)
    _lay_out(sheet, page, len(rows))
    book.close()
    return stream.getvalue()


def _make_styles(book, page):
    """Return the cell formats by kind of row."""
    won = FORMATS[page.unit]
    kinds = {
        "row": {"bottom": 4},
        "top": {"bottom": 4, "bold": True},
        "total": {"bottom": 2, "bold": True, "bg_color": "#F1F3F5"},
    }
    styles = {
        kind: {
            "text": book.add_format(look),
            "won": book.add_format({**look, "num_format": f"{won};[Red]-{won}"}),
            "rate": book.add_format({**look, "num_format": "0.0%", "align": "right"}),
            "names": [
                book.add_format({**look, "indent": depth}) for depth in range(len(page.levels))
            ],
        }
        for kind, look in kinds.items()
    }
    styles["title"] = book.add_format({"bold": True, "font_size": 16})
    styles["head"] = book.add_format({
        "bold": True, "bg_color": "#E9ECEF", "border": 1, "align": "center", "valign": "vcenter",
        "text_wrap": True,
    })
    return styles


def _write_head(sheet, page, styles):
    sheet.write_string(0, 0, safe_text(page.title), styles["title"])
    for place, line in enumerate(page.lines, 1):
        sheet.write_string(place, 0, safe_text(line))
    labels = (page.level_label, page.code_label, page.name_label,
              *(page.labels[name] for name in [*page.figures, *page.rates]))
    for place, label in enumerate(labels):
        sheet.write_string(HEAD_ROW, place, safe_text(label), styles["head"])
    for place, label in enumerate((page.total_label, "", "")):
        sheet.write_string(TOTAL_ROW, place, label, styles["total"]["text"])


def _write_figures(sheet, page, row, totals, style, count=None):
    """Write the figures of one row; with ``count``, those of the total over so many rows."""
    values, columns = dict(zip(page.totals, totals, strict=True)), (*page.figures, *page.rates)
    for place, name in enumerate(page.figures, FIRST_COLUMN):
        won = figure_of(name, values)
        formula = "" if name in page.totals else figure_formula(name, row, columns)
        if count and name in page.totals:
            formula = total_formula(place, count)
        if formula:
            sheet.write_formula(row, place, formula, style["won"], won)
        else:
            sheet.write_number(row, place, won, style["won"])
    for name in page.rates:
        part, whole = (figure_of(one, values) for one in ALL_RATES[name])
        rate, formula = (part / whole if whole else "-"), rate_formula(name, row, columns)
        place = column_of(name, columns)
        if formula:
            sheet.write_formula(row, place, formula, style["rate"], rate)
        else:
            sheet.write(row, place, rate, style["rate"])


def _lay_out(sheet, page, count):
    """Freeze the head, group the rows, and fit one page across."""
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 2, 40)
    rates = FIRST_COLUMN + len(page.figures)
    last = rates + len(page.rates) - 1
    sheet.set_column(FIRST_COLUMN, rates - 1, 17)
    sheet.set_column(rates, last, 10)
    sheet.set_row(HEAD_ROW, 24)
    sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
    sheet.outline_settings(True, False, False, False)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, FIRST_ROW + count - 1, last)
    sheet.set_footer("&C&P / &N")
