"""The amounts of a 위임전결규정 as people write them: "5천만원 초과 1억원 이하"."""

import re
from typing import NamedTuple

_NUMBER = r"\d+(?:\.\d+)?"
_GROUP = rf"(?:(?:{_NUMBER})?천)?(?:(?:{_NUMBER})?백)?(?:(?:{_NUMBER})?십)?(?:{_NUMBER})?"
_WON = rf"(?=[\d천백십만억])(?:{_GROUP}억)?(?:{_GROUP}만)?(?:{_GROUP})?"
_BOUND = "이상|초과|이하|미만|까지|부터"
_PHRASE = re.compile(rf"({_WON})(?:원(?:정)?)?(?:을|를)?(?:의)?({_BOUND})")
_BARE = re.compile(rf"({_WON})원?")
_DIGITS = {"일": "1", "이": "2", "삼": "3", "사": "4", "오": "5", "육": "6", "칠": "7", "팔": "8",
           "구": "9"}
_WRITTEN = re.compile("([일이삼사오육칠팔구])(?=[십백천만억])")
_UNITS = (("천", 1000), ("백", 100), ("십", 10))
# What may stand before an amount, or between two, without saying anything about it.
_AROUND = re.compile(
    r"추정가격|추정금액|예정가격|예정금액|계약금액|계약액|예산액|기초금액|총액|금액|사업비|건당|"
    r"1건|건별|당해|부가가치세|부가세|포함|제외|에서|[~∼～\-–·,().:]",
)
_ANY = frozenset([
    "", "-", "전액", "전부", "모든금액", "금액제한없음", "제한없음", "금액에관계없이", "해당없음",
])


class Range(NamedTuple):
    """Whole won: ``low`` and more, less than ``high``; a ``high`` of 0 is without limit."""

    low: int = 0
    high: int = 0


class Unclear(Exception):
    """Why a text says no range: ``code`` of the fault and the ``text`` itself."""

    def __init__(self, code, text):
        super().__init__(code)
        self.code, self.text = code, text


def parse_won(text):
    """Return the won of an amount in words and digits.

    >>> [parse_won(one) for one in ("1천만", "1억5천만", "50백만", "500천")]
    [10000000, 150000000, 50000000, 500000]
    >>> [parse_won(one) for one in ("3천5백만", "2000만", "천만")]
    [35000000, 20000000, 10000000]
    """
    total, rest = 0, text
    for unit, scale in (("억", 10**8), ("만", 10**4), ("", 1)):
        if unit and unit not in rest:
            continue
        group, rest = rest.split(unit, 1) if unit else (rest, "")
        total += round((_read_group(group) or (1 if unit else 0)) * scale)
    return total


def _read_group(group):
    value = 0
    for unit, scale in _UNITS:
        if unit in group:
            number, group = group.split(unit, 1)
            value += float(number or 1) * scale
    return value + float(group or 0)


def parse_range(text):
    """Return the Range a text says as a whole; empty words mean any amount.

    이하 and 까지 include the amount, 미만 does not; 이상 and 부터 include it, 초과 does not.

    >>> parse_range("1천만원 이하"), parse_range("5천만원 초과 1억원 이하")
    (Range(low=0, high=10000001), Range(low=50000001, high=100000001))
    >>> parse_range("추정가격 2,000만원 이상 ~ 5,000만원 미만"), parse_range("전액")
    (Range(low=20000000, high=50000000), Range(low=0, high=0))
    >>> parse_range("1천만원 ~ 5천만원")
    Traceback (most recent call last):
    odoo.addons.gotgan_approval.table.amounts.Unclear: no_bound
    """
    plain = _normalize(text)
    if plain in _ANY:
        return Range()
    phrases = _PHRASE.findall(plain)
    rest = _AROUND.sub("", _PHRASE.sub("", plain))
    if rest:
        raise Unclear("no_bound" if _BARE.fullmatch(rest) or _has_amount(rest) else "words", text)
    return _combine(phrases, text)


def find_range(text):
    """Return the Range that stands somewhere in a longer text, or None.

    >>> find_range("물품 구매(1천만원 이하)"), find_range("10만원권 상품권 배부")
    (Range(low=0, high=10000001), None)
    """
    phrases = _PHRASE.findall(_normalize(text))
    return _combine(phrases, text) if phrases else None


def _normalize(text):
    plain = "".join((text or "").split()).replace(",", "")
    return _WRITTEN.sub(lambda found: _DIGITS[found[1]], plain)


def _has_amount(text):
    return any(one for one in _BARE.findall(text))


def _combine(phrases, text):
    """Return what one or two bounds say together.

    :raises Unclear: none, two of the same side, or nothing lies between them
    """
    low, high = None, None
    for words, bound in phrases:
        won = parse_won(words)
        if bound in ("이상", "초과", "부터"):
            low, taken = won + (bound == "초과"), low
        else:
            high, taken = won + (bound != "미만"), high
        if taken is not None:
            raise Unclear("two_bounds", text)
    if low is None and high is None:
        raise Unclear("words", text)
    if high is not None and (low or 0) >= high:
        raise Unclear("nothing_between", text)
    return Range(low or 0, high or 0)
