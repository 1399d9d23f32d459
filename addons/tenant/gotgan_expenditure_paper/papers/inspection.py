"""검사조서, 기성검사조서, 준공검사조서 (지방계약법 제17조, 시행령 제64조), 하자검사조서."""

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_base.clock import seoul_day
from odoo.addons.gotgan_document import paper

from . import boxes, contract_order, words

TITLES = {"progress": "기성검사조서", "completion": "준공검사조서"}
FOUND = {
    "passed": "위와 같이 검사하고 계약 내용대로 이행되었음을 확인합니다.",
    "failed": "위와 같이 검사한 결과 계약 내용에 맞지 아니함을 확인합니다.",
}
COLUMNS = (
    paper.Column("정책사업 / 단위사업 / 세부사업", 30), paper.Column("편성목 / 통계목", 24),
    paper.Column("원인행위액", 16, "right"), paper.Column("금회 검사액", 16, "right"),
)
DEFECTS = {
    "passed": "위 시설물을 검사한 결과 하자가 없음을 확인합니다.",
    "defect": "위 시설물을 검사한 결과 위와 같이 하자가 있음을 확인합니다.",
}


def build(inspection):
    """Return the paper of a ``gotgan.inspection``."""
    blocks = (
        paper.Fields(_head(inspection), 2),
        paper.Amount("검사금액", inspection.amount),
        *contract_order.delivered_items(inspection),
        _lines(inspection),
        *_finding(inspection.finding or _get_refusal(inspection)),
        *_signed(inspection),
    )
    return words.make(inspection, TITLES.get(inspection.stage, "검사조서"), blocks)


def build_defect(check):
    """Return the paper of a ``gotgan.contract.defect.check``."""
    contract = check.contract_id
    head = words.rows(
        ("계약명", contract.name), ("계약번호", contract.number),
        ("계약상대자", words.payee_text(contract.partner_id)),
        ("계약금액", words.won(contract.amount)),
        ("준공일", words.day_text(contract.completed_on)),
        ("하자담보 책임기간", words.span(contract.defect_from, contract.defect_until)
         if contract.defect_from else ""),
        ("검사 예정일", words.day_text(check.due_date)),
        ("검사일", words.day_text(check.done_on)),
    )
    reason = boxes.last_reason(check, "find")
    parts = filter(None, (reason, check.finding))
    blocks = [paper.Fields(head, 2), *_finding("\n".join(parts) or (
        "하자 없음" if check.state == "passed" else ""
    ))]
    if check.done_on and check.state in DEFECTS:
        blocks.append(paper.Signature(
            DEFECTS[check.state], check.done_on, (_party(check.inspector_id),),
        ))
    return paper.Paper(
        title="하자검사조서", number=contract.number or "", date=check.done_on or None,
        issuer=agency_name(check.env), blocks=(*words.notice(check), *blocks),
        recipient=f"{agency_name(check.env)}의 장 귀하",
    )


def _head(inspection):
    commitment, contract = inspection.commitment_id, inspection.contract_id
    return words.rows(
        ("건명", inspection.name), ("부서", inspection.department_id.name),
        ("계약번호", contract.number), ("원인행위 번호", commitment.number),
        ("계약상대자", words.payee_text(commitment.partner_id)),
        ("계약금액", words.won(contract.amount or commitment.current_amount)),
        ("계약일", words.day_text(contract.signed_on or commitment.basis_date)),
        ("계약기간", words.span(contract.date_start, contract.date_end) if contract else ""),
        ("이행 완료 통지일", words.day_text(inspection.notice_date)),
        ("검사 기한", words.day_text(inspection.due_date)),
        ("검사일", words.day_text(inspection.date)), ("검사 장소", inspection.place),
        ("준공일", words.day_text(contract.completed_on)
         if inspection.stage == "completion" else ""),
    )


def _lines(inspection):
    rows = tuple(
        (words.project_text(one.budget_line_id.project_id),
         words.object_text(one.budget_line_id.subitem_id), one.committed, one.amount)
        for one in inspection.line_ids
    )
    total = ("계", "", sum(inspection.line_ids.mapped("committed")), inspection.amount)
    return paper.Table(COLUMNS, rows, (total,), heading="검사 내역", note=words.UNIT)


def _finding(text):
    return (paper.Text(text, heading="검사 의견"),) if text else ()


def _get_refusal(inspection):
    return boxes.last_reason(inspection, "refuse")


def _signed(inspection):
    text = FOUND.get(inspection.state)
    if not text:
        return ()
    people = _confirmed(inspection) or [_party(inspection.inspector_id)]
    day = inspection.date or seoul_day(inspection.write_date)
    return (paper.Signature(text, day, tuple(people)),)


def _confirmed(inspection):
    """Who confirmed what is printed, with name and post as they were on that day."""
    return [
        paper.Party(
            "검사자" if one.role == "inspector" else "검사위원",
            (("소속", one.department or ""), ("직위", one.post or "")), "성명", one.name,
        )
        for one in inspection._get_confirmed()
    ]


def _party(person):
    employee = person.employee_id
    return paper.Party(
        "검사자", (
            ("소속", employee.department_id.name or ""), ("직위", employee.job_title or ""),
        ),
        "성명", person.name,
    )
