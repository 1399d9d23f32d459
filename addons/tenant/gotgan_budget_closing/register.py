"""이월조서: the register of what goes over, as plain data for the paper renderers.

What is decided says the same whenever it is printed: its figures are those of the ledger at the
moment of the decision.
"""

from odoo.addons.gotgan_base.clock import seoul_day
from odoo.addons.gotgan_document.korean import date_text
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
# The step that decides what stands in a register of this state.
DECISIONS = {"confirmed": "confirm", "carried": "carry"}


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
    moment = _find_decision(carryover)
    figures = _read_figures(carryover.line_ids.cell_id, moment)
    rows = tuple(
        _build_row(line, figures[cell] if not place else ("", "", ""))
        for cell, lines in carryover.line_ids.grouped("cell_id").items()
        for place, line in enumerate(lines)
    )
    sums = (sum(own[place] for own in figures.values()) for place in range(3))
    total = Row(("합계", "", *sums, carryover.amount, ""), "total")
    day = f"{date_text(seoul_day(moment))} " if moment else ""
    heading = (
        f"{NAMES[carryover.kind]} · {carryover.department_id.name} "
        f"({BASES[carryover.kind]}, {day}{STATES[carryover.state]})"
    )
    return Sheet(COLUMNS, (*rows, total), heading=heading, note="(단위: 원)")


def _build_row(line, figures):
    """Return the row of a line; ``figures`` of its cell stand on the first of the cell's lines."""
    cell = line.cell_id
    texts = [line.reason, line.cause, line.adjustment and f"조정: {line.adjustment}"]
    if line.notice_number:
        texts.append(f"공고 {line.notice_number}({line.notice_date})")
    if line.due_date:
        texts.append(f"준공(납품) 예정 {line.due_date}")
    return Row((
        cell.project_id.name,
        f"{cell.subitem_id.code} {cell.subitem_id.name} ({cell.funding_source_id.name})",
        *figures, line.amount, " ".join(filter(None, texts)),
    ))


def _find_decision(carryover):
    """Return when a carry-over was decided (naive UTC), None while it is not."""
    step = DECISIONS.get(carryover.state)
    decided = carryover.sudo().event_ids.filtered(lambda one: one.transition == step)
    return decided[:1].time or None


def _read_figures(cells, moment):
    """Return ``{cell: (예산현액, 원인행위액, 지출액)}`` in won as of ``moment``, or as they stand.

    원인행위액 is what was committed in the old year, with what of it went over since: that was
    given back in the old year to be committed in the next one.
    """
    totals = cells.env["gotgan.ledger"]._read_at(cells, moment) if moment else {}
    gone = _read_gone(cells, moment)
    return {
        cell: (total["appropriated"], total["committed"] + gone.get(cell, 0), total["paid"])
        for cell in cells for total in (totals.get(cell.id, cell),)
    }


def _read_gone(cells, moment):
    """Return ``{cell: won}`` of the commitments that went over by ``moment``, or by now."""
    moves_sudo = cells.env["gotgan.ledger.move"].sudo().search([
        ("cell_id", "in", cells.ids), ("kind", "=", "decommit"),
        ("source_model", "=", "gotgan.carryover"),
    ])
    gone = moves_sudo.filtered(lambda one: not moment or one.posted_at <= moment)
    return {cell: sum(moves.mapped("amount")) for cell, moves in gone.grouped("cell_id").items()}
