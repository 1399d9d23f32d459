"""예산총칙과 그 붙임: articles, 계속비, 채무부담행위, 명시이월비 (지방재정법 제40조)."""

from odoo.addons.gotgan_document.paper import Clauses, Column, Table, Text

from .words import NOTHING, shown


def blocks(book, terms):
    """Return the articles of the general provisions and the statements that belong to them."""
    if book.articles:
        first = Clauses(tuple((title, split_paragraphs(text)) for title, text in book.articles))
    else:
        first = Text("예산총칙이 입력되지 않았습니다.", align="center")
    return (first, *_statements(book, terms))


def split_paragraphs(text):
    """Return the paragraphs of an article; lines that begin with a dash are items of the one above.

    >>> split_paragraphs("총액은 다음과 같다.\\n- 일반회계: 1천원\\n예비비는 따로 정한다.")
    (('총액은 다음과 같다.', ('일반회계: 1천원',)), '예비비는 따로 정한다.')
    """
    found = []
    for line in filter(None, (one.strip() for one in text.split("\n"))):
        if line.startswith("- ") and found:
            found[-1][1].append(line.removeprefix("- "))
        else:
            found.append((line, []))
    return tuple((line, tuple(items)) if items else line for line, items in found) or (text,)


def _statements(book, terms):
    money = [Column(label, 18, "right") for label in ("금액",)]
    yield _table(
        "계속비 조서", (Column("회계·부서·사업", 50), Column("연도별 금액", 44), *money),
        [(one.label, ", ".join(f"{year}년 {shown(won, terms.unit):,}" for year, won in one.parts),
          shown(one.amount, terms.unit)) for one in book.continuing], terms,
    )
    yield _table(
        "채무부담행위 조서",
        (Column("사업", 40), Column("상환기간", 20, "center"), Column("사유", 34), *money),
        [(one.label, one.period, one.reason, shown(one.amount, terms.unit)) for one in book.debts],
        terms,
    )
    yield _table(
        "명시이월비 조서", (Column("회계·부서·사업", 50), Column("사유", 44), *money),
        [(one.label, one.reason, shown(one.amount, terms.unit)) for one in book.carryovers],
        terms,
    )
    yield _table(
        "예산의 이용 조서",
        (Column("회계·이용경비", 50), Column("사유", 44), Column("한도", 18, "right")),
        [(one.label, one.reason, shown(one.amount, terms.unit)) for one in book.transfers],
        terms,
    )


def _table(title, columns, rows, terms):
    if not rows:
        return Text(NOTHING, heading=title)
    total = sum(row[-1] for row in rows)
    totals = (("합계", *("" for _column in columns[1:-1]), total),)
    return Table(columns, tuple(rows), totals, title, terms.note)
