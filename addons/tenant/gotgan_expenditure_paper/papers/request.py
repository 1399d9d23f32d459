"""품의서 of every kind of spending."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

LINES = (
    paper.Column("정책사업 / 단위사업 / 세부사업", 32), paper.Column("편성목 / 통계목", 24),
    paper.Column("산출내역", 26), paper.Column("금액", 18, "right"),
)


def build(request):
    """Return the paper of a ``gotgan.spending.request``."""
    blocks = (
        paper.Fields(_head(request), 2),
        paper.Amount("품의금액", request.amount),
        *_ground(request),
        _lines(request),
        *([paper.Text(request.note, heading="내용")] if request.note else []),
        paper.Text("위와 같이 집행하고자 품의합니다.", align="center"),
    )
    return words.make(
        request, f"지출 품의서({words.kind_text(request)})", blocks,
        approvals=boxes.boxes(request, (boxes.AUTHOR, "담당"), ("approve", "재무관")),
    )


def _head(request):
    partner = request.partner_id
    return words.rows(
        ("제목", request.name), ("부서", request.department_id.name),
        ("회계연도", words.year_text(request)),
        ("회계", words.funds_text(request.line_ids)),
        ("지급 예정 상대방", words.payee_text(partner) if partner else ""),
        ("지출 구분", words.kind_text(request)), ("협조", boxes.asked(request)),
    )


def _ground(request):
    """Return what the kind of spending asks for beside the common form."""
    claim = request.prior_claim_id
    rows = words.rows(
        ("일상경비", request.designation_id.name),
        ("개산급 근거", words.label(request, "estimate_ground")),
        ("선금급 근거", words.label(request, "advance_ground")),
        ("사용 기한", words.day_text(request.use_until)),
        ("채무 확정일", words.day_text(claim.arose_date)),
        ("해당 연도", f"{claim.prior_year}년도" if claim else ""),
        ("미지출 사유", claim.reason),
    )
    return (paper.Fields(rows, heading="지출 근거"),) if rows else ()


def _lines(request):
    rows = tuple(
        (
            words.project_text(line.budget_line_id.project_id),
            words.object_text(line.budget_line_id.subitem_id),
            line.name or request.name, line.amount,
        )
        for line in request.line_ids
    )
    total = ("계", "", "", request.amount)
    return paper.Table(LINES, rows, (total,), heading="예산과목", note=words.UNIT)
