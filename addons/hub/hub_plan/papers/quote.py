"""견적서: what the service costs this agency, frozen until its last day."""

from odoo.addons.gotgan_document import korean, paper

from .. import pricing
from . import words


def build(contract, number):
    """Return the quotation as a description."""
    supplier = contract._get_supplier()
    term = contract._get_first_term()
    month = pricing.monthly(
        term._get_terms(), term.users, term.gib, term.months, term.agencies,
    )
    return paper.Paper(
        title="견적서", number=number, date=contract.date_quoted, issuer=supplier.name,
        recipient=f"{contract.agency_name} 귀중",
        blocks=(
            paper.Amount(
                "견적금액", month.total * term.months,
                f"부가가치세 포함, {words.SERVICE} {term.months}개월",
            ),
            words.plan_fields(term, term.plan_terms, "1. 이용 내용"),
            words.charge_table(month, term.months, "2. 산출 내역"),
            paper.Text("\n".join(_conditions(contract, supplier, term)), "3. 견적 조건"),
            paper.Signature("위와 같이 견적합니다.", contract.date_quoted, (
                words.supplier_party(supplier, "공급자", *words.SUPPLIER_WHOLE),
            )),
        ),
    )


def _conditions(contract, supplier, term):
    yield f"가. 유효기간: {korean.date_text(contract.quote_until)}까지"
    yield f"나. 계약방법: {words.ROUTES[contract.route]}"
    if supplier.catalogue_number:
        yield f"다. 디지털서비스 식별번호: {supplier.catalogue_number}"
    yield "※ 이용료는 매월 말일을 기준으로 정산하며, 월 중에 시작하거나 마치면 일할 계산합니다."
    yield f"※ 대금은 이용내역서 발행일부터 {supplier.due_days}일 이내에 지급합니다."
