"""Write the budget export that ``reader`` reads: two header rows, 55 columns, 천원.

What is written and read again is the same, row for row: the columns, the marks and the amounts are
those of ``columns`` and ``row``. Won that are no whole 천원 are written with decimals (12.345).
"""

import csv
import io

from .columns import HEADING, PARTS, SOURCES
from .row import Row

# The nineteen columns of the 55-column layout, in its order; then amounts and funding sources.
TEXTS = (
    "year", "kind", "field", "section", "committee", "policy", "unit", "fund_code", "fund",
    "project", "support", "department", "item", "item_name", "subitem", "subitem_name", "duty",
    "name", "formula",
)
AMOUNTS = ("budget", "base", "change")
# Codes tell namesakes apart, days the budgets of a year; they follow the 55 columns where they are
# needed.
DAYS = ("decided",)
CODES = ("policy_code", "unit_code", "project_code", "department_code")
HEADINGS = {**HEADING, "kind": "예산구분", "duty": "의무/재량구분", "committee": "위원회명"}
UNIT = 1_000
ENCODING = "utf-8-sig"
RISKY = ("=", "+", "-", "@", "\t", "\r")


def headers(extra=()):
    """Return the two header rows; the name of a funding source stands above its first part.

    >>> first, second = headers()
    >>> len(first), first[19:25], second[22:25]
    (55, ['예산액', '기정액', '비교증감', '국고보조금', '', ''], ['경정', '기정', '증감'])
    """
    first = [HEADINGS[name] for name in (*TEXTS, *AMOUNTS)]
    second = [""] * len(first)
    for source in SOURCES:
        first += [source, "", ""]
        second += PARTS
    more = [HEADINGS[name] for name in extra]
    return [*first, *more], [*second, *("" for _heading in more)]


def write_amount(won):
    """Return won in 천원 as the export writes it.

    >>> write_amount(2_700_000), write_amount(0), write_amount(-1_500_000), write_amount(12_345)
    ('2,700', '0', '-1,500', '12.345')
    >>> write_amount(-5)
    '-0.005'
    """
    whole, rest = divmod(abs(won), UNIT)
    part = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{'-' if won < 0 else ''}{whole:,}{part}"


def cells_of(row, extra=()):
    """Return the cells of a ``Row`` as texts."""
    texts, amounts = row.texts, [row.amount]
    amounts += [row.sources.get(source, (0, 0, 0)) for source in SOURCES]
    cells = [texts.get(name) or "" for name in TEXTS]
    cells += [write_amount(won) for amount in amounts for won in amount]
    return [*cells, *(texts.get(name) or "" for name in extra)]


def write_csv(rows, extra=()):
    """Return rows as a CSV file in UTF-8 with the mark that spreadsheets look for.

    :param extra: the columns that follow the 55, of ``CODES`` and ``DAYS``
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows(headers(extra))
    writer.writerows(_safe(cells_of(row, extra)) for row in rows)
    return stream.getvalue().encode(ENCODING)


def _safe(cells):
    """Keep a spreadsheet from taking a text for a formula; the reader reads over the blank.

    >>> _safe(["=1+1", "- 토너", "Ο교육"])
    [' =1+1', ' - 토너', 'Ο교육']
    """
    first, last = len(TEXTS), len(TEXTS) + 3 * (1 + len(SOURCES))
    return [
        f" {cell}" if cell.startswith(RISKY) and not first <= at < last else cell
        for at, cell in enumerate(cells)
    ]


def write_xlsx(rows, extra=()):
    """Return rows as a workbook: amounts are numbers, a funding source is a merged heading.

    :raises ImportError: xlsxwriter is not installed
    """
    import xlsxwriter  # only workbooks need it

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("세출예산")
        bold = workbook.add_format({"bold": True, "align": "center", "border": 1})
        number = workbook.add_format({"num_format": "#,##0.###"})
        whole = workbook.add_format({"num_format": "#,##0"})
        first, second = headers(extra)
        for at, cells in enumerate((first, second)):
            for column, text in enumerate(cells):
                sheet.write_string(at, column, text, bold)
        start = len(TEXTS) + len(AMOUNTS)
        sheet.merge.extend(
            [0, start + 3 * at, 0, start + 3 * at + 2] for at in range(len(SOURCES))
        )
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(0, 1)
        for at, row in enumerate(rows, 2):
            _write_row(sheet, at, row, extra, (whole, number))
    return buffer.getvalue()


def _write_row(sheet, at, row, extra, formats):
    whole, number = formats
    texts = row.texts
    for column, name in enumerate(TEXTS):
        sheet.write_string(at, column, texts.get(name) or "")
    column = len(TEXTS)
    for amount in (row.amount, *(row.sources.get(source, (0, 0, 0)) for source in SOURCES)):
        for won in amount:
            exact = won // UNIT if won % UNIT == 0 else won / UNIT
            sheet.write_number(at, column, exact, whole if won % UNIT == 0 else number)
            column += 1
    for name in extra:
        sheet.write_string(at, column, texts.get(name) or "")
        column += 1


def make_row(texts, amount, sources):
    """Return the Row of one 산출근거; what it lacks is empty."""
    return Row(0, texts, amount, {name: one for name, one in sources.items() if any(one)})
