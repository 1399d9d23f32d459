"""The three-digit codes of Korean banks (금융기관 공동코드), as they are published."""

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "tables" / "bank.csv"
CODE_DIGITS = 3
# From here on: bureaus, savings banks and securities firms.
OTHERS = "100"
# Funds and insurers, and banks that are no more.
NO_BANKS = ("005", "026", "051", "065", "076", "077", "094")
# How people shorten what the table writes out.
SHORT = ("은행", "중앙회", "주식회사")


@cache
def load_banks():
    """Return ``{code: name}``."""
    with TABLE.open(encoding="utf-8-sig", newline="") as lines:
        return {line["code"]: line["name"] for line in csv.DictReader(lines)}


@cache
def load_names():
    """Return ``{name as it is compared: code}``; a name two banks share is left out."""
    codes = {}
    for code, name in load_banks().items():
        codes.setdefault(compact_name(name), set()).add(code)
    return {name: min(found) for name, found in codes.items() if len(found) == 1}


def find_bank(text):
    """Return the code that ``text`` means: a code, one whose zeros a spreadsheet ate, or a name.

    >>> find_bank("004"), find_bank("4"), find_bank("국민"), find_bank("국민은행"), find_bank("9x")
    ('004', '004', '004', '004', None)
    """
    digits = text.strip().removesuffix(".0")
    if digits.isdecimal():
        code = digits.zfill(CODE_DIGITS)
        return code if code in load_banks() else None
    return load_names().get(compact_name(text))


def compact_name(name):
    """Return a bank's name as it is compared.

    >>> compact_name("NH 농협은행"), compact_name("nh농협")
    ('NH농협', 'NH농협')
    """
    short = "".join(name.split()).upper()
    for word in SHORT:
        short = short.removesuffix(word)
    return short


def code_of(bank):
    """Return the three digits of a ``res.bank``: its identifier, or what its name means."""
    given = (bank.bic or "").strip()[:CODE_DIGITS]
    return given if given.isdecimal() else find_bank(bank.name or "") or ""


def list_ordinary():
    """Return ``{code: name}`` of what people choose: banks and post, no institutions marked so.

    >>> banks = list_ordinary()
    >>> banks["004"], "101" in banks, "190" in banks
    ('국민은행', False, False)
    """
    with TABLE.open(encoding="utf-8-sig", newline="") as lines:
        return {
            line["code"]: line["name"] for line in csv.DictReader(lines)
            if not line["note"] and line["code"] < OTHERS and line["code"] not in NO_BANKS
        }
