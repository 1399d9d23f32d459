"""예산재배정통지서: what another department may spend of a department's allotment."""

from odoo.addons.gotgan_document import paper

from . import words

COLUMNS = (
    paper.Column("정책사업\n단위사업\n세부사업", 34), paper.Column("편성목\n통계목", 30),
    paper.Column("재원", 16), paper.Column("재배정액", 20, "right"),
)


def build(documents):
    """Return the notice of sub-allotments, one table for each."""
    first = documents[:1]
    recall = first.kind == "recall"
    single = len(documents) == 1
    blocks = []
    for document in documents:
        blocks += [_head(document), _table(document)]
    return paper.Paper(
        title="예산 재배정 회수 통지서" if recall else "예산재배정통지서",
        number=first.number or "" if single else "", date=first.issued_on if single else None,
        recipient=f"{first.to_department_id.name}장 귀하" if single else "",
        blocks=tuple(blocks), issuer=documents._get_issuer(),
    )


def _head(document):
    return paper.Fields((
        ("회계연도", document.fiscal_year_id.display_name),
        ("예산부서", document.department_id.name),
        ("집행부서", document.to_department_id.name),
        ("금액", f"{words.won(document.amount)}원"), ("사유", document.reason or ""),
        ("일자", words.day_text(document.issued_on)),
    ), 2)


def _table(document):
    sign = -1 if document.kind == "recall" else 1
    rows = tuple(
        (words.project_text(line.cell_id.project_id), words.object_text(line.cell_id.subitem_id),
         line.cell_id.funding_source_id.name, sign * line.amount)
        for line in document.line_ids
    )
    total = ("계", "", "", sign * document.amount)
    return words.sheet(COLUMNS, rows, (total,), "재배정 내역")
