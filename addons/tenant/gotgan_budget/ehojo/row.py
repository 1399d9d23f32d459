"""One data row of the export as plain values, with what is unreadable in it named."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .amounts import parse_amount
from .columns import AMOUNT_COLUMNS, HEADING, PARTS, TEXT_NAMES
from .reader import BROKEN

MAIN, DETAIL, MINOR = 1, 2, 3
_MARKS = (
    (re.compile(r"[Ο○◯〇◎□]\s*|O(?=[\s가-힣])\s*"), MAIN),
    (re.compile(r"[ο∘◦•]\s*|o(?=[\s가-힣])\s*"), DETAIL),
    (re.compile(r"[-‐–·ㆍ‧・]\s*"), MINOR),
)
_KINDS = (
    re.compile(r"(?:제)?(\d{1,2})(?:회|차)(?:추경|추가경정)(?:예산)?"),
    re.compile(r"(?:추경|추가경정)(?:예산)?\(?(?:제)?(\d{1,2})(?:회|차)?\)?"),
    re.compile(r"(?:제)?(\d{1,2})(?:회|차)(?:추경|추가경정)?(?:예산)?\(?정리(?:추경)?\)?"),
    re.compile(r"정리(?:추경|추가경정)(?:예산)?\(?(?:제)?(\d{1,2})(?:회|차)(?:추경)?\)?"),
)
_ORIGINAL = {"본예산", "당초예산", "본예산(당초)"}
_SUPPLEMENTARY = {"추경", "추가경정예산", "추경예산"}
_DAY = re.compile(
    r"(\d{4})(?:[-./년]\s?)?(\d{1,2})(?:[-./월]\s?)?(\d{1,2})[.일]?(?:[ T]00:00:00)?"
)
EMPTY = ("0", "", 0, None)
TOTAL_WORDS = frozenset({"계", "합계", "총계", "소계", "총합계"})


class Amount(NamedTuple):
    """One figure before and after: ``new`` 예산액·경정, ``base`` 기정, ``change`` 증감; in won."""

    new: int
    base: int
    change: int


NOTHING = Amount(0, 0, 0)


class Row(NamedTuple):
    """A row: its number, the texts by our name, the amount, and {funding source: Amount}."""

    number: int
    texts: dict
    amount: Amount
    sources: dict


def read_row(number, cells, layout, unit, problems):
    """Return the Row in ``cells``, naming cells that cannot be read; such an amount counts as 0."""
    reader = _CellReader(number, cells, unit, problems)
    texts = {name: reader.text(name, layout.texts.get(name)) for name in TEXT_NAMES}
    places = ((HEADING[name], layout.amounts[name]) for name in AMOUNT_COLUMNS)
    amount = Amount(*(reader.amount(heading, at) for heading, at in places))
    sources = {
        name: reader.amounts(name, places)
        for name, places in layout.sources if not reader.is_empty(places)
    }
    return Row(number, texts, amount, {name: one for name, one in sources.items() if any(one)})


class _CellReader:
    """Reads the cells of one row."""

    def __init__(self, number, cells, unit, problems):
        self.number, self.cells, self.unit, self.problems = number, cells, unit, problems

    def cell(self, at):
        return self.cells[at] if at is not None and at < len(self.cells) else None

    def is_empty(self, places):
        """Say whether nothing was entered there: most funding sources of most rows."""
        return all(at >= len(self.cells) or self.cells[at] in EMPTY for at in places)

    def text(self, name, at):
        value = self.cell(at)
        if value is None or value == "":
            return ""
        text = plain_text(value)
        if BROKEN.search(text):
            text = BROKEN.sub("\N{REPLACEMENT CHARACTER}", text)
            self.problems.add(self.number, HEADING[name], "broken_bytes", value=text)
        return text

    def amounts(self, source, places):
        return Amount(*(
            self.amount((source, part), at) for part, at in zip(PARTS, places, strict=True)
        ))

    def amount(self, heading, at):
        value = self.cell(at)
        if value in EMPTY:
            return 0
        try:
            return parse_amount(value, self.unit)
        except (ValueError, ArithmeticError):
            shown = BROKEN.sub("\N{REPLACEMENT CHARACTER}", str(value))[:60]
            column = heading if isinstance(heading, str) else " ".join(heading)
            self.problems.add(self.number, column, "bad_amount", value=shown)
            return 0


@lru_cache(maxsize=1 << 14, typed=True)  # names repeat from row to row
def plain_text(value):
    """Return a cell as text: composed Hangul, single blanks, no ``.0`` behind a code.

    >>> plain_text(203.0), plain_text(" 시민  소통 "), plain_text("ㅎ\\n가")
    ('203', '시민 소통', 'ㅎ 가')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def split_mark(name):
    """Return (level, name without its mark) of a 산출근거명.

    A name that starts with ``Ο`` counts; ``ο`` breaks the one above down, ``-`` breaks it further.

    >>> split_mark("Ο급식비"), split_mark("ο소모품"), split_mark("- 토너"), split_mark("office")
    ((1, '급식비'), (2, '소모품'), (3, '토너'), (1, 'office'))
    """
    for mark, level in _MARKS:
        found = mark.match(name)
        if found:
            return level, name[found.end():]
    return MAIN, name


@lru_cache(maxsize=1 << 10)
def find_round(kind):
    """Return 0 for 본예산, n for the n-th 추경, None for a kind we do not know.

    >>> [find_round(one) for one in ("본예산", "추경1회", "제2회추경", "추경", "예비비")]
    [0, 1, 2, 1, None]
    >>> [find_round(one) for one in ("정리추경 3회", "제4회 추경(정리)", "정리추경", "수정예산")]
    [3, 4, None, None]
    """
    text = kind.replace(" ", "")
    if text in _ORIGINAL:
        return 0
    if text in _SUPPLEMENTARY:
        return 1
    found = next((match for shape in _KINDS if (match := shape.fullmatch(text))), None)
    return int(found.group(1)) or None if found else None


@lru_cache(maxsize=1 << 10)
def parse_day(text):
    """Return the day that a cell names.

    :raises ValueError: it names none

    >>> {parse_day(one) for one in ("2026-05-01", "20260501", "2026. 5. 1.", "2026년 5월 1일")}
    {datetime.date(2026, 5, 1)}
    """
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    return date(*map(int, found.groups()))


@lru_cache(maxsize=1 << 14)
def subitem_code(item, subitem):
    """Return the code of a 통계목 as the classification writes it.

    Spreadsheets lose leading zeros, and some forms print only the last two digits.

    >>> [subitem_code("203", one) for one in ("203-03", "203-3", "20303", "03", "3", "가")]
    ['203-03', '203-03', '203-03', '203-03', '203-03', '가']
    """
    shape = re.fullmatch(r"(?:(\d{3})-)?(\d{1,2})|(\d{3})(\d{2})", subitem)
    if not shape:
        return subitem
    head = shape[1] or shape[3] or item
    return f"{head}-{int(shape[2] or shape[4]):02d}"


@lru_cache(maxsize=1 << 14)
def fold(name):
    """Return a name without what people write differently: blanks and middle dots.

    >>> fold("입법 및 선거관리") == fold("입법및선거관리"), fold("재정・금융") == fold("재정·금융")
    (True, True)
    """
    return re.sub(r"[\s·ㆍ‧・∙,]", "", name)
