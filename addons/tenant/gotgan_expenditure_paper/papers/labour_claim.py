"""노무비 지급확인서: whose wages were claimed, and what each worker was proven to have got."""

from odoo.addons.gotgan_document import paper

from . import boxes, words
from .contract_order import count

COLUMNS = (
    paper.Column("성명", 14, "center"), paper.Column("생년월일", 12, "center"),
    paper.Column("소속·직종", 18), paper.Column("일수", 8, "right"),
    paper.Column("청구 노무비", 16, "right"), paper.Column("지급액", 16, "right"),
    paper.Column("공제액", 14, "right"), paper.Column("지급일", 19, "center"),
)
TEXT = (
    "「지방자치단체 입찰 및 계약 집행기준」에 따라 위와 같이\n"
    "노무비가 근로자에게 지급되었음을 확인합니다."
)
OPEN = "※ 근로자에게 지급된 것을 아직 확인하지 않았습니다."


def build(claim):
    """Return the paper of a ``gotgan.labour.claim``."""
    return words.make(claim, "노무비 지급확인서", (
        paper.Fields(_head(claim), 2),
        paper.Amount("노무비", claim.labour_amount),
        _workers(claim),
        *_confirmed(claim),
    ), date=claim.confirmed_on or None)


def _head(claim):
    contract = claim.contract_id
    return words.rows(
        ("건명", claim.name), ("계약번호", contract.number), ("계약명", contract.name),
        ("계약상대자", words.payee_text(claim.partner_id)),
        ("작업기간", words.span(claim.date_from, claim.date_to)),
        ("청구일", words.day_text(claim.claimed_on)), ("청구액", words.won(claim.amount)),
        ("노무비 외", words.won(claim.rest_amount)),
    )


def _workers(claim):
    workers = claim.worker_ids.sorted("id")
    rows = tuple(
        (one.name, one.birth, " ".join(filter(None, (one.employer, one.trade))),
         count(one.days) if one.days else "", one.wage, one.paid, one.deducted,
         words.day_text(one.paid_on))
        for one in workers
    )
    total = ("계", f"{len(rows)}명", "", "", *(
        sum(workers.mapped(name)) for name in ("wage", "paid", "deducted")
    ), "")
    return paper.Table(COLUMNS, rows, (total,), heading="근로자별 내역", note=words.UNIT)


def _confirmed(claim):
    if claim.state != "confirmed":
        return (paper.Text(OPEN, align="center"),) if claim.state == "paid" else ()
    signed = boxes.signer(claim, "confirm", "계약담당")
    party = paper.Party("확인자", (), "계약담당", signed.name, seal_word="(인)")
    return (paper.Signature(TEXT, claim.confirmed_on, (party,)),)
