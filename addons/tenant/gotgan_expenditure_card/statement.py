"""Read what was spent by card out of a table: of a card company, or as agencies publish it.

Plain Python: bytes in, uses and faults out. A fault names its row and what was made of it; nothing
is mended silently.
"""

import csv
import io
import re
from datetime import datetime
from typing import NamedTuple

ERROR, WARNING = "error", "warning"
HEADER_WITHIN = 20
MAX_UNPACKED = 1 << 28
HEADINGS = {
    "number": ("번호", "연번", "순번"),
    "card": ("카드번호", "카드"),
    "holder": ("사용자", "이용자", "소지자"),
    "time": ("사용일시", "승인일시", "이용일시", "거래일시", "사용일자", "승인일자", "이용일자"),
    "merchant": ("사용장소", "가맹점명", "가맹점", "이용가맹점", "장소"),
    "purpose": ("집행목적", "사용목적", "목적", "적요"),
    "heads": ("대상인원", "인원", "참석인원"),
    "amount": ("사용금액", "승인금액", "이용금액", "금액", "집행액"),
    "method": ("결제방법", "결제수단"),
    "sort": ("비목", "구분"),
    "approval": ("승인번호",),
    "business_number": ("사업자등록번호", "가맹점사업자번호"),
    "industry": ("업종", "업종명"),
}
REQUIRED = ("time", "merchant", "amount")
METHODS = {"카드": "card", "현금": "cash", "계좌이체": "transfer"}
EMPTY = {"", "-", "_"}
# "2025-10-17 11:38 신": the place has run over into the time, as in tables copied from a PDF.
TIME = re.compile(
    r"^\s*(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(.*)$",
)


class Use(NamedTuple):
    """One use of a card (or of cash, where the table has that too).

    :param time: naive, of Seoul; at midnight with ``timed`` False where the table has a day only
    """

    row: int
    number: str
    card: str
    holder: str
    time: datetime
    timed: bool
    merchant: str
    purpose: str
    heads: int
    amount: int
    method: str
    sort: str
    approval: str
    business_number: str
    industry: str


class Fault(NamedTuple):
    row: int
    column: str
    code: str
    params: dict
    severity: str = WARNING


def read_statement(data):
    """Return (uses, faults) of the bytes of a CSV or XLSX file."""
    rows = _open(data)
    if isinstance(rows, str):
        return [], [Fault(0, "", rows, {}, ERROR)]
    layout = None
    uses, faults, last = [], [], 0
    for row, cells in enumerate(rows, start=1):
        texts = ["" if cell is None else str(cell).strip() for cell in cells]
        if layout is None:
            layout = _find_layout(texts)
            if layout is None and row >= HEADER_WITHIN:
                break
        elif any(texts):
            values = {
                role: texts[place] if place < len(texts) else "" for role, place in layout.items()
            }
            last = _take(row, values, uses, faults, last)
    if layout is None:
        faults.append(Fault(0, "", "no_header", {}, ERROR))
    return uses, faults + _find_twins(uses)


def read_time(text):
    """Return (moment, whether the hour is known, what stands behind it), or None.

    >>> read_time("2025.10.02. 14:07"), read_time("2025-10-17 11:38 신")[2]
    ((datetime.datetime(2025, 10, 2, 14, 7), True, ''), '신')
    >>> read_time("2025-10-10"), read_time("10월")
    ((datetime.datetime(2025, 10, 10, 0, 0), False, ''), None)
    """
    match = TIME.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, rest = match.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
        )
    except ValueError:
        return None
    return moment, hour is not None, rest


def read_won(text):
    """Return won, negative where a use was cancelled, or None.

    >>> read_won("252,000"), read_won("-3,000원"), read_won("12.0"), read_won("1.5")
    (252000, -3000, 12, None)
    """
    plain = re.sub(r"[\s,₩원]", "", text).removesuffix(".0")
    return int(plain) if re.fullmatch(r"-?\d{1,12}", plain) else None


