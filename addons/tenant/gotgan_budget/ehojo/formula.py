"""산출근거식: the little arithmetic people write behind a budget figure.

``100,000원*11명*2회`` is a number of won. Units are read over, except those that scale (천원, %).
The value is an exact fraction; nothing is rounded before the end, and nothing is ever ``eval``-ed.
"""

import re
from fractions import Fraction
from functools import lru_cache

MAX_LENGTH = 500
MAX_DEPTH = 20
MAX_DIGITS = 18

_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d,]*\d)")
_UNIT = re.compile(r"[mM][23](?![\d,.])|[가-힣ㄱ-ㅎ]+|[A-Za-z]+|[㎀-㏟°℃ℓ$￦₩]+")
_RATE = re.compile(r"[가-힣]+|[A-WYZa-wyz]+")
_NOTE = re.compile(r"\([^()\d]*\)")
_SPACE = re.compile(r"\s+")
# 3백만원, 300만 원, 5만원권, 2억, 3천명: read over, the words of number would be lost in silence.
_SCALED = re.compile(
    r"(십|백|천|만|십만|백만|천만|억|십억|백억)"
    r"(?:원.*|(?:명|인|부|개|회|매|장|권|건|세대|가구|호|톤|그루|주|본|대|식|필지|점|곳|시간|일)[분씩당]?)?"
)
_SCALES = {
    "십": 10, "백": 10**2, "천": 10**3, "만": 10**4, "십만": 10**5, "백만": 10**6,
    "천만": 10**7, "억": 10**8, "십억": 10**9, "백억": 10**10,
}
_PERCENT = {"%": Fraction(1, 100), "％": Fraction(1, 100), "‰": Fraction(1, 1000)}
_OPERATORS = {
    "+": "+", "＋": "+", "-": "-", "－": "-", "−": "-", "△": "-", "▲": "-",
    "*": "*", "＊": "*", "×": "*", "·": "*", "ㆍ": "*", "∙": "*", "x": "*", "X": "*",
    "/": "/", "／": "/", "÷": "/",
    "(": "(", "[": "(", "{": "(", "（": "(", ")": ")", "]": ")", "}": ")", "）": ")",
}


class FormulaError(ValueError):
    """What is wrong with a formula: ``kind`` and the ``position`` (from 1) where it was noticed."""

    def __init__(self, kind, position):
        super().__init__(f"{kind} at {position}")
        self.kind, self.position = kind, position


@lru_cache(maxsize=1 << 14)  # the same formula stands in many rows
def evaluate(text):
    """Return the value of a formula in won, as an exact fraction.

    :raises FormulaError: too long, too deep, an unreadable sign, a missing part, division by zero

    >>> evaluate("100,000원*11명*2회")
    Fraction(2200000, 1)
    >>> evaluate("(1,200,000원+300,000원)*12월*70%")
    Fraction(12600000, 1)
    >>> evaluate("1,500천원 × 4회 ÷ 2"), evaluate("5,000원/월x300부·2회")
    (Fraction(3000000, 1), Fraction(3000000, 1))
    >>> evaluate("300만 원*2명"), evaluate("5만*3천명")
    (Fraction(6000000, 1), Fraction(150000000, 1))
    >>> evaluate("10,000원*(2명+")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    FormulaError: incomplete at 13
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError("too_long", MAX_LENGTH + 1)
    parser = _Parser(list(_tokens(text)), len(text) + 1)
    value = parser.sum(0)
    if parser.kind != "end":
        raise FormulaError("unexpected", parser.position)
    return value


def thousands_up(won):
    """Return ``won`` rounded up to whole 천원, as the budget book prints it; in won.

    A reduction is rounded away from zero too, so that ``-x`` is the mirror of ``x``.

    >>> thousands_up(Fraction(1584001)), thousands_up(Fraction(1584000)), thousands_up(-1)
    (1585000, 1584000, -1000)
    """
    whole = -(-abs(won) // 1000) * 1000
    return int(whole if won >= 0 else -whole)


def _tokens(text):
    """Yield (kind, value, position): ``number``, ``scale`` or an operator's own sign."""
    place, before = 0, ""
    while place < len(text):
        kind, value, end = _token(text, place, before)
        if kind:
            yield kind, value, place + 1
            before = kind
        place = end


def _token(text, place, before):
    """Return (kind, value, end) of what starts at ``place``; an empty kind is read over."""
    blank = _SPACE.match(text, place) or _NOTE.match(text, place)
    if blank:
        return "", None, blank.end()
    number = _NUMBER.match(text, place)
    if number:
        return "number", _number(number.group(), place), number.end()
    if text[place] in _PERCENT:
        return "scale", _PERCENT[text[place]], place + 1
    if text[place] in "/／" and (rate := _RATE.match(text, place + 1)):
        return "", None, rate.end()
    return _unit(text, place) if _is_unit(text, place) else _operator(text, place)


def _number(digits, place):
    plain = digits.replace(",", "")
    if len(plain) > MAX_DIGITS:
        raise FormulaError("too_large", place + 1)
    return Fraction(plain)


def _is_unit(text, place):
    unit = _UNIT.match(text, place)
    return unit and not (unit.group() in "xX" and text[place] in _OPERATORS)


def _unit(text, place):
    """Return the token of a unit: it scales (천원, 천명), or it says nothing of the amount (명)."""
    match = _UNIT.match(text, place)
    name, end = match.group(), match.end()
    if len(name) > 1 and name[-1] in "xX" and re.match(r"\s*[\d(]", text[end:]):
        end -= 1
    scaled = _SCALED.fullmatch(name)
    if scaled:
        return "scale", Fraction(_SCALES[scaled.group(1)]), end
    return "unit", None, end


def _operator(text, place):
    sign = _OPERATORS.get(text[place])
    if sign is None:
        raise FormulaError("unreadable", place + 1)
    return sign, None, place + 1


class _Parser:
    """Recursive descent over the tokens; the usual precedence of + - and * /."""

    def __init__(self, tokens, end):
        self.tokens = [*tokens, ("end", None, end)]
        self.place = 0

    @property
    def kind(self):
        return self.tokens[self.place][0]

    @property
    def position(self):
        return self.tokens[self.place][2]

    def take(self):
        token = self.tokens[self.place]
        self.place += 1
        return token

    def sum(self, depth):
        value = self.product(depth)
        while self.kind in "+-":
            sign, _none, _position = self.take()
            right = self.product(depth)
            value = value + right if sign == "+" else value - right
        return value

    def product(self, depth):
        value = self.factor(depth)
        while self.kind in "*/":
            sign, _none, position = self.take()
            right = self.factor(depth)
            if sign == "/" and not right:
                raise FormulaError("division_by_zero", position)
            value = value * right if sign == "*" else value / right
        return value

    def factor(self, depth):
        kind, value, position = self.take()
        if kind in "+-":
            self.check_depth(depth, position)
            value = self.factor(depth + 1)
            return -value if kind == "-" else value
        if kind == "(":
            self.check_depth(depth, position)
            value = self.sum(depth + 1)
            self.close()
        elif kind != "number":
            raise FormulaError("incomplete" if kind == "end" else "unexpected", position)
        return self.scaled(value)

    def scaled(self, value):
        while self.kind in ("unit", "scale"):
            kind, factor, _position = self.take()
            value = value * factor if kind == "scale" else value
        return value

    def close(self):
        kind, _none, position = self.take()
        if kind != ")":
            raise FormulaError("unclosed" if kind == "end" else "unexpected", position)

    @staticmethod
    def check_depth(depth, position):
        if depth >= MAX_DEPTH:
            raise FormulaError("too_deep", position)
