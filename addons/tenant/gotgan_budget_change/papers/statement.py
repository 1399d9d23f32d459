"""이용·전용·변경사용·이체 조서와 예비비 사용 조서: which money went where, and why."""

from odoo.addons.gotgan_document import paper

from ..kinds import PAPER_WORDS
from ..spreading import fill, left_of
from . import words

MOVED = (
    paper.Column("구분", 5, "center"), paper.Column("부서", 11),
    paper.Column("정책사업\n단위사업\n세부사업", 25), paper.Column("편성목\n통계목", 21),
    paper.Column("변경 전\n예산현액", 14, "right"), paper.Column("증감액", 14, "right"),
    paper.Column("변경 후\n예산현액", 14, "right"),
)
DRAWN = (
    paper.Column("부서", 11), paper.Column("정책사업\n단위사업\n세부사업", 25),
    paper.Column("편성목\n통계목", 20), paper.Column("예비비\n사용액", 13, "right"),
    paper.Column("지출액", 13, "right"), paper.Column("집행잔액", 13, "right"),
    paper.Column("사유", 22),
)
# The rule whose article a kind rests on; which one that is, the kind of the agency decides.
BASIS = {
    "program_transfer": "change.program_scope",
    "reorganization_transfer": "change.reorganization_transfer",
    "virement": "change.virement", "reallocation": "change.reallocation",
    "reserve": "budget.reserve_required", "return": "budget.reserve_required",
}


def build(changes):
    """Return the paper of changes: one kind by one, each with its lines and totals.

    :param changes: ``gotgan.budget.change`` records, of any kinds
    """
    changes = changes.sorted(lambda one: (one.kind or "", one.executed_on or one.create_date.date(),
                                          one.id))
    kinds = list(dict.fromkeys(changes.mapped("kind")))
    title = f"{PAPER_WORDS[kinds[0]]} 조서" if len(kinds) == 1 and kinds[0] else "예산 변경 조서"
    single = changes if len(changes) == 1 else changes.browse()
    blocks = [_head(single)] if single else [_overview(changes)]
    for kind in kinds:
        blocks += _lines_of(changes.filtered(lambda one, kind=kind: one.kind == kind), kind)
    if single:
        blocks.append(paper.Text(single.reason or "", heading="사유"))
    return paper.Paper(
        title=title, number=single.number or "", blocks=tuple(blocks),
        date=single.executed_on or single.submitted_on or None,
        issuer=changes._get_issuer(), landscape=True,
        approvals=words.boxes("담당", "팀장", "부서장") if single else (),
    )


def _get_basis(change):
    """Return the article the change rests on that day, or nothing where none is known."""
    code = BASIS.get(change.kind)
    day = change.executed_on or change.submitted_on or change.create_date.date()
    edition = change.env["gotgan.rule"]._seek(code, day) if code else None
    return edition._cite() if edition else ""


def _head(change):
    rows = [
        ("제목", change.name), ("회계연도", change.fiscal_year_id.display_name),
        ("요구부서", change.department_id.name),
        ("구분", PAPER_WORDS.get(change.kind, "")),
        ("금액", f"{words.won(change.amount)}원"), ("근거", _get_basis(change)),
    ]
    if change.kind == "reorganization_transfer":
        rows += [
            ("개편 근거", change.ordinance_name or ""),
            ("근거 시행일", words.day_text(change.ordinance_date)),
        ]
    if change.authorization_id:
        rows.append(("예산으로 의결", change.authorization_id.display_name))
    if change.vote_date:
        rows += [
            ("의결일", words.day_text(change.vote_date)), ("의결", change.vote_reference or ""),
        ]
    if change.executed_on:
        rows.append(("시행일", words.day_text(change.executed_on)))
    return paper.Fields(tuple(rows), 2)


def _overview(changes):
    columns = (
        paper.Column("번호", 14, "center"), paper.Column("구분", 12, "center"),
        paper.Column("요구부서", 16), paper.Column("제목", 32),
        paper.Column("시행일", 14, "center"), paper.Column("금액", 16, "right"),
    )
    rows = tuple(
        (one.number or "", PAPER_WORDS.get(one.kind, ""), one.department_id.name, one.name,
         words.day_text(one.executed_on), one.amount)
        for one in changes
    )
    total = ("합계", "", "", f"{len(changes)}건", "", sum(changes.mapped("amount")))
    return words.sheet(columns, rows, (total,), "총괄")


def _lines_of(changes, kind):
    heading = PAPER_WORDS.get(kind, "예산 변경")
    if kind == "reserve":
        return [_drawn_table(changes, heading)]
    return [_moved_table(changes, f"{heading} 내역")]


def _moved_table(changes, heading):
    lines = changes.line_ids.sorted(lambda one: (one.change_id.id, one.direction == "give", one.id))
    rows = tuple(
        (words.SIGNS[line.direction], line.department_id.name,
         words.project_text(line.project_id), words.object_text(line.subitem_id),
         line.before, line.difference, line.after)
        for line in lines
    )
    sums = {
        direction: lines.filtered(lambda one, direction=direction: one.direction == direction)
        for direction in ("take", "give")
    }
    totals = tuple(
        (words.SIGNS[direction], "", "계", "", sum(found.mapped("before")),
         sum(found.mapped("difference")), sum(found.mapped("after")))
        for direction, found in sums.items()
    )
    return words.sheet(MOVED, rows, totals, heading)


def _drawn_table(changes, heading):
    lines = changes.line_ids.filtered(lambda one: one.direction == "give")
    paid = _read_paid(lines.cell_id)
    rows = tuple(_drawn_row(line, paid.get((line.cell_id, line.change_id.id), 0)) for line in lines)
    total = ("합계", "", "", *(sum(row[place] for row in rows) for place in (3, 4, 5)), "")
    return words.sheet(DRAWN, rows, (total,), f"{heading} 내역")


def _drawn_row(line, paid):
    return (
        line.department_id.name, words.project_text(line.project_id),
        words.object_text(line.subitem_id), line.amount, paid, line.amount - paid,
        line.note or line.change_id.name,
    )


def _read_paid(cells):
    """Return ``{(cell, id of the change): won}`` of what was paid of each draw from the reserve.

    A cell's own budget is spent first, then its draws in the order in which they came.
    """
    moves_sudo = cells.env["gotgan.ledger.move"].sudo().search(
        [("cell_id", "in", cells.ids), ("kind", "=", "draw")], order="cell_id, cell_seq",
    )
    paid = {}
    for cell in cells:
        moves = moves_sudo.filtered(lambda one, cell=cell: one.cell_id == cell)
        draws = moves.filtered(lambda one: one.amount > 0)
        own = max(cell.appropriated - cell.reserve_used, 0)
        parts = fill(cell.paid - own, left_of(moves.mapped("amount")))
        paid |= {
            (cell, draw.source_id): won for draw, won in zip(draws, parts, strict=True)
        }
    return paid
