"""Write a budget by subjects as the table that ``reader`` reads: one heading row, won."""

import csv
import io

from ..ehojo.writer import ENCODING, RISKY
from .columns import COLUMNS, HEADING

WIDTHS = {"department": 18, "gwan": 18, "hang": 18, "mok": 24, "semok": 24, "name": 26,
          "formula": 34, "amount": 18, "project": 24}
# A form to fill in shows the columns everybody has; the others are for projects and sources.
ORDER = tuple(COLUMNS)


def headers():
    """Return the row of headings.

    >>> headers()[:4], headers().index("예산액(원)")
    (['구분', '수익적/자본적', '회계(기금)', '부서'], 11)
    """
    return [HEADING[name] for name in ORDER]


def _safe(value):
    """Keep a spreadsheet from taking a text for a formula; the reader reads over the blank.

    >>> _safe("=1+1"), _safe("- 토너"), _safe(5)
    (' =1+1', ' - 토너', 5)
    """
    return f" {value}" if isinstance(value, str) and value.startswith(RISKY) else value


def write_csv(rows):
    """Return rows, dicts by our names of the columns, as CSV in UTF-8 with its mark."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(headers())
    writer.writerows([_safe(row.get(name, "")) for name in ORDER] for row in rows)
    return stream.getvalue().encode(ENCODING)


def write_xlsx(rows):
    """Return rows as a workbook; amounts are numbers.

    :raises ImportError: xlsxwriter is not installed
    """
    import xlsxwriter  # only workbooks need it

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("예산")
        bold = workbook.add_format({"bold": True, "align": "center", "border": 1})
        number = workbook.add_format({"num_format": "#,##0"})
        for column, name in enumerate(ORDER):
            sheet.set_column(column, column, WIDTHS.get(name, 12))
        for column, text in enumerate(headers()):
            sheet.write_string(0, column, text, bold)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for at, row in enumerate(rows, 1):
            for column, name in enumerate(ORDER):
                if name == "amount" and row.get(name, "") != "":
                    sheet.write_number(at, column, row[name], number)
                else:
                    sheet.write_string(at, column, str(row.get(name, "")))
    return buffer.getvalue()
