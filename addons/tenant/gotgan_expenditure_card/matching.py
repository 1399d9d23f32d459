"""How well a use of a card fits a request: plain Python, so that the score can be explained."""

import re
from typing import NamedTuple

AMOUNT, WITHIN, DAY, WORDS = 50, 20, 30, 20
NEAR_DAYS = 7


class Score(NamedTuple):
    """Points, and the codes of what they are for."""

    points: int
    reasons: tuple


def score(use_amount, use_day, use_words, rest, request_day, request_words):
    """Return the Score of a request for a use; 0 points where it cannot be the one.

    That there is money left and that the day is near fits nearly every request of the department:
    without the same amount or a word in common it is no suggestion.

    >>> from datetime import date
    >>> score(96_000, date(2026, 3, 4), "직원 격려", 96_000, date(2026, 3, 2), "직원 다과")
    Score(points=100, reasons=('amount', 'day', 'words'))
    >>> score(96_000, date(2026, 3, 4), "식당", 50_000, date(2026, 3, 2), "다과").points
    0
    >>> score(96_000, date(2026, 3, 4), "카페", 900_000, date(2026, 3, 2), "의자 수선").points
    0
    """
    if rest < use_amount or (request_day and request_day > use_day):
        return Score(0, ())
    points = {"amount": AMOUNT} if rest == use_amount else {"within": WITHIN}
    if request_day and (use_day - request_day).days <= NEAR_DAYS:
        points["day"] = DAY
    if _get_words(use_words) & _get_words(request_words):
        points["words"] = WORDS
    if not points.keys() & {"amount", "words"}:
        return Score(0, ())
    return Score(sum(points.values()), tuple(points))


def _get_words(text):
    return set(re.findall(r"[가-힣A-Za-z]{2,}", text or ""))
