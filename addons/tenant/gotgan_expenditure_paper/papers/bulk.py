"""지급명세서: everybody whom one voucher pays."""

from odoo.addons.gotgan_document import paper

from . import words

COLUMNS = (
    paper.Column("연번", 7, "center"), paper.Column("성명(상호)", 20),
    paper.Column("은행", 14, "center"), paper.Column("계좌번호", 22, "center"),
    paper.Column("지급액", 16, "right"), paper.Column("공제액", 14, "right"),
    paper.Column("실지급액", 16, "right"), paper.Column("비고", 20),
)
BATCH = 2_000


def build(bulk):
    """Return the paper of a ``gotgan.bulk.payment``; its rows are read as they are written."""
    head = words.rows(
        ("제목", bulk.name), ("부서", bulk.department_id.name),
        ("회계연도", words.year_text(bulk)), ("지출 구분", words.kind_text(bulk)),
        ("지출결의", bulk.voucher_id.number), ("인원", f"{bulk.row_count:,}명"),
    )
    sheet = paper.Sheet(
        COLUMNS, paper.Stream(lambda: _rows(bulk)), heading="지급 내역", note=words.UNIT,
    )
    return words.make(
        bulk, f"{words.kind_text(bulk)} 지급명세서", (paper.Fields(head, 2), sheet), landscape=True,
    )


def _rows(bulk):
    payees = bulk.env["gotgan.bulk.payee"]
    ids, count = payees._search([("bulk_id", "=", bulk.id)], order="row, id"), 0
    ids = [row[0] for row in bulk.env.execute_query(ids.select())]
    for start in range(0, len(ids), BATCH):
        batch = payees.browse(ids[start:start + BATCH])
        for payee in batch:
            count += 1
            yield paper.Row((
                count, payee.name, payee.bank_name or payee.bank_code, payee.account_number,
                payee.amount, payee.deducted, payee.net_amount, payee.memo or "",
            ))
        batch.invalidate_recordset()
    yield paper.Row(
        ("계", "", "", "", bulk.amount, bulk.deducted, bulk.net_amount, ""), "total",
    )
