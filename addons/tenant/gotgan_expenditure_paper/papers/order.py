"""지급명령서: what the treasury bank is told to pay (지방회계법 제38조, 시행령 제33조)."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

COLUMNS = (
    paper.Column("결의 번호", 18, "center"), paper.Column("적요", 34),
    paper.Column("결의금액", 17, "right"), paper.Column("공제액", 14, "right"),
    paper.Column("지급액", 17, "right"),
)


def build(order):
    """Return the paper of a ``gotgan.payment.order``."""
    blocks = (
        paper.Fields(_head(order), 2),
        paper.Amount("지급금액", order.net_amount),
        paper.Fields(words.rows(
            ("상호(성명)", words.payee_text(order.partner_id)),
            ("입금 계좌", order.bank_account_id.display_name),
        ), 2, heading="채권자"),
        _vouchers(order),
        words.object_table(order.line_ids, "예산과목"),
        *boxes.seal(
            order, "issue", "지출원", "위 금액을 지급하시기 바랍니다.", "지급명령관",
            "disbursing_officer",
        ),
    )
    return words.make(
        order, "지급명령서", blocks, recipient="금고은행 귀중",
        approvals=boxes.boxes(
            order, (boxes.AUTHOR, "담당"), ("issue", "지출원"), ("pay", "출납원"),
        ),
    )


def _head(order):
    return words.rows(
        ("적요", order.name), ("부서", order.department_id.name),
        ("회계연도", words.year_text(order)),
        ("회계", words.funds_text(order.line_ids)),
        ("지급 기한", words.day_text(order.due_date)),
        ("지급일", words.day_text(order.transfer_date)),
        ("이체 확인", order.transfer_reference),
        ("비고", "반송(지급 안 됨)" if order.state == "returned" else ""),
    )


def _vouchers(order):
    rows = tuple(
        (one.number or "", one.name, one.amount, one.deducted_amount, one.net_amount)
        for one in order.voucher_ids
    )
    kept = order.amount - order.net_amount
    total = ("계", f"{len(rows)}건", order.amount, kept, order.net_amount)
    return paper.Table(COLUMNS, rows, (total,), heading="지출결의 내역", note=words.UNIT)
