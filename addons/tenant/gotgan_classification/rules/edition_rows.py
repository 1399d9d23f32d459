"""Turns the texts of an edition file into checked rows. Plain Python; faults are values."""

import re
from dataclasses import dataclass, field

from .table_file import Problem
from .tables import TOP, may_stand_under

YES = {"yes", "y", "true", "1", "예", "확인", "사용", "o", "○"}
NO = {"no", "n", "false", "0", "", "아니오", "아니요", "미확인", "미사용", "x"}
CONFIDENCES = {
    "high": "high",
    "med": "med",
    "low": "low",
    "높음": "high",
    "중간": "med",
    "낮음": "low",
    "": "",
}
CHOICES = {
    "kind": {
        "general": "general",
        "special": "special",
        "public_enterprise": "public_enterprise",
        "trust": "trust",
        "일반회계": "general",
        "특별회계": "special",
        "공기업특별회계": "public_enterprise",
        "기금": "trust",
        "": "special",
    },
    "origin": {
        "national": "national",
        "province": "province",
        "own": "own",
        "bond": "bond",
        "other": "other",
        "국비": "national",
        "시도비": "province",
        "자체": "own",
        "지방채": "bond",
        "기타": "other",
        "": "other",
    },
    "confidence": CONFIDENCES,
}


@dataclass(frozen=True)
class Row:
    """One row of a classification table, from a file or from the database.

    ``values`` holds the columns that were given besides code and parent, so that a file without
    a column does not wipe it.
    """

    number: int
    code: str
    parent_code: str = ""
    values: dict = field(default_factory=dict)
    provisional: bool = False
    active: bool = True


def check_rows(table, raw, existing=(), complete=True):
    """Return ``(rows, problems)`` of the raw rows of a file against the rules of its table.

    :param table: the rules (``tables.Table``)
    :param raw: ``(row number, {column: text})`` as ``read_table`` gives them
    :param existing: rows of the table as they are; a row without a code finds itself there
    :param bool complete: the file is the whole table; otherwise parents may be among ``existing``

    >>> from .tables import TABLES
    >>> rows, problems = check_rows(TABLES["object_local"], [
    ...     (2, {"code": "400", "level": "목그룹", "name": "자본지출", "parent_code": ""}),
    ...     (3, {"code": "401", "level": "편성목", "name": "시설비및부대비", "parent_code": "400"}),
    ...     (4, {"code": "401", "level": "편성목", "name": "또", "parent_code": "400"}),
    ...     (5, {"code": "405-1", "level": "통계목", "name": "", "parent_code": "999"})])
    >>> [row.code for row in rows], [(one.row, one.kind) for one in problems]
    (['400', '401', '401', '405-1'], [(5, 'no_name'), (5, 'bad_code'), (4, 'double_code'), \
(5, 'unknown_parent')])
    """
    missing = _find_missing_columns(table, raw)
    if missing:
        return [], missing
    raw = _fill_codes(table, raw, existing)
    problems, rows = [], []
    for number, texts in raw:
        values, faults = _read_values(table, number, texts)
        problems += faults
        rows.append(_make_row(number, texts, values))
    base = () if complete else existing
    return rows, problems + _find_double_codes(rows) + _find_tree_faults(table, rows, base)


def _find_missing_columns(table, raw):
    needed = ["code", "name"] + (["level", "parent_code"] if table.is_tree() else [])
    given = raw[0][1] if raw else {}
    if not raw:
        return [Problem(0, "no_rows", {})]
    return [Problem(0, "missing_column", {"column": name}) for name in needed if name not in given]


def _make_row(number, texts, values):
    return Row(
        number,
        texts.get("code", ""),
        texts.get("parent_code", ""),
        values,
        provisional="-P" in texts.get("code", ""),
        active=values.pop("active", True),
    )


