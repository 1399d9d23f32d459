"""지출원인행위서: whom the money of a 품의 was bound to, and by what (지방회계법 제29조)."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

TEXT = "위와 같이 지출원인행위를 결의합니다."


def build(commitment):
    """Return the paper of a ``gotgan.commitment``."""
    blocks = (
        paper.Fields(_head(commitment), 2),
        paper.Amount("원인행위액", commitment.amount),
        words.object_table(commitment.line_ids, "예산과목"),
        paper.Fields(_payee(commitment), heading="계약상대자(채주)"),
        *_changed(commitment),
        paper.Text(TEXT, align="center"),
    )
    return words.make(
        commitment, "지출원인행위서", blocks,
        approvals=boxes.boxes(commitment, (boxes.AUTHOR, "담당"), ("commit", "재무관")),
    )


def _head(commitment):
    request = commitment.request_id
    return words.rows(
        ("제목", commitment.name), ("부서", commitment.department_id.name),
        ("회계연도", words.year_text(commitment)),
        ("회계", words.funds_text(commitment.line_ids)),
        ("지출 구분", words.kind_text(commitment)), ("품의 번호", request.number),
        ("품의일", words.day_text(request.date)), ("품의금액", words.won(request.amount)),
        ("협조", boxes.asked(commitment)),
    )


def _payee(commitment):
    return words.rows(
        ("상호(성명)", words.payee_text(commitment.partner_id)),
        ("원인", words.label(commitment, "basis_kind")), ("근거", commitment.basis),
        ("근거 일자", words.day_text(commitment.basis_date)),
        ("검사·검수", words.label(commitment, "inspected_kind")),
        ("계약번호", commitment.contract_id.number),
    )


def _changed(commitment):
    """Return what was taken back of it since; nothing where all of it stands."""
    lowered = commitment.amount - commitment.current_amount
    if not lowered or commitment.state == "cancelled":
        return ()
    return (paper.Fields(words.rows(
        ("감액", words.won(lowered)), ("감액 후", words.won(commitment.current_amount)),
        ("사유", boxes.last_reason(commitment, "reduce")),
    ), 2, heading="변경"),)
