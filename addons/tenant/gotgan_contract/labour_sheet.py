"""노무비 청구·지급 내역: read the list of workers a contractor hands in, CSV or XLSX.

Plain Python: bytes in, workers and faults out. A fault names its row and column. Of a resident
registration number only the day of birth is kept (개인정보 보호법 제24조의2).
"""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from typing import NamedTuple

HEADER_WITHIN = 20
MAX_ROWS = 5_000
MAX_UNPACKED = 1 << 27
HEADINGS = {
    "name": ("성명", "이름", "근로자명", "근로자성명"),
    "birth": ("생년월일", "주민등록번호", "주민번호"),
    "trade": ("직종", "공종"),
    "employer": ("소속", "소속업체", "업체명", "고용업체"),
    "days": ("근로일수", "출역일수", "근무일수", "일수", "공수"),
    "wage": ("노무비", "임금", "노무비청구액", "청구금액", "청구액"),
    "paid": ("지급액", "실지급액", "지급금액", "이체금액"),
    "deducted": ("공제액", "공제금액", "공제"),
    "paid_on": ("지급일", "지급일자", "이체일", "이체일자"),
}
CLAIM = ("name", "birth", "wage")
RECEIPT = ("name", "birth", "paid", "paid_on")
TOTAL_WORDS = {"합계", "총계", "소계", "계"}


class Worker(NamedTuple):
    """One row: who, what for, how much; won and days are 0 where the list has no such column."""

    row: int
    name: str
    birth: str
    trade: str
    employer: str
    days: float
    wage: int
    paid: int
    deducted: int
    paid_on: date | None


class Fault(NamedTuple):
    """What is wrong in a row; row 0 is the whole list."""

    row: int
    column: str
    code: str
    params: dict


def read_list(data, required):
    """Return (workers, faults) of the bytes of a file.

    :param required: ``CLAIM`` or ``RECEIPT``: the columns without which a row says nothing

    >>> text = "성명,생년월일,직종,근로일수,노무비\\n김목수,800101-1234567,형틀목공,12.5,2500000\\n"
    >>> (worker,), faults = read_list(text.encode(), CLAIM)
    >>> worker.birth, worker.days, worker.wage, faults
    ('800101', 12.5, 2500000, [])
    >>> faults = read_list("성명,생년월일,노무비\\n김목수,801301,-1\\n".encode(), CLAIM)[1]
    >>> [(one.row, one.column, one.code) for one in faults]
    [(2, '생년월일', 'bad_birth'), (2, '노무비', 'bad_amount')]
    >>> read_list(b"", CLAIM)[1], read_list("성명,직종\\n".encode("cp949"), CLAIM)[1][0].code
    ([Fault(row=0, column='', code='empty_file', params={})], 'no_header')
    """
    rows = _open_file(data)
    if isinstance(rows, str):
        return [], [Fault(0, "", rows, {})]
    workers, faults, layout = [], [], None
    for number, cells in enumerate(rows, 1):
        texts = ["" if cell is None else _as_text(cell) for cell in cells]
        if layout is None:
            layout = _find_layout(texts, required)
            if layout is None and number >= HEADER_WITHIN:
                break
        elif any(texts) and not {text.replace(" ", "") for text in texts} & TOTAL_WORDS:
            _take(number, texts, layout, required, workers, faults)
    if layout is None:
        missing = ", ".join(HEADINGS[role][0] for role in required)
        return [], [Fault(0, "", "no_header", {"columns": missing})]
    if len(workers) > MAX_ROWS or not (workers or faults):
        code = "no_rows" if not workers else "too_many_rows"
        faults.append(Fault(0, "", code, {"limit": MAX_ROWS}))
    return workers, faults + _find_twins(workers)


def read_won(text):
    """Return whole won, or None.

    >>> read_won("1,250,000원"), read_won("12.0"), read_won("1.5"), read_won("")
    (1250000, 12, None, None)
    """
    plain = re.sub(r"[\s,₩원]", "", text).removesuffix(".0")
    return int(plain) if re.fullmatch(r"-?\d{1,13}", plain) else None


