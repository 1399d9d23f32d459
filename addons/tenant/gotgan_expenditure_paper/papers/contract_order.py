"""발주서(납품요구서) of a 단가계약, and the unit prices of its contract (지방계약법 제25조)."""

from odoo.addons.gotgan_document import paper

from . import boxes, words

COLUMNS = (
    paper.Column("품명", 24), paper.Column("규격", 20), paper.Column("단위", 8, "center"),
    paper.Column("수량", 12, "right"), paper.Column("단가", 16, "right"),
    paper.Column("금액", 18, "right"),
)
DELIVERED = (
    paper.Column("품명", 34), paper.Column("발주 수량", 16, "right"),
    paper.Column("납품 수량", 16, "right"), paper.Column("미납 수량", 16, "right"),
    paper.Column("검수금액", 18, "right"),
)
TEXT = (
    "「지방자치단체를 당사자로 하는 계약에 관한 법률」 제25조에 따른 단가계약에 의하여\n"
    "위와 같이 발주하니 납품기한까지 납품하여 주시기 바랍니다."
)


def build(order):
    """Return the paper of a ``gotgan.contract.order``."""
    blocks = (
        paper.Fields(_head(order), 2),
        paper.Amount("발주금액", order.amount),
        _items(order),
        *_delivered(order),
        *boxes.seal(order, "place", "재무관", TEXT, "발주기관", "commitment_officer"),
    )
    return words.make(
        order, "발주서(납품요구서)", blocks, recipient=f"{order.partner_id.name} 귀하",
        approvals=boxes.boxes(order, (boxes.AUTHOR, "담당"), ("place", "재무관")),
    )


def price_table(contract):
    """Return the block of a contract's items and unit prices; nothing where it has none."""
    if contract.term_kind != "unit" or not contract.item_ids:
        return ()
    rows = tuple(
        (one.name, one.specification or "", one.unit, count(one.quantity), one.unit_price,
         one.amount)
        for one in contract.item_ids
    )
    total = ("계", "", "", "", "", sum(contract.item_ids.mapped("amount")))
    return (paper.Table(
        COLUMNS, rows, (total,), heading="품목별 단가(수량은 예정 수량)", note=words.UNIT,
    ),)


def delivered_items(inspection):
    """Return the block of what came of an order; nothing where it is no delivery of one."""
    if not inspection.item_ids:
        return ()
    rows = tuple(
        (one.order_line_id.item_id.name, one.specification or "", one.unit, count(one.quantity),
         one.order_line_id.unit_price, one.amount)
        for one in inspection.item_ids
    )
    total = ("계", "", "", "", "", sum(inspection.item_ids.mapped("amount")))
    return (paper.Table(COLUMNS, rows, (total,), heading="납품 품목", note=words.UNIT),)


def count(quantity):
    """Return a quantity with separators and no more decimals than it has.

    >>> count(1200.0), count(2.5), count(0.125)
    ('1,200', '2.5', '0.125')
    """
    return f"{quantity:,.3f}".rstrip("0").rstrip(".")


def _head(order):
    contract = order.contract_id
    return words.rows(
        ("건명", order.name), ("계약번호", contract.number), ("계약명", contract.name),
        ("계약기간", words.span(contract.date_start, contract.date_end)),
        ("계약상대자", words.payee_text(order.partner_id)),
        ("발주부서", order.department_id.name), ("발주일", words.day_text(order.date)),
        ("납품기한", words.day_text(order.due_date)), ("납품 장소", order.place),
        ("품의 번호", order.request_id.number), ("원인행위 번호", order.commitment_id.number),
    )


def _items(order):
    rows = tuple(
        (one.item_id.name, one.specification or "", one.unit, count(one.quantity), one.price,
         one.price_amount)
        for one in order.line_ids
    )
    total = ("계", "", "", "", "", order.amount)
    return paper.Table(COLUMNS, rows, (total,), heading="발주 품목", note=words.UNIT)


def _delivered(order):
    if not order.accepted:
        return ()
    rows = tuple(
        (one.item_id.name, count(one.quantity), count(one.delivered), count(one.left_quantity),
         one.delivered_amount)
        for one in order.line_ids
    )
    total = ("계", "", "", "", order.accepted)
    return (paper.Table(DELIVERED, rows, (total,), heading="납품 현황", note=words.UNIT),)
