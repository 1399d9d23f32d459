"""수의계약 내역 as it is published (지방계약법 시행령 제31조): plain Python."""

from typing import NamedTuple

from odoo.addons.gotgan_document import paper

COLUMNS = (
    paper.Column("연번", 6, "center"), paper.Column("계약명", 40),
    paper.Column("계약일", 12, "center"), paper.Column("계약기간", 26, "center"),
    paper.Column("예정가격(기초금액)", 18, "right"), paper.Column("계약금액", 16, "right"),
    paper.Column("계약률(%)", 10, "right"), paper.Column("계약상대자", 22),
    paper.Column("주소", 34), paper.Column("수의계약 사유", 34),
    paper.Column("사업부서", 16, "center"), paper.Column("사업장소", 20),
)


class Row(NamedTuple):
    """One published contract; prices in won."""

    name: str
    signed: str
    period: str
    price: int
    amount: int
    rate: str
    partner: str
    address: str
    ground: str
    department: str
    place: str


def build(title, rows):
    """Return the paper: numbered rows, and the sum of what was contracted.

    >>> row = Row("책상", "2026-01-02", "", 11, 9, "81.8", "가온", "", "소액", "회계과", "")
    >>> [table.cells[:6] for table in build("1월", [row, row]).blocks[0].rows][1:]
    [(2, '책상', '2026-01-02', '', 11, 9), ('합계', '', '', '', '', 18)]
    """
    numbered = [paper.Row((place, *row)) for place, row in enumerate(rows, 1)]
    sums = ("합계", "", "", "", "", sum(row.amount for row in rows))
    total = paper.Row((*sums, *[""] * (len(COLUMNS) - len(sums))), "total")
    sheet = paper.Sheet(COLUMNS, (*numbered, total), note="(단위: 원)")
    return paper.Paper(title=title, blocks=(sheet,), landscape=True)