def read_birth(text):
    """Return a day of birth as six digits; of a resident registration number no more is kept.

    >>> read_birth("1980-01-31"), read_birth("800131-1234567"), read_birth("80. 1. 31")
    ('800131', '800131', '800131')
    >>> read_birth("801301") is None
    True
    """
    parts = re.findall(r"\d+", text)
    if len(parts) == 3:
        digits = f"{int(parts[0]) % 100:02d}{int(parts[1]):02d}{int(parts[2]):02d}"
    else:
        plain = "".join(parts)
        digits = plain[2:8] if len(plain) == 8 else plain[:6]
    for century in ("19", "20"):
        try:
            datetime.strptime(f"{century}{digits}", "%Y%m%d")
        except ValueError:
            continue
        return digits
    return None


def read_day(text):
    """Return a day, or None.

    >>> read_day("2026. 11. 5."), read_day("2026-11-05 00:00:00"), read_day("11월")
    (datetime.date(2026, 11, 5), datetime.date(2026, 11, 5), None)
    """
    match = re.match(r"^\s*(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})", text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _take(row, texts, layout, required, workers, faults):
    values = {
        role: texts[place] if place < len(texts) else "" for role, place in layout.items()
    }
    before = len(faults)

    def blame(role, code, **params):
        faults.append(Fault(row, HEADINGS[role][0], code, params))

    birth = read_birth(values["birth"])
    if not values["name"]:
        blame("name", "missing_value")
    if birth is None:
        blame("birth", "bad_birth", value=values["birth"][:6])
    won = {role: _read_amount(values, role, role in required, blame)
           for role in ("wage", "paid", "deducted")}
    day = read_day(values.get("paid_on", ""))
    if day is None and "paid_on" in required:
        blame("paid_on", "bad_day", value=values["paid_on"][:20])
    days = _read_days(values.get("days", ""), blame)
    if len(faults) == before:
        workers.append(Worker(
            row, values["name"], birth, values.get("trade", ""), values.get("employer", ""), days,
            won["wage"], won["paid"], won["deducted"], day,
        ))


def _read_amount(values, role, needed, blame):
    text = values.get(role, "")
    won = read_won(text)
    if (needed or text) and (won is None or won < (1 if needed else 0)):
        blame(role, "bad_amount", value=text[:20])
    return won or 0


def _read_days(text, blame):
    try:
        days = float(text.replace(",", "") or 0)
    except ValueError:
        days = -1.0
    if not 0 <= days <= 366:
        blame("days", "bad_days", value=text[:20])
    return days


def _find_twins(workers):
    """The same person twice in one list is paid twice."""
    seen, faults = {}, []
    for worker in workers:
        first = seen.setdefault((worker.name, worker.birth), worker.row)
        if first != worker.row:
            faults.append(Fault(
                worker.row, "", "twin_row", {"name": worker.name, "other": first},
            ))
    return faults


def _find_layout(texts, required):
    layout = {}
    plain = [re.sub(r"\([^)]*\)$", "", re.sub(r"\s+", "", text)) for text in texts]
    for role, words in HEADINGS.items():
        place = next((plain.index(word) for word in words if word in plain), None)
        if place is not None:
            layout[role] = place
    return layout if set(required) <= set(layout) else None


def _as_text(cell):
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _open_file(data):
    """Return the rows of a file, or the code of what is wrong with it as a whole."""
    if not data.strip(b"\0 \r\n\t"):
        return "empty_file"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "old_excel"
    if data.startswith(b"PK\x03\x04"):
        return _open_workbook(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp949", errors="replace")
    head = text[:2000]
    return list(csv.reader(io.StringIO(text), delimiter=max(",\t;", key=head.count)))


def _open_workbook(data):
    import openpyxl  # only spreadsheets need it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                return "too_large"
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        page = book.worksheets[0]
        page.reset_dimensions()
        return list(page.iter_rows(values_only=True))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, IndexError):
        return "broken_excel"
