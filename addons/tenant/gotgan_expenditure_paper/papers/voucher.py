"""지출결의서 of every kind of spending (지방회계법 제33조, 시행령 제43조)."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

KEPT = (
    paper.Column("구분", 22), paper.Column("사유", 44), paper.Column("공제액", 18, "right"),
)
USES = (
    paper.Column("사용일", 14, "center"), paper.Column("사용처", 26),
    paper.Column("사용자", 14, "center"), paper.Column("사용 목적", 30),
    paper.Column("금액", 16, "right"),
)


def build(voucher):
    """Return the paper of a ``gotgan.voucher``."""
    kind = words.kind_text(voucher)
    blocks = (
        paper.Fields(_head(voucher), 2),
        paper.Amount("결의금액", voucher.amount),
        words.object_table(voucher.line_ids, "예산과목"),
        *_kept(voucher),
        paper.Fields(_payee(voucher), heading="채권자"),
        *_of_kind(voucher),
        *_papers(voucher),
        paper.Text("위 금액의 지출을 결의합니다.", align="center"),
    )
    title = "지출결의서" if voucher.kind == "general" else f"지출결의서({kind})"
    return words.make(
        voucher, title, blocks,
        approvals=boxes.boxes(voucher, (boxes.AUTHOR, "담당"), ("resolve", "지출원")),
    )


def _head(voucher):
    commitment = voucher.commitment_id
    return words.rows(
        ("적요", voucher.name), ("부서", voucher.department_id.name),
        ("회계연도", words.year_text(voucher)),
        ("회계", words.funds_text(voucher.line_ids)),
        ("지출 구분", words.kind_text(voucher)),
        ("품의 번호", commitment.request_id.number),
        ("원인행위 번호", commitment.number), ("원인행위일", words.day_text(commitment.date)),
        ("원인행위 결재", boxes.decided(commitment, "commit", "재무관")),
        ("원인행위 근거", commitment.basis),
        ("원인행위액", words.won(commitment.current_amount)),
        ("검사·검수", ", ".join(filter(None, voucher.inspection_ids.mapped("number")))),
        ("청구일", words.day_text(voucher.claim_date)),
        ("지급 기한", words.day_text(voucher.due_date)),
    )


def _kept(voucher):
    if not voucher.deduction_ids:
        return ()
    rows = tuple(
        (one.account_id.name, one.name, one.amount) for one in voucher.deduction_ids
    )
    totals = (
        ("공제액 계", "", voucher.deducted_amount), ("실지급액", "", voucher.net_amount),
    )
    return (paper.Table(KEPT, rows, totals, heading="공제 내역", note=words.UNIT),)


def _payee(voucher):
    return words.rows(
        ("상호(성명)", words.payee_text(voucher.partner_id)),
        ("입금 계좌", voucher.bank_account_id.display_name),
        ("세금계산서 번호", voucher.invoice_number),
        ("실지급액", words.won(voucher.net_amount)),
    )


def _papers(voucher):
    names = ", ".join(voucher.evidence_ids.mapped("name"))
    received = words.day_text(voucher.papers_date)
    rows = words.rows(("증빙서류", names), ("증빙 접수일", received))
    return (paper.Fields(rows),) if rows else ()


def _of_kind(voucher):
    """Return what the kind of spending asks for beside the common form."""
    request = voucher.commitment_id.request_id
    claim = request.prior_claim_id
    rows = words.rows(
        ("일상경비", request.designation_id.name),
        ("개산급 근거", words.label(request, "estimate_ground")),
        ("선금급 근거", words.label(request, "advance_ground")),
        ("사용 기한", words.day_text(request.use_until)),
        ("계약 선금", _advance_text(voucher)),
        ("과년도 채무", f"{claim.prior_year}년도 {claim.prior_document or ''}" if claim else ""),
        ("채무 확정일", words.day_text(claim.arose_date)),
        ("지급명세", _list_text(voucher)),
    )
    fields = (paper.Fields(rows, heading="지출 근거"),) if rows else ()
    return (*fields, *_uses(voucher))


def _advance_text(voucher):
    advance = voucher.contract_advance_id
    if not advance:
        return ""
    return " · ".join(filter(None, (
        advance.contract_id.display_name, words.won(advance.amount), advance.plan,
    )))


def _list_text(voucher):
    bulk = voucher.bulk_ids[:1]
    return f"{bulk.number} {bulk.name} ({bulk.row_count:,}명, 지급명세서 별첨)" if bulk else ""


def _uses(voucher):
    uses = voucher.env["gotgan.card.use"].search([("voucher_id", "=", voucher.id)])
    if not uses:
        return ()
    rows = tuple(
        (words.day_text(one.used_on), one.merchant or "", one.holder or "", one.purpose or "",
         one.amount)
        for one in uses.sorted(lambda one: (one.used_on, one.id))
    )
    total = ("계", f"{len(rows)}건", "", "", sum(uses.mapped("amount")))
    return (paper.Table(USES, rows, (total,), heading="카드 사용 내역", note=words.UNIT),)
