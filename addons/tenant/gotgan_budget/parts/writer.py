"""The empty form of a table, as a workbook: what to fill in, with the unit above it."""

import io

from .columns import AMOUNTS, CONTINUING, TABLES

TITLES = {
    "revenue": "세입예산", "continuing": "계속비", "debt": "채무부담행위",
    "carryover": "명시이월비", "transfer": "예산의 이용",
}
YEARS_AHEAD = 5


def write_form(kind, year):
    """Return the form of a fiscal year as the bytes of a workbook.

    :raises ImportError: xlsxwriter is not installed
    """
    import xlsxwriter  # only workbooks need it

    headings = [headings[0] for headings in TABLES[kind].values()]
    if kind == CONTINUING:
        at = headings.index("사유")
        headings[at:at] = [f"{year + more}년" for more in range(YEARS_AHEAD)]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet(TITLES[kind])
        bold = workbook.add_format({"bold": True, "align": "center", "border": 1})
        text = workbook.add_format({"num_format": "@"})
        number = workbook.add_format({"num_format": "#,##0"})
        money = {names[0] for name, names in TABLES[kind].items() if name in AMOUNTS}
        sheet.write_string(0, 0, f"{year}년도 {TITLES[kind]} (단위: 천원)")
        for column, heading in enumerate(headings):
            is_money = heading in money or heading.endswith("년")
            sheet.set_column(column, column, 16, number if is_money else text)
            sheet.write_string(1, column, heading, bold)
        sheet.freeze_panes(2, 0)
    return buffer.getvalue()
