"""What several papers say in the same words."""

from odoo.addons.gotgan_base.business_number import format_business_number
from odoo.addons.gotgan_document import korean, paper

SERVICE = "곳간 재정정보시스템 이용"
LINES = {
    "base": "기본 이용료", "users": "추가 사용자", "storage": "추가 저장공간",
    "term_discount": "약정 할인", "number_discount": "다기관 할인", "adjustment": "조정",
}
UNITS = {
    "base": "식", "users": "명", "storage": "GiB", "term_discount": "%", "number_discount": "%",
    "adjustment": "",
}
KINDS = {
    "municipality": "지방자치단체", "agency": "출자·출연기관", "corporation": "지방공기업",
}
ROUTES = {
    "catalogue": "디지털서비스 카탈로그계약(클라우드컴퓨팅법 제20조, 조달사업법)",
    "private": "디지털서비스 수의계약(클라우드컴퓨팅법 제20조, 지방계약법 시행령 제25조)",
    "other": "그 밖의 계약",
}
ISOLATION = {
    "pool": "기관별 독립 데이터베이스(공용 처리장치)",
    "silo": "기관별 독립 데이터베이스(전용 처리장치)",
}
SUPPORT = {"standard": "기본 지원", "priority": "우선 지원", "dedicated": "전담 지원"}


def applicant_fields(contract, heading):
    """Return the agency and its officer in ruled cells."""
    return paper.Fields((
        ("기관명", contract.agency_name),
        ("등록번호", format_business_number(contract.business_number) or ""),
        ("대표자", contract.representative or ""), ("기관구분", KINDS[contract.kind]),
        ("주소", contract.address or ""), ("담당부서", contract.officer_department or ""),
        ("담당자", contract.officer_name or ""), ("전화번호", contract.officer_phone or ""),
        ("전자우편", contract.officer_email or ""), ("이용주소", contract.tenant_id.name),
    ), 2, heading)


def plan_fields(conditions, plan, heading):
    """Return what is used, and for how long.

    :param conditions: agreed terms, or a contract that has none yet
    :param dict plan: the plan as it was frozen
    """
    return paper.Fields((
        ("요금제", plan["name"]), ("이용기간", f"계약 개시일부터 {conditions.months}개월"),
        ("사용자", f"{conditions.users:,}명"), ("저장공간", f"{conditions.gib:,}GiB"),
        ("격리방식", ISOLATION[plan["isolation"]]), ("기술지원", support_text(plan)),
    ), 2, heading)


def support_text(plan):
    return " / ".join(filter(None, (SUPPORT[plan["support"]], plan["support_hours"])))


def period(contract):
    """Return the term, with its days where they are known."""
    months = f"{contract.months}개월"
    if not contract.date_start:
        return f"계약일부터 {months}"
    if not contract.date_end:
        return f"{korean.date_text(contract.date_start)}부터 {months}"
    days = map(korean.date_text, (contract.date_start, contract.date_end))
    return f"{' ~ '.join(days)} ({months})"


def charge_table(month, months, heading):
    """Return the lines of a monthly charge, and the sums of ``months`` months."""
    columns = (
        paper.Column("품목", 30), paper.Column("수량", 9, "right"),
        paper.Column("단위", 8, "center"),
        paper.Column("단가", 16, "right"), paper.Column("월 금액", 18, "right"),
        paper.Column(f"{months}개월 금액", 21, "right"),
    )
    rows = tuple(
        (LINES[line.code], line.quantity, UNITS[line.code], line.unit_price or None,
         line.amount, line.amount * months)
        for line in month.lines
    )
    totals = tuple(
        (label, None, None, None, amount, amount * months)
        for label, amount in (
            ("공급가액", month.supply), ("부가가치세", month.tax), ("합계", month.total),
        )
    )
    return paper.Table(columns, rows, totals, heading, "(단위: 원)")


def agency_party(contract, role, *rows):
    """Return the agency as one who signs. ``rows``: what is said of it, else all."""
    known = {
        "기관명": contract.agency_name,
        "등록번호": format_business_number(contract.business_number) or "",
        "주소": contract.address or "",
    }
    return paper.Party(
        role, _choose(known, rows), "대표자", contract.representative or "", seal_word="(직인)",
    )


def supplier_party(supplier, role, *rows):
    """Return the supplier as one who signs. ``rows``: what is said of it, else what is usual."""
    known = {
        "상호": supplier.name, "등록번호": format_business_number(supplier.business_number) or "",
        "주소": supplier.address or "",
    }
    more = {
        "업태/종목": _pair(supplier.business_type, supplier.business_item),
        "담당자": _pair(supplier.contact_name, supplier.phone),
    }
    return paper.Party(
        role, _choose(known | more, rows or tuple(known)), "대표자",
        supplier.representative or "", supplier._get_seal(),
    )


SUPPLIER_WHOLE = ("상호", "등록번호", "주소", "업태/종목", "담당자")


def _choose(known, names):
    return tuple((name, known[name]) for name in names or known)


def _pair(one, other):
    return " / ".join(filter(None, (one, other)))
