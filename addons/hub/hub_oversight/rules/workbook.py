"""A table as an Excel workbook. No database, no Odoo.

Amounts are whole won in every cell; the unit is a number format. What can be derived is a formula:
totals, balances, rates.
"""

import io
import re

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

FORMATS = {1: "#,##0", 1000: "#,##0,", 1_000_000: "#,##0,,"}
HEAD_ROW = 4
TOTAL_ROW, FIRST_ROW = HEAD_ROW + 1, HEAD_ROW + 2
WIDTHS = {"text": 22, "won": 18, "count": 9, "rate": 10, "state": 18}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def safe_text(value):
    """Return a text that no spreadsheet takes for a formula, also after saving it as CSV.

    >>> safe_text("=1+1"), safe_text("@SUM"), safe_text("사무관리비"), safe_text(None)
    ("'=1+1", "'@SUM", '사무관리비', '')
    """
    text = CONTROL.sub("", str(value or ""))
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def total_formula(column, count):
    """Return the formula of a total over ``count`` rows; hidden rows of a filter do not count.

    >>> total_formula(2, 13)
    '=SUBTOTAL(109,C7:C19)'
    """
    letter = xl_col_to_name(column)
    return f"=SUBTOTAL(109,{letter}{FIRST_ROW + 1}:{letter}{FIRST_ROW + max(count, 1)})"


def derived_formula(column, row, places):
    """Return the formula of what derives from other columns, or nothing if one is not there.

    >>> from .table import Column
    >>> places = {"all": 1, "paid": 2}
    >>> derived_formula(Column("r", "", "rate", share=("paid", "all")), 6, places)
    '=IF(B7=0,"-",C7/B7)'
    >>> derived_formula(Column("l", "", "won", terms=(("all", 1), ("paid", -1))), 6, places)
    '=B7-C7'
    >>> derived_formula(Column("l", "", "won", terms=(("lost", 1),)), 6, places)
    """
    needed = [*column.share, *(name for name, _times in column.terms)]
    if not needed or any(name not in places for name in needed):
        return None
    cells = [xl_rowcol_to_cell(row, places[name]) for name in needed]
    if column.share:
        return f'=IF({cells[1]}=0,"-",{cells[0]}/{cells[1]})'
    signs = ["+" if times > 0 else "-" for _name, times in column.terms]
    text = "".join(sign + cell for sign, cell in zip(signs, cells, strict=True))
    return "=" + text.lstrip("+")


def write_workbook(title, lines, columns, rows, total, unit=1, total_label=""):
    """Return the bytes of the workbook.

    :param lines: what stands under the title: city, year, as of when, unit
    :param rows: dicts by column name, in order; ``total`` likewise
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    })  # fmt: skip
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "1")
    styles = _make_styles(book, unit)
    sheet.write_string(0, 0, safe_text(title), styles["title"])
    for place, line in enumerate(lines[: HEAD_ROW - 1], 1):
        sheet.write_string(place, 0, safe_text(line))
    for place, column in enumerate(columns):
        sheet.write_string(HEAD_ROW, place, safe_text(column.label), styles["head"])
    _write_total(sheet, columns, total, len(rows), styles["total"])
    sheet.write_string(TOTAL_ROW, 0, safe_text(total_label), styles["total"]["text"])
    for place, row in enumerate(rows, FIRST_ROW):
        _write_row(sheet, place, columns, row, styles["row"])
    _lay_out(sheet, columns, len(rows))
    book.close()
    return stream.getvalue()


def _make_styles(book, unit):
    won = FORMATS[unit]
    styles = {}
    for kind, look in (
        ("row", {"bottom": 4}),
        ("total", {"bottom": 2, "bold": True, "bg_color": "#F1F3F5"}),
    ):
        styles[kind] = {
            "text": book.add_format(look),
            "state": book.add_format(look),
            "won": book.add_format({**look, "num_format": f"{won};[Red]-{won}"}),
            "count": book.add_format({**look, "num_format": "#,##0"}),
            "rate": book.add_format({**look, "num_format": "0.0%", "align": "right"}),
        }
    styles["title"] = book.add_format({"bold": True, "font_size": 16})
    styles["head"] = book.add_format({
        "bold": True, "bg_color": "#E9ECEF", "border": 1, "align": "center", "valign": "vcenter",
        "text_wrap": True,
    })  # fmt: skip
    return styles


def _write_total(sheet, columns, total, count, styles):
    places = {column.name: place for place, column in enumerate(columns)}
    for place, column in enumerate(columns):
        value, style = total.get(column.name), styles[column.kind]
        formula = derived_formula(column, TOTAL_ROW, places)
        if column.adds and not column.terms:
            sheet.write_formula(TOTAL_ROW, place, total_formula(place, count), style, value or 0)
        elif formula and value is not None:
            sheet.write_formula(TOTAL_ROW, place, formula, style, _shown(column, value))
        else:
            sheet.write_blank(TOTAL_ROW, place, None, style)


def _write_row(sheet, row, columns, values, styles):
    places = {column.name: place for place, column in enumerate(columns)}
    for place, column in enumerate(columns):
        value, style = values.get(column.name), styles[column.kind]
        formula = derived_formula(column, row, places)
        if column.kind in ("text", "state"):
            sheet.write_string(row, place, safe_text(value), style)
        elif value is None:
            sheet.write_string(row, place, "-", styles["rate"])
        elif formula:
            sheet.write_formula(row, place, formula, style, _shown(column, value))
        else:
            sheet.write_number(row, place, _shown(column, value), style)


def _shown(column, value):
    return value / 100 if column.kind == "rate" else value


def _lay_out(sheet, columns, count):
    for place, column in enumerate(columns):
        sheet.set_column(place, place, WIDTHS[column.kind])
    sheet.set_row(HEAD_ROW, 24)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.autofilter(HEAD_ROW, 0, FIRST_ROW + max(count, 1) - 1, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&C&P / &N")
