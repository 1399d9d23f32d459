"""세입예산서: 장·관·항·목, and what each revenue is computed from (지방재정법 시행령 제47조)."""

from odoo.addons.gotgan_document.paper import Cell, Chapter, Column, Row, Sheet

from . import words
from .tree import REVENUE_AXES, grow, within

LEVELS = ("jang", "gwan", "hang", "mok", "name")
KINDS = ("group", "strong", "strong")
KEEPS = (3, 2, 1)


def chapters(book, terms):
    """Return the statement of revenue, a chapter to each fund."""
    funds = [one for one in grow(book.revenues, ("fund",), REVENUE_AXES).nodes
             if not one.is_empty()]
    if not funds:
        return (Chapter("세입예산서"), _sheet([Row(
            (Cell(words.NOTHING, span=6, align="center"),),
        )], terms))
    parts = []
    for fund in funds:
        parts.append(Chapter(f"세입예산서 ({fund.label})", name=f"세입 {fund.label}"))
        entries = within(book.revenues, "fund", fund.name, REVENUE_AXES)
        root = grow(entries, LEVELS, REVENUE_AXES)
        rows = [Row(("합계", *terms.figures(root), "", None), "total")]
        parts.append(_sheet([*rows, *_rows(book, fund, root, terms, 0)], terms))
    return tuple(parts)


def _sheet(rows, terms):
    columns = (
        Column(terms.revenue, 40), *terms.figure_columns(17), Column("산출기초", 42),
        terms.amount_column(),
    )
    heads = terms.heads(
        terms.revenue, terms.after, terms.before, terms.change, ("산출기초", 2),
    )
    return Sheet(columns, tuple(rows), heads, "", terms.note, ruled=False)


def _rows(book, fund, node, terms, level):
    for part in node.nodes:
        if part.is_empty():
            continue
        if LEVELS[level] == "mok":
            yield from _revenues(book, fund, part, terms)
            continue
        if part.name != node.name:
            cells = (part.label, *terms.figures(part), "", None)
            yield Row(cells, KINDS[level], level, KEEPS[level])
        yield from _rows(book, fund, part, terms, level + 1)


def _revenues(book, fund, node, terms):
    """Yield a 목 with its first revenue beside it, and the others below."""
    name, figures = node.label, terms.figures(node)
    for one in node.nodes:
        if one.is_empty():
            continue
        formula = book.formulas.get((fund.name, *one.key), "")
        text = f"Ο{one.label}" + (f"\n  {formula}" if formula else "")
        yield Row((name, *figures, text, words.shown(one.after, terms.unit)), "plain", 3)
        name, figures = "", (None, None, None)
