"""이용신청서: what the agency asks for, and what it agrees to."""

from odoo.addons.gotgan_document import korean, paper

from . import words


def build(contract, number):
    """Return the application as a description."""
    supplier = contract._get_supplier()
    articles = contract._get_articles("application")
    term = contract._get_first_term()
    monthly = korean.won_official(term.total or contract.monthly_total)
    plan = term.plan_terms or contract.plan_id._get_frozen()
    return paper.Paper(
        title="이용신청서", number=number, date=contract.date_applied, issuer=supplier.name,
        recipient=f"{supplier.name} 귀하",
        blocks=(
            words.applicant_fields(contract, "1. 신청기관"),
            words.plan_fields(term or contract, plan, "2. 신청 내용"),
            paper.Fields((
                ("월 이용료", f"{monthly}, 부가가치세 포함"),
                ("계약방법", words.ROUTES[contract.route]),
                ("접수번호", contract.number),
            )),
            *((paper.Clauses(articles, heading="3. 동의 사항"),) if articles else ()),
            paper.Signature(
                f"위와 같이 {words.SERVICE}을 신청합니다.", contract.date_applied,
                (words.agency_party(contract, "신청기관", "기관명"),),
            ),
        ),
    )
