"""What a title says it is for: plain text, no database."""

import re

_MARKS = re.compile(r"[\s!-/:-@\[-`{-~]+")
_COUNTED = re.compile(r"제?\d+\s*(년도|년|월분|월|일|차|회|분기|주차|호|건|개)?|(상|하)반기")
_YEAR = re.compile(r"(20\d\d)\s*(?:년|학년|회계)|(?<!\d)'(\d\d)\s*년")


def normalize(text):
    """Return a title without spaces and marks: two titles that differ in these alone are one.

    >>> normalize("사무용품  구입(10월)") == normalize("사무용품 구입 10월")
    True
    """
    return _MARKS.sub("", (text or "").lower())


def get_core(text):
    """Return what a title is about, whatever month or instalment it names.

    >>> get_core("복사기 임차료(2026년 10월분)") == get_core("복사기 임차료 11월")
    True
    """
    return normalize(_COUNTED.sub("", text or ""))


def get_words(text):
    """Return the words of a title that say what it is about, at most eight.

    >>> get_words("2026년 10월 복사기 임차료 지급")
    ['복사기', '임차료', '지급']
    """
    words = _MARKS.split(_COUNTED.sub(" ", text or ""))
    return list(dict.fromkeys(word for word in words if len(word) > 1))[:8]


def find_years(text):
    """Return the years a title names.

    >>> find_years("2025년 12월 전기요금, '24년 정산분"), find_years("2,025개")
    ([2025, 2024], [])
    """
    return [int(long or f"20{short}") for long, short in _YEAR.findall(text or "")]
