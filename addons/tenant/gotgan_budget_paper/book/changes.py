"""추가경정예산 비교표: what a supplementary budget changes (지방재정법 제45조)."""

from odoo.addons.gotgan_document.paper import Cell, Column, Row, Sheet

from . import words
from .tree import AXES, grow

LEVELS = ("department", "project", "subitem", "source")
KINDS = ("group", "strong", "plain", "faint")
KEEPS = (3, 2, 1, 0)
ITEM, SUBITEM = AXES.index("item"), AXES.index("subitem")


def sheets(book, terms):
    """Return what changes by fund, and every cell that changes with its reason."""
    changed = [entry for entry in book.entries if entry.after != entry.before]
    return (
        _by_fund(book, terms),
        Sheet(_columns(terms), tuple(_rows(book, changed, terms)), (),
              "부서·사업별 증감 (증감이 있는 과목만)", terms.note),
    )


def _columns(terms):
    return (
        Column(f"부서·세부사업·{terms.subject}·재원", 52), Column("기정액", 17, "right"),
        Column("증감", 16, "right"), Column("경정액", 17, "right"), Column("사유", 36),
    )


def _by_fund(book, terms):
    root = grow(book.entries, ("fund",))
    columns = (
        Column("회계", 40), Column("기정액", 20, "right"), Column("증감", 20, "right"),
        Column("경정액", 20, "right"), Column("증감률\n(%)", 12, "right"),
    )
    rows = []
    for node, kind in ((root, "total"), *((one, "plain") for one in root.nodes)):
        after, before, change = terms.figures(node)
        rows.append(Row(
            (node.label, before, change, after, words.tenth(node.change, node.before)), kind,
        ))
    return Sheet(columns, tuple(rows), (), "회계별 증감", terms.note)


def _rows(book, entries, terms):
    root = grow(entries, LEVELS)
    if not root.parts:
        yield Row((Cell(words.NOTHING, span=5, align="center"),))
        return
    labels = {entry.place[SUBITEM]: _label(entry) for entry in entries}
    yield _row("증감 과목 합계", root, terms, "total")
    yield from _descend(book, root, terms, labels, 0)


def _label(entry):
    """Return the names of 편성목 and 통계목: a 통계목 has but a short code of its own.

    >>> from .tree import Entry, Name
    >>> names = (*("",) * 8, Name("201", "201 일반운영비"), Name("201-01", "01 사무관리비"), "")
    >>> _label(Entry(names, 0, 0))
    '일반운영비 · 사무관리비'
    """
    names = (entry.place[at].label.partition(" ")[2] for at in (ITEM, SUBITEM))
    return " · ".join(dict.fromkeys(names))


def _descend(book, node, terms, labels, level):
    for part in node.nodes:
        reason = book.reasons.get(part.key, "") if level == len(LEVELS) - 1 else ""
        label = labels.get(part.name, part.label)
        yield _row(label, part, terms, KINDS[level], level, reason)
        if level + 1 < len(LEVELS):
            yield from _descend(book, part, terms, labels, level + 1)


def _row(label, node, terms, kind, level=0, reason=""):
    after, before, change = terms.figures(node)
    keep = KEEPS[level] if kind != "total" else 0
    return Row((label, before, change, after, reason), kind, level, keep)
