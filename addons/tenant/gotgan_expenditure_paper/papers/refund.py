"""반납고지서: what somebody has to pay back, and until when (지방회계법 제27조, 시행령 제28조)."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

TEXT = "위 금액을 납부 기한까지 반납하시기 바랍니다."


def build(document):
    """Return the paper of a ``gotgan.spending.return``."""
    voucher = document.voucher_id
    blocks = (
        paper.Fields(words.rows(
            ("납부자", words.payee_text(document.partner_id)),
            ("납부 기한", words.day_text(document.due_date)),
            ("반납 사유", words.label(document, "ground")), ("내용", document.note),
            ("당초 지출", voucher.display_name),
            ("당초 지출일", words.day_text(voucher.payment_order_id.transfer_date)),
            ("회계연도", words.year_text(document)),
            ("부서", document.department_id.name),
            ("회계", words.funds_text(document.line_ids)),
        ), 2),
        paper.Amount("반납금액", document.amount),
        words.object_table(document.line_ids.filtered("amount"), "예산과목"),
        *boxes.seal(document, "notice", "지출원", TEXT, "고지자", "disbursing_officer"),
        *_receipt(document),
    )
    return words.make(
        document, "반납고지서", blocks, recipient=f"{document.partner_id.name} 귀하",
    )


def _receipt(document):
    """Return the slip that the bank stamps, filled in once the money is in."""
    received = words.day_text(document.receipt_date)
    return (paper.Fields((
        ("고지 번호", document.number or ""), ("납부자", document.partner_id.name),
        ("반납금액", words.won(document.amount)), ("수납일", received),
        ("수납 확인", document.receipt_reference or ""), ("수납인", ""),
    ), 2, heading="영수증(납부자용)"),)