def _read_values(table, number, texts):
    """Return ``(values, problems)`` of one row."""
    readers = {"verified": _read_flag, "active": _read_flag}
    values, problems = {}, []
    for name in (
        "level",
        "name",
        "definition",
        "verified",
        "confidence",
        "source",
        "note",
        "active",
        *table.extra,
    ):
        if name not in texts:
            continue
        text = texts[name]
        if name in readers:
            value = readers[name](text)
        elif name == "level":
            value = _read_level(table, text)
        else:
            value = CHOICES[name].get(text.lower()) if name in CHOICES else text
        if value is None:
            problems.append(Problem(number, "bad_value", {"column": name, "value": text}))
        else:
            values[name] = value
    return values, problems + _find_row_faults(table, number, texts)


def _find_row_faults(table, number, texts):
    problems = []
    if not texts.get("name"):
        problems.append(Problem(number, "no_name", {"code": texts.get("code", "")}))
    if not texts.get("code"):
        problems.append(Problem(number, "no_code", {"name": texts.get("name", "")}))
    elif not re.fullmatch(table.code_pattern, texts["code"]):
        problems.append(Problem(number, "bad_code", {"code": texts["code"]}))
    return problems


def _read_flag(text):
    """Return a yes or no, None where it is neither.

    >>> _read_flag("예"), _read_flag(""), _read_flag("아마")
    (True, False, None)
    """
    word = text.lower()
    return True if word in YES else False if word in NO else None


def _read_level(table, text):
    """Return the level a person wrote, by our name or the Korean one; None where it is neither."""
    by_label = {label: level for level, label in table.levels.items()}
    return text if text in table.levels else by_label.get(text)


def _find_double_codes(rows):
    first, problems = {}, []
    for row in rows:
        if row.code and row.code in first:
            problems.append(
                Problem(
                    row.number,
                    "double_code",
                    {"code": row.code, "first": first[row.code]},
                )
            )
        first.setdefault(row.code, row.number)
    return problems


def _find_tree_faults(table, rows, base):
    """Return the rows whose parent is nowhere, or of a level they may not stand under."""
    if not table.is_tree():
        return []
    levels = {row.code: row.values.get("level") for row in (*base, *rows)}
    problems = []
    for row in rows:
        values = {"code": row.code, "parent": row.parent_code}
        if row.parent_code and row.parent_code not in levels:
            problems.append(Problem(row.number, "unknown_parent", values))
            continue
        parent_level = levels[row.parent_code] if row.parent_code else TOP
        level = row.values.get("level")
        if level and not may_stand_under(table, level, parent_level):
            kind = "bad_parent" if row.parent_code else "no_parent"
            problems.append(Problem(row.number, kind, values))
    return problems


def _fill_codes(table, raw, existing):
    """Return the raw rows with provisional codes where the table lets a code be unknown.

    A row that was given one before (same parent, same name) keeps it.

    >>> from .tables import TABLES
    >>> _fill_codes(TABLES["revenue_affiliated"], [(2, {"code": "", "name": "임대수익",
    ...     "parent_code": "610"}), (3, {"code": "", "name": "이자수익", "parent_code": "610"})],
    ...     [Row(0, "610-P01", "610", {"name": "이자수익"}, provisional=True)])
    [(2, {'code': '610-P02', 'name': '임대수익', 'parent_code': '610'}), \
(3, {'code': '610-P01', 'name': '이자수익', 'parent_code': '610'})]
    """
    if not table.blank_codes:
        return raw
    known = {
        (row.parent_code, row.values.get("name")): row.code for row in existing if row.provisional
    }
    taken = {row.code for row in existing} | {texts.get("code") for _number, texts in raw}
    filled = []
    for number, texts in raw:
        if not texts.get("code") and texts.get("parent_code") and texts.get("name"):
            parent = texts["parent_code"]
            code = known.get((parent, texts["name"])) or next(
                one
                for one in (f"{parent}-P{place:02d}" for place in range(1, 100))
                if one not in taken
            )
            taken.add(code)
            texts = {**texts, "code": code}
        filled.append((number, texts))
    return filled
