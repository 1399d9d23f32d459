"""계약대장: the contracts signed in a period."""

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_document import paper

from . import words

COLUMNS = (
    paper.Column("계약번호", 15, "center"), paper.Column("계약명", 24),
    paper.Column("수요부서", 13, "center"), paper.Column("계약상대자", 18),
    paper.Column("계약방법", 13, "center"), paper.Column("계약일", 15, "center"),
    paper.Column("최초 계약금액", 16, "right"), paper.Column("계약금액", 16, "right"),
    paper.Column("계약기간", 17, "center"), paper.Column("준공일", 15, "center"),
    paper.Column("지급액", 16, "right"), paper.Column("상태", 9, "center"),
)


def build(contracts, first, last, department):
    """Return the register.

    :param contracts: ``gotgan.contract`` records in Korean, in their order
    :param department: the department they are of; empty: all
    """
    head = paper.Fields(words.rows(
        ("기간", words.span(first, last)), ("부서", department.name or "전체"),
        ("건수", f"{len(contracts):,}건"), ("계약금액 계", words.won(_sum(contracts, "amount"))),
    ), 2)
    total = paper.Row((
        "계", f"{len(contracts):,}건", "", "", "", "", _sum(contracts, "original_amount"),
        _sum(contracts, "amount"), "", "", _sum(contracts, "paid"), "",
    ), "total")
    sheet = paper.Sheet(
        COLUMNS, (*map(_row, contracts), total), note=words.UNIT,
    )
    return paper.Paper(
        title="계약대장", blocks=(head, sheet), issuer=agency_name(contracts.env), landscape=True,
    )


def _row(contract):
    return paper.Row((
        contract.number or "", _name(contract), contract.department_id.name,
        contract.partner_id.name, words.label(contract, "method"),
        words.day_text(contract.signed_on), contract.original_amount, contract.amount,
        f"{words.day_text(contract.date_start)}\n~ {words.day_text(contract.date_end)}",
        words.day_text(contract.completed_on), contract.paid, words.label(contract, "state"),
    ))


def _name(contract):
    """Return the title; of a unit-price contract also what was ordered on it."""
    if contract.term_kind != "unit":
        return contract.name
    return f"{contract.name}\n(단가계약, 발주 {words.won(contract.ordered)})"


def _sum(contracts, name):
    return sum(contracts.mapped(name))
