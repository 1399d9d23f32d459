"""배정통지서: what each department may spend from when on.

It says what stood when it was issued, whenever it is printed: the figures are those of the ledger
right after the allotments posted on it.
"""

from odoo.addons.gotgan_document import paper

from . import words

QUARTERS = {"1": "1분기", "2": "2분기", "3": "3분기", "4": "4분기", "0": "수시"}
COLUMNS = (
    paper.Column("정책사업\n단위사업\n세부사업", 28), paper.Column("편성목\n통계목", 24),
    paper.Column("재원", 12), paper.Column("예산현액", 14, "right"),
    paper.Column("금회 배정액", 14, "right"), paper.Column("배정 누계", 14, "right"),
)


def build(allotments):
    """Return the notice of allotments: a table for each department on a sheet of its own."""
    first = allotments[:1]
    recall = first.kind == "recall"
    departments = allotments.line_ids.department_id.sorted("display_name")
    figures = allotments.env["gotgan.ledger"]._read_after(allotments)
    blocks = [_head(allotments, recall)]
    for place, department in enumerate(departments):
        if place:
            blocks.append(paper.Annex(f"{department.name}장 귀하"))
        lines = allotments.line_ids.filtered(
            lambda one, department=department: one.department_id == department
        )
        blocks.append(_table(lines, department, figures))
    return paper.Paper(
        title="예산 배정 회수 통지서" if recall else "예산배정통지서",
        number=first.number or "" if len(allotments) == 1 else "",
        date=first.date if len(allotments) == 1 else None, blocks=tuple(blocks),
        recipient=_get_recipient(departments), issuer=allotments._get_issuer(),
        landscape=True,
    )


def _get_recipient(departments):
    if len(departments) == 1:
        return f"{departments.name}장 귀하"
    return f"{departments[:1].name}장 등 {len(departments)}개 부서장 귀하" if departments else ""


def _head(allotments, recall):
    first = allotments[:1]
    word = "회수" if recall else "배정"
    rows = [
        ("회계연도", first.fiscal_year_id.display_name),
        ("구분", f"{QUARTERS.get(first.quarter, '')} {word}"),
        (f"{word}일", words.day_text(first.date)),
        (f"{word}액", f"{words.won(sum(allotments.mapped('amount')))}원"),
    ]
    if first.reason:
        rows.append(("사유", first.reason))
    return paper.Fields(tuple(rows), 2)


def _table(lines, department, figures):
    rows = tuple(
        _row(cell, cell_lines, figures.get(cell.id, cell))
        for cell, cell_lines in lines.grouped("cell_id").items()
    )
    total = ("계", "", "", *(sum(row[place] for row in rows) for place in (3, 4, 5)))
    return words.sheet(COLUMNS, rows, (total,), department.name)


def _row(cell, lines, figures):
    """Return the row of a cell, however many of the allotments have a line on it.

    :param figures: the totals by name; of what is not issued yet the cell itself
    """
    amount = sum(
        -line.amount if line.allotment_id.kind == "recall" else line.amount for line in lines
    )
    return (
        words.project_text(cell.project_id), words.object_text(cell.subitem_id),
        cell.funding_source_id.name, figures["appropriated"], amount, figures["allotted"],
    )
