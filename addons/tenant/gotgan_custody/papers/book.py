"""세입세출외현금 장부: a table per account, brought forward, with what was held after each move."""

from odoo.addons.gotgan_document import paper

COLUMNS = (
    paper.Column("일자", 12, "center"), paper.Column("번호", 14, "center"),
    paper.Column("적요", 34), paper.Column("채권자", 18), paper.Column("구분", 12, "center"),
    paper.Column("수납", 16, "right"), paper.Column("지급", 16, "right"),
    paper.Column("잔액", 18, "right"),
)
KINDS = {"guarantee": "보증금", "deposit": "보관금", "sundry": "잡종금"}
MOVES = {
    "in": "수납", "out": "지급", "forfeit": "세입 귀속", "undo": "수납 취소", "redo": "지급 반송",
}


def build(accounts, date_from, date_to, lines, opening, issuer):
    """Return the ledger of ``accounts``.

    :param lines: ``{account: book lines}`` of the days from ``date_from`` to ``date_to``
    :param opening: ``{account id: won}`` held at the end of the day before
    """
    blocks = [paper.Fields((
        ("기간", f"{day_text(date_from)} ~ {day_text(date_to)}"),
        ("계정", accounts.name if len(accounts) == 1 else f"{len(accounts)}개 계정"),
    ), 2)]
    for account in accounts:
        some = lines.get(account) or ()
        if some or opening[account.id] or len(accounts) == 1:
            blocks.append(_table(account, some, opening[account.id]))
    return paper.Paper(
        title="세입세출외현금 장부", blocks=tuple(blocks), issuer=issuer, landscape=True,
    )


def day_text(day):
    """Return a day as papers write it.

    >>> from datetime import date
    >>> day_text(date(2026, 3, 9))
    '2026. 3. 9.'
    """
    return f"{day.year}. {day.month}. {day.day}."


def _table(account, lines, opening):
    rows = [paper.Row((
        paper.Cell(""), paper.Cell(""), paper.Cell("전기 이월"), paper.Cell(""), paper.Cell(""),
        paper.Cell(""), paper.Cell(""), paper.Cell(opening),
    ), "faint")]
    received = paid = 0
    balance = opening
    for line in lines:
        received, paid, balance = received + line.received, paid + line.paid, line.balance
        rows.append(paper.Row(tuple(map(paper.Cell, _cells(line)))))
    rows.append(paper.Row((
        paper.Cell("계", 5), paper.Cell(received), paper.Cell(paid), paper.Cell(balance),
    ), "total"))
    heading = f"{KINDS[account.kind]} - {account.name}"
    return paper.Sheet(COLUMNS, tuple(rows), heading=heading, note="(단위: 원)")


def _cells(line):
    return (
        day_text(line.date), line.case_id.number, line.name or "", line.partner_id.name or "",
        MOVES[line.kind], line.received or "", line.paid or "", line.balance,
    )
