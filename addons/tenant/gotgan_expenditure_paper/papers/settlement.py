"""정산서 of 개산급 and 선금급: what was used and comes back (지방회계법 제35조, 시행령 제44조)."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

COLUMNS = (
    paper.Column("정책사업 / 단위사업 / 세부사업", 30), paper.Column("편성목 / 통계목", 24),
    paper.Column("지급액", 16, "right"), paper.Column("집행액", 16, "right"),
    paper.Column("반납액", 14, "right"), paper.Column("추가 지급액", 14, "right"),
)
FIGURES = ("paid", "used", "to_return", "extra")
TEXT = "위와 같이 정산하여 제출합니다."


def build(settlement):
    """Return the paper of a ``gotgan.advance.settlement``."""
    blocks = (
        paper.Fields(_head(settlement), 2),
        paper.Amount("집행액", settlement.amount),
        _lines(settlement),
        *([paper.Text(settlement.result, heading="집행 결과")] if settlement.result else []),
        *_papers(settlement),
        *boxes.seal(settlement, "submit", "담당", TEXT, "정산자"),
    )
    return words.make(
        settlement, f"{words.kind_text(settlement)} 정산서", blocks,
        approvals=boxes.boxes(settlement, ("submit", "담당"), ("accept", "지출원")),
    )


def _head(settlement):
    voucher = settlement.voucher_id
    return words.rows(
        ("적요", settlement.name), ("부서", settlement.department_id.name),
        ("회계연도", words.year_text(settlement)),
        ("회계", words.funds_text(settlement.line_ids)),
        ("지급받은 자", words.payee_text(settlement.partner_id)),
        ("지출결의 번호", voucher.number),
        ("지급일", words.day_text(voucher.payment_order_id.transfer_date)),
        ("사용 기한", words.day_text(voucher.commitment_id.request_id.use_until)),
        ("반납 문서", ", ".join(filter(None, settlement.return_ids.mapped("number")))),
    )


def _lines(settlement):
    rows = tuple(
        (
            words.project_text(one.budget_line_id.project_id),
            words.object_text(one.budget_line_id.subitem_id),
            *(one[name] for name in FIGURES),
        )
        for one in settlement.line_ids
    )
    total = ("계", "", *(sum(settlement.line_ids.mapped(name)) for name in FIGURES))
    return paper.Table(COLUMNS, rows, (total,), heading="정산 내역", note=words.UNIT)


def _papers(settlement):
    rows = words.rows(("증빙서류", ", ".join(settlement.evidence_ids.mapped("name"))))
    return (paper.Fields(rows),) if rows else ()
