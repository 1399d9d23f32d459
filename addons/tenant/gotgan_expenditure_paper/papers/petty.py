"""일상경비 정산서 and its 현금출납부 (지방회계법 제34조)."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

FIGURES = tuple(
    paper.Column(one, 20, "right")
    for one in ("전월 이월", "교부액", "지출액", "반납액", "차월 이월")
)
BOOK = (
    paper.Column("번호", 9, "center"), paper.Column("일자", 21, "center"),
    paper.Column("적요", 28), paper.Column("구분", 11, "center"),
    paper.Column("수입", 18, "right"), paper.Column("지출", 18, "right"),
    paper.Column("잔액", 18, "right"),
)
MOVES = {
    "grant": "교부", "spend": "지출", "undo": "지출 취소", "return": "반납",
    "withdraw": "이체 반송",
}


def build(settlement):
    """Return the paper of a ``gotgan.petty.settlement`` with the cash book of its month."""
    moves = settlement.move_ids.sorted("sequence")
    month = settlement.month
    blocks = (
        paper.Fields(words.rows(
            ("일상경비", settlement.designation_id.name),
            ("부서", settlement.department_id.name),
            ("회계연도", words.year_text(settlement)),
            ("정산 월", f"{month.year}년 {month.month}월"),
            ("일상경비출납원", boxes.signer(settlement, "submit", "출납원").name),
            ("지출 건수", f"{len(moves.filtered(lambda one: one.kind == 'spend')):,}건"),
        ), 2),
        paper.Amount("지출액", settlement.spent),
        paper.Table(FIGURES, ((
            settlement.opening, settlement.granted, settlement.spent, settlement.returned,
            settlement.amount,
        ),), heading="정산 내역", note=words.UNIT),
        *boxes.seal(
            settlement, "submit", "일상경비출납원", "위와 같이 일상경비를 정산하여 제출합니다.",
            "제출자", "imprest_cashier",
        ),
        paper.Annex("현금출납부"),
        _book(settlement, moves),
    )
    return words.make(
        settlement, "일상경비 정산서", blocks,
        approvals=boxes.boxes(settlement, ("submit", "일상경비출납원"), ("accept", "지출원")),
    )


def _book(settlement, moves):
    rows = tuple(
        (str(one.sequence), words.day_text(one.date), one.name, MOVES.get(one.kind, ""),
         one.income, one.outgo, one.balance)
        for one in moves
    )
    before = ("", "", "전월 이월", "", "", "", settlement.opening)
    total = (
        "", "", "계", "", sum(moves.mapped("income")), sum(moves.mapped("outgo")),
        settlement.amount,
    )
    return paper.Table(BOOK, (before, *rows), (total,), note=words.UNIT)
