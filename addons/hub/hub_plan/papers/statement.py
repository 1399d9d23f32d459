"""이용내역서: what a month cost, from which samples."""

from odoo.addons.gotgan_document import korean, paper

from .. import billing
from . import words

COLUMNS = (
    paper.Column("기간", 24, "center"), paper.Column("품목", 24), paper.Column("수량", 9, "right"),
    paper.Column("단위", 8, "center"), paper.Column("월 단가", 15, "right"),
    paper.Column("금액", 17, "right"),
)
SAMPLES = (
    paper.Column("측정 항목", 30), paper.Column("값", 20, "right"), paper.Column("비고", 50),
)


def build(statement, number):
    """Return the statement as a description."""
    contract, supplier = statement.contract_id, statement.env["hub.supplier"]._get()
    last = billing.month_end(statement.month)
    return paper.Paper(
        title="월 이용내역서", number=number, date=statement.issue_date, issuer=supplier.name,
        recipient=f"{contract.agency_name} 귀중",
        blocks=(
            paper.Amount("청구금액", statement.total, "부가가치세 포함"),
            paper.Fields((
                ("이용월", f"{statement.month.year}년 {statement.month.month}월"),
                ("계약번호", contract.number),
                ("이용기간", " ~ ".join(map(korean.date_text, _days(statement, last)))),
                ("납부기한", korean.date_text(statement.due_date)),
                ("입금계좌", supplier.bank_account or ""),
                ("요금제", contract.plan_id.name),
            ), 2, "1. 청구 개요"),
            _lines(statement), _samples(statement, last),
            paper.Signature("위와 같이 청구합니다.", statement.issue_date, (
                words.supplier_party(supplier, "공급자", *words.SUPPLIER_WHOLE),
            )),
        ),
    )


def _days(statement, last):
    """Return the first and the last day that are charged."""
    days = [day for line in statement.line_ids for day in (line.date_from, line.date_to)]
    return min(days, default=statement.month), max(days, default=last)


def _lines(statement):
    rows = [
        (f"{line.date_from:%m.%d.} ~ {line.date_to:%m.%d.}", words.LINES[line.code], line.quantity,
         words.UNITS[line.code], line.unit_price or None, line.amount)
        for line in statement.line_ids
    ]
    rows += [
        ("", f"조정: {one.name}", None, "", None, one.amount) for one in statement.adjustment_ids
    ]
    totals = tuple(
        (label, "", None, "", None, amount)
        for label, amount in (
            ("공급가액", statement.supply), ("부가가치세", statement.tax),
            ("합계", statement.total),
        )
    )
    return paper.Table(COLUMNS, tuple(rows), totals, "2. 이용 내역", "(단위: 원)")


def _samples(statement, last):
    """Return what was measured, and how much was not."""
    usage, tenant = statement.env["hub.usage"], statement.tenant_id
    users = usage._get_peak(tenant, statement.month, last, "users")
    size = usage._get_peak(tenant, statement.month, last, "total_bytes")
    missing = statement.expected_count - statement.measured_count
    rows = (
        ("사용자(월 최대)", f"{users.users:,}명" if users else "측정값 없음", _when(users)),
        ("저장공간(월 최대)", f"{size.total_bytes / 2 ** 30:,.2f}GiB" if size else "측정값 없음",
         _when(size)),
        ("15분 단위 측정", f"{statement.measured_count:,}/{statement.expected_count:,}회",
         f"측정하지 못한 {missing:,}회는 이용량에서 제외" if missing else "빠짐없이 측정"),
    )
    return paper.Table(SAMPLES, rows, heading="3. 측정 내역")


def _when(sample):
    if not sample:
        return ""
    return f"{sample._get_local_time():%Y-%m-%d %H:%M} 측정"
