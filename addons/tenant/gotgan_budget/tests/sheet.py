"""Budget exports made for tests: rows as the source system writes them, as CSV or XLSX."""

import csv
import io

SOURCES = (
    "국고보조금", "균특보조금", "기금보조금", "특별교부세", "분권교부세", "광역보조금",
    "재정보전금", "특별조정교부금", "자체재원", "지방채", "기타",
)
TEXTS = (
    "회계연도", "예산구분", "분야명", "부문명", "위원회명", "정책사업명", "단위사업명", "회계코드",
    "회계명", "세부사업명", "자체보조구분명", "부서명", "편성목", "편성목명", "통계목", "통계목명",
    "의무/재량구분", "산출근거명", "산출근거식",
)
DEFAULTS = {
    "예산구분": "본예산", "분야명": "일반공공행정", "부문명": "일반행정", "위원회명": "자치위원회",
    "정책사업명": "시민소통강화", "단위사업명": "시민소통 추진", "회계코드": "100",
    "회계명": "일반회계", "세부사업명": "시민 소통 추진", "자체보조구분명": "자체",
    "부서명": "소통과", "편성목": "201", "편성목명": "일반운영비", "통계목": "201-01",
    "통계목명": "사무관리비", "의무/재량구분": "재량", "산출근거명": "Ο교육", "산출근거식": "",
}


def header(extra=()):
    """Return the two header rows; ``extra`` headings come first."""
    first = [*extra, *TEXTS, "예산액", "기정액", "비교증감"]
    second = [""] * len(first)
    for name in SOURCES:
        first += [name, "", ""]
        second += ["경정", "기정", "증감"]
    return [first, second]


def row(year, new, base=0, *, sources=None, change=None, extra=(), **texts):
    """Return the cells of one row; amounts in 천원, all of it 자체재원 unless told otherwise.

    :param dict sources: {name: (경정, 기정)} or {name: (경정, 기정, 증감)}
    """
    words = {**DEFAULTS, "회계연도": str(year), **texts}
    given = {"자체재원": (new, base)} if sources is None else sources
    cells = [*extra, *(words[name] for name in TEXTS)]
    cells += [text(new), text(base), text(new - base if change is None else change)]
    for name in SOURCES:
        one = given.get(name, (0, 0))
        cells += [text(one[0]), text(one[1]), text(one[2] if len(one) > 2 else one[0] - one[1])]
    return cells


def text(amount):
    return f"{amount:,}" if isinstance(amount, int) else amount


def as_csv(rows, head=None, encoding="utf-8-sig"):
    stream = io.StringIO()
    csv.writer(stream).writerows([*(head or header()), *rows])
    return stream.getvalue().encode(encoding)


def as_xlsx(rows, head=None, above=(), merged=True):
    """Return a workbook whose funding sources are merged cells, as the export makes them."""
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for cells in [*above, *(head or header()), *rows]:
        sheet.append([number(cell) for cell in cells])
    if merged:
        top = len(above) + 1
        for place in range(len(SOURCES)):
            column = len(TEXTS) + 4 + place * 3
            sheet.merge_cells(
                start_row=top, end_row=top, start_column=column, end_column=column + 2,
            )
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def number(cell):
    """Return a cell as a spreadsheet would hold it: amounts and codes as numbers."""
    plain = cell.replace(",", "") if isinstance(cell, str) else ""
    return int(plain) if plain.lstrip("-").isdecimal() else cell
