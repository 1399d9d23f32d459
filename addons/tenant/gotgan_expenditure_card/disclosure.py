"""업무추진비 as it is published: one row for each use, in the order of time. Plain Python."""

from typing import NamedTuple

from odoo.addons.gotgan_document import paper

COLUMNS = (
    paper.Column("연번", 6, "center"), paper.Column("사용자", 16, "center"),
    paper.Column("사용일시", 18, "center"), paper.Column("사용장소", 30),
    paper.Column("집행목적", 44), paper.Column("대상인원", 9, "right"),
    paper.Column("사용금액", 14, "right"), paper.Column("결제방법", 10, "center"),
    paper.Column("비목", 9, "center"),
)


class Row(NamedTuple):
    """One published use; ``won`` is what is left after refunds."""

    holder: str
    time: str
    place: str
    purpose: str
    heads: int
    won: int
    method: str
    sort: str


def build(title, rows):
    """Return the paper: numbered rows, and the sum of what was used.

    >>> row = Row("시장", "2025-10-01 12:00", "식당", "격려", 4, 9, "카드", "기관")
    >>> [table.cells[3:7] for table in build("10월", [row, row]).blocks[0].rows][1:]
    [('식당', '격려', 4, 9), ('', '', '', 18)]
    """
    numbered = [paper.Row((place, *row)) for place, row in enumerate(rows, 1)]
    total = paper.Row(("합계", "", "", "", "", "", sum(row.won for row in rows), "", ""), "total")
    sheet = paper.Sheet(COLUMNS, (*numbered, total), note="(단위: 원)")
    return paper.Paper(title=title, blocks=(sheet,), landscape=True)