def _take(row, values, uses, faults, last):
    """Read one row; return its running number, or the last one where it has none."""
    before = len(faults)
    found, won = read_time(values["time"]), read_won(values["amount"])
    if found is None:
        faults.append(Fault(row, "time", "bad_time", {"value": values["time"]}, ERROR))
    if not won:
        faults.append(Fault(row, "amount", "bad_amount", {"value": values["amount"]}, ERROR))
    if len(faults) > before:
        return last
    moment, timed, rest = found
    merchant, purpose = _clean(values["merchant"]), _clean(values.get("purpose", ""))
    if rest:
        merchant, purpose = _join(row, rest, merchant, purpose, faults)
    if re.match(r"\d{4}\.", values["time"]):
        faults.append(Fault(row, "time", "other_date_form", {"value": values["time"]}))
    _check_words(row, values, timed, merchant, faults)
    uses.append(Use(
        row, values.get("number", ""), values.get("card", ""), values.get("holder", ""), moment,
        timed, merchant, purpose, _read_heads(values.get("heads", "")), won,
        METHODS.get(values.get("method", ""), "card"), values.get("sort", ""),
        values.get("approval", ""), values.get("business_number", ""), values.get("industry", ""),
    ))
    return _check_order(row, values.get("number", ""), last, faults)


def _check_words(row, values, timed, merchant, faults):
    if not timed and METHODS.get(values.get("method", ""), "card") == "card":
        faults.append(Fault(row, "time", "no_hour", {"value": values["time"]}))
    if not merchant:
        faults.append(Fault(row, "merchant", "no_merchant", {}))
    method = values.get("method", "")
    if method and method not in METHODS:
        faults.append(Fault(row, "method", "unknown_method", {"value": method}))


def _check_order(row, text, last, faults):
    number = int(text) if text.isdecimal() else 0
    if number and last and number != last + 1:
        faults.append(Fault(row, "number", "out_of_order", {"value": text, "last": last}))
    return number or last


def _join(row, rest, merchant, purpose, faults):
    """Put a place that ran over its column together: its head is in the time, its tail in the
    purpose.

    >>> found = []
    >>> _join(37, "신", "세계 사우스시티(키미김밥,", ") 외부출장 수행 직원 격려", found)
    ('신세계 사우스시티(키미김밥)', '외부출장 수행 직원 격려')
    >>> _join(39, "신세", "계 사우스시티(다이마루수,", "산) 주말 행사", found)
    ('신세계 사우스시티(다이마루수산)', '주말 행사')
    """
    whole = rest + merchant
    tail = re.match(r"^([^\s()]*\))\s*(.*)$", purpose)
    if whole.count("(") > whole.count(")") and tail:
        whole, purpose = whole.rstrip(",") + tail[1], tail[2]
    faults.append(Fault(row, "merchant", "shifted_cell", {"value": whole}))
    return whole, purpose


def _find_twins(uses):
    """Name uses that stand there twice: by approval number, else by moment, place and amount."""
    seen, faults = {}, []
    for one in uses:
        key = ("approval", one.approval, one.amount) if one.approval else (
            one.time, one.merchant, one.amount, one.method, one.timed or one.row,
        )
        first = seen.setdefault(key, one.row)
        if first != one.row:
            faults.append(Fault(one.row, "", "twin_row", {"other": first}, ERROR))
    return faults


def _clean(text):
    return "" if text in EMPTY else text


def _read_heads(text):
    digits = re.sub(r"[^\d]", "", text)
    return int(digits) if digits and len(digits) < 6 else 0


def _find_layout(texts):
    places = {re.sub(r"\s|\(.*\)$", "", text): place for place, text in enumerate(texts) if text}
    layout = {
        role: next(places[one] for one in names if one in places)
        for role, names in HEADINGS.items() if any(one in places for one in names)
    }
    return layout if all(role in layout for role in REQUIRED) else None


def _open(data):
    """Return the rows of the file, or the code of why there are none."""
    if not data.strip():
        return "empty_file"
    if data.startswith(b"PK\x03\x04"):
        return _open_xlsx(data)
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return csv.reader(io.StringIO(data.decode(encoding), newline=""))
        except UnicodeDecodeError:
            continue
    return "broken_file"


def _open_xlsx(data):
    import zipfile

    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                return "broken_file"
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return list(book.worksheets[0].iter_rows(values_only=True))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError):
        return "broken_file"
