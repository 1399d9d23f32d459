"""이월조서: the register of what goes over, as plain data for the paper renderers."""

from odoo.addons.gotgan_document.paper import Box, Column, Fields, Paper, Row, Sheet, Text

from .kinds import NAMES

COLUMNS = (
    Column("세부사업", 16), Column("통계목·재원", 16), Column("예산현액", 15, "right"),
    Column("원인행위액", 15, "right"), Column("지출액", 15, "right"), Column("이월액", 15, "right"),
    Column("이월사유", 44),
)
BASES = {
    "authorized": "지방재정법 제50조제1항", "unavoidable": "지방재정법 제50조제2항",
    "continuing": "지방재정법 제50조제3항",
}
STATES = {
    "draft": "작성 중", "submitted": "제출", "confirmed": "확정", "carried": "이월 완료",
    "cancelled": "취소",
}


def build(carryovers):
    """Return the register of carry-overs of one year: a table per kind and department."""
    first = carryovers[:1]
    kinds = dict.fromkeys(carryovers.sorted("kind").mapped("kind"))
    title = f"{NAMES[first.kind]}조서" if len(kinds) == 1 else "이월조서"
    total = sum(carryovers.mapped("amount"))
    blocks = [Fields((
        ("회계연도", f"{first.fiscal_year_id.year}년도"),
        ("이월 연도", f"{first.fiscal_year_id.year + 1}년도"),
        ("건수", f"{sum(carryovers.mapped('line_count')):,}건"),
        ("이월액", f"{total:,}원"),
    ), 2)]
    for kind in kinds:
        for one in carryovers.filtered(lambda one, kind=kind: one.kind == kind):
            blocks.append(_build_table(one))
    blocks.append(Text(
        "위와 같이 이월하고자 합니다." if first.state != "carried" else "위와 같이 이월하였습니다."
    ))
    return Paper(
        title=title, blocks=tuple(blocks), date=first.date or None,
        number=first.number or "" if len(carryovers) == 1 else "",
        issuer=first.env.company.name or "",
        approvals=(Box("담당"), Box("팀장"), Box("과장")), landscape=True,
    )


def _build_table(carryover):
    rows = tuple(_build_row(line) for line in carryover.line_ids)
    cells = carryover.line_ids.cell_id
    total = Row((
        "합계", "", sum(cells.mapped("appropriated")), sum(map(_get_committed, cells)),
        sum(cells.mapped("paid")), carryover.amount, "",
    ), "total")
    heading = (
        f"{NAMES[carryover.kind]} · {carryover.department_id.name} "
        f"({BASES[carryover.kind]}, {STATES[carryover.state]})"
    )
    return Sheet(COLUMNS, (*rows, total), heading=heading, note="(단위: 원)")


def _build_row(line):
    cell = line.cell_id
    texts = [line.reason, line.cause, line.adjustment and f"조정: {line.adjustment}"]
    if line.notice_number:
        texts.append(f"공고 {line.notice_number}({line.notice_date})")
    if line.due_date:
        texts.append(f"준공(납품) 예정 {line.due_date}")
    return Row((
        cell.project_id.name,
        f"{cell.subitem_id.code} {cell.subitem_id.name} ({cell.funding_source_id.name})",
        cell.appropriated, _get_committed(cell), cell.paid, line.amount,
        " ".join(filter(None, texts)),
    ))


def _get_committed(cell):
    """Return what was committed in the old year, with what of it went over since."""
    gone = cell.carried_line_ids.filtered(
        lambda one: one.state == "carried" and one.commitment_line_id
    )
    return cell.committed + sum(gone.mapped("amount"))
