"""총괄: the budget at a glance, by fund, function, nature and organization."""

from odoo.addons.gotgan_document.paper import Cell, Column, Row, Sheet

from . import words
from .tree import REVENUE_AXES, grow

FUNCTION = ("field", "section")


def overview(book, terms):
    """세입세출예산총괄표: revenue and expenditure of each fund side by side, then by 장 and 분야.

    지방재정법 시행령 제47조.
    """
    return (
        _by_fund(book, terms),
        by_axes(
            book.revenues, ("jang", "gwan"), terms, "세입예산 총괄", terms.revenue_top,
            REVENUE_AXES,
        ),
        _by_purpose(book, terms),
    )


def _by_purpose(book, terms):
    """A government's money by 분야 and 부문; an agency has none and shows its 관 and 항."""
    axes, label = (("group", "item"), "관·항") if terms.own else (FUNCTION, "분야·부문")
    return by_axes(book.entries, axes, terms, "세출예산 총괄", label)


def _by_fund(book, terms):
    revenue = grow(book.revenues, ("fund",), REVENUE_AXES)
    spending = grow(book.entries, ("fund",))
    names = sorted({*revenue.parts, *spending.parts})
    columns = (Column("회계", 26), *terms.figure_columns(14), *terms.figure_columns(14))
    heads = (
        (Cell("회계", deep=2), Cell("세입", span=3), Cell("세출", span=3)),
        (None, *(Cell(one.label) for one in columns[1:])),
    )
    rows = [_side_by_side("합계", revenue, spending, terms, "total")]
    rows += [
        _side_by_side(name.label, revenue.parts.get(name), spending.parts.get(name), terms)
        for name in names
    ]
    return Sheet(columns, tuple(rows), heads, "세입·세출 총계", terms.note)


def _side_by_side(label, revenue, spending, terms, kind="plain"):
    figures = [terms.figures(node) if node else (0, 0, 0) for node in (revenue, spending)]
    return Row((label, *figures[0], *figures[1]), kind)


def by_axes(entries, axes, terms, heading, label, names=None):
    """Return a table of sums along ``axes``, with shares and rates of change."""
    root = grow(entries, axes, names) if names else grow(entries, axes)
    columns = (
        Column(label, 34), Column(terms.after, 17, "right"), Column("구성비\n(%)", 9, "right"),
        Column(terms.before, 17, "right"), Column("구성비\n(%)", 9, "right"),
        Column(terms.change, 16, "right"), Column("증감률\n(%)", 9, "right"),
    )
    rows = [_share_row(root, root, terms, 0, "total")]
    rows += _share_rows(root, root, terms, 0, len(axes))
    if len(rows) == 1:
        rows.append(Row((Cell(words.NOTHING, span=7, align="center"),)))
    return Sheet(columns, tuple(rows), (), heading, terms.note)


def _share_rows(node, root, terms, level, depth):
    for part in node.nodes:
        if part.is_empty():
            continue
        kind = "strong" if level == 0 and depth > 1 else "plain"
        if part.name != node.name:
            yield _share_row(part, root, terms, level, kind, keep=1 if level + 1 < depth else 0)
        yield from _share_rows(part, root, terms, level + 1, depth)


def _share_row(node, root, terms, level, kind, keep=0):
    after, before, change = terms.figures(node)
    cells = (
        node.label, after, words.tenth(node.after, root.after), before,
        words.tenth(node.before, root.before), change, words.tenth(node.change, node.before),
    )
    return Row(cells, kind, level, keep)


def by_function(book, terms):
    """기능별: 분야·부문 (예산편성 운영기준 별표 9)."""
    return (by_axes(book.entries, FUNCTION, terms, "", "분야·부문"),)


def by_nature(book, terms):
    """성질별: 그룹·편성목·통계목 (예산편성 운영기준 별표 11); of agencies 관·항·목."""
    return (by_axes(book.entries, ("group", "item", "subitem"), terms, "", terms.nature),)


def by_organization(book, terms):
    """조직별: 부서와 회계."""
    return (by_axes(book.entries, ("department", "fund"), terms, "", "부서·회계"),)


def by_source(book, terms):
    """재원별: whose money it is."""
    return (by_axes(book.entries, ("source",), terms, "", "재원"),)
