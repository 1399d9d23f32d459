"""The rows of a 위임전결규정 별표: which post decides which work, up to which amount.

Two ways of writing it are read: a mark under the post that decides, with the amount in a column or
in the words of the work; or the amounts themselves under the posts. Of merged cells a file has the
first only, so the words of the work are carried down.
"""

import re
from typing import NamedTuple

from .amounts import Range, Unclear, find_range, parse_range
from .columns import find_layout

MARKS = re.compile(r"[○◯〇●◎◉⊙oO0ㅇ◦√✓✔vV*]|전결|결재")
DAYS = re.compile(r"(\d+)일")
MOST_ROWS = 5_000
UPWARD = ("team", "division", "bureau", "vice_head", "head")


class Entry(NamedTuple):
    """One thing a row says; ``fault`` is why it cannot be understood, with its ``facts``.

    :param post_days: working days within which it may be decided afterwards; None: it may not
    """

    row: int
    number: str
    work: str
    level: str = ""
    low: int = 0
    high: int = 0
    department: str = ""
    post_days: int | None = None
    fault: str = ""
    facts: dict = {}


def read_rows(grid):
    """Return (entries, fault of the whole file or '').

    :param grid: the lines of the sheet as lists of texts

    >>> grid = [["단위업무", "금액", "전결권자", ""], ["", "", "팀장", "과장"],
    ...         ["물품 구매 품의", "1천만원 이하", "○", ""], ["", "1천만원 초과", "", "○"]]
    >>> [(one.row, one.work, one.level, one.low, one.high) for one in read_rows(grid)[0]]
    [(3, '물품 구매 품의', 'team', 0, 10000001), (4, '물품 구매 품의', 'division', 10000001, 0)]
    """
    place, layout = find_layout(grid)
    if layout is None:
        return [], "no_header"
    if not layout.works:
        return [], "no_work"
    lines = [
        (number, line) for number, line in enumerate(grid, 1)
        if number > place + 1 and sum(bool(cell) for cell in line) > 1
    ]
    if not lines:
        return [], "no_rows"
    if len(lines) > MOST_ROWS:
        return [], "too_many"
    entries, carried = [], {}
    for number, line in lines:
        carried = _carry(line, layout, carried)
        entries += _read_row(number, line, layout, carried)
    return entries, ""


def _cell(line, place):
    return line[place].strip() if place is not None and place < len(line) else ""


def _carry(line, layout, before):
    """Return the words of a row: what is left empty stands in the merged cell above."""
    words, fresh = {}, False
    for place in layout.works:
        text = _cell(line, place)
        fresh = fresh or bool(text)
        words[place] = text or ("" if fresh else before.get(place, ""))
    others = {
        name: _cell(line, layout.others.get(name)) or ("" if fresh else before.get(name, ""))
        for name in ("number", "department")
    }
    return {**words, **others}


def _read_row(number, line, layout, carried):
    """Return what one row says: an entry for each post with an amount, or its one fault."""
    words = dict.fromkeys(carried[place] for place in layout.works if carried[place])
    base = Entry(
        number, carried["number"], " ".join(" ".join(words).split()),
        department=carried["department"],
    )
    if not base.work:
        return [base._replace(fault="no_words")]
    cells = {
        level: text for place, level in layout.levels.items() if (text := _cell(line, place))
    }
    try:
        base = base._replace(post_days=_read_post(_cell(line, layout.others.get("post"))))
        marked = [level for level, text in cells.items() if MARKS.fullmatch(text)]
        if len(marked) == len(cells):
            return [_read_marked(base, marked, line, layout)]
        return _read_amounts(base, cells)
    except Unclear as error:
        return [base._replace(fault=error.code, facts={"text": error.text})]


def _read_post(text):
    """Return the days within which it may be decided afterwards, or None.

    >>> _read_post("○"), _read_post("3일 이내"), _read_post("")
    (3, 3, None)
    """
    found = DAYS.match(text)
    if found:
        return int(found[1]) or 3
    if text and not MARKS.fullmatch(text):
        raise Unclear("post", text)
    return 3 if text else None


def _read_marked(base, marked, line, layout):
    if not marked:
        return base._replace(fault="nobody")
    if len(marked) > 1:
        return base._replace(fault="two_posts")
    if marked[0] == "staff":
        return base._replace(fault="staff")
    if "amount" in layout.others:
        found = parse_range(_cell(line, layout.others["amount"]))
    else:
        found = find_range(base.work) or Range()
    return base._replace(level=marked[0], low=found.low, high=found.high)


def _read_amounts(base, cells):
    """Return an entry for each post whose cell says its amounts.

    Where a post has an upper amount only, it begins where the post below ends.

    >>> [(one.level, one.low, one.high) for one in _read_amounts(
    ...     Entry(3, "", "구매"), {"team": "1천만원 이하", "division": "5천만원 이하"})]
    [('team', 0, 10000001), ('division', 10000001, 50000001)]
    """
    if "staff" in cells:
        return [base._replace(fault="staff")]
    entries, end = [], 0
    for level in UPWARD:
        if level not in cells:
            continue
        if MARKS.fullmatch(cells[level]):
            found = Range(end, 0)
        else:
            found = parse_range(cells[level])
            found = found if found.low else Range(end, found.high)
        if found.high and found.low >= found.high:
            raise Unclear("nothing_between", cells[level])
        entries.append(base._replace(level=level, low=found.low, high=found.high))
        end = found.high
    return entries
