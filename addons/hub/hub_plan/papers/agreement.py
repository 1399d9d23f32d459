"""이용계약서: the contract with its service level and the processing of personal data."""

from odoo.addons.gotgan_document import korean, paper

from . import words


def build(contract, number):
    """Return the contract as a description."""
    supplier = contract._get_supplier()
    day = contract.date_agreed or contract.date_quoted
    parties = (
        words.agency_party(contract, "이용기관"),
        words.supplier_party(supplier, "공급자"),
    )
    signature = paper.Signature(
        "이용기관과 공급자는 위와 같이 계약을 체결하고, 계약서 2통을 작성하여 각 1통씩 보관한다.",
        day, parties,
    )
    return paper.Paper(
        title="이용계약서", number=number, date=day, issuer=supplier.name,
        blocks=(
            _head(contract), _terms(contract),
            *_part(contract, "agreement"), signature,
            *_service_level(contract), *_privacy(contract, day, parties),
        ),
    )


def _head(contract):
    return paper.Fields((
        ("계약건명", words.SERVICE), ("계약번호", contract.number),
        ("계약금액", f"{korean.won_official(contract.total)}, 부가가치세 포함"),
        ("계약기간", words.period(contract)), ("계약방법", words.ROUTES[contract.route]),
        ("이용기관", contract.agency_name), ("요금제", _get_plan(contract)["name"]),
    ))


def _get_plan(contract):
    """Return the plan as it was frozen last."""
    return contract.term_ids.sorted("edition")[-1].plan_terms


def _terms(contract):
    """Return the agreed terms, first and changed ones, as they were frozen."""
    columns = (
        paper.Column("구분", 14), paper.Column("적용일", 17, "center"), paper.Column("요금제", 14),
        paper.Column("사용자", 11, "right"), paper.Column("저장공간(GiB)", 15, "right"),
        paper.Column("월 이용료(부가세 포함)", 24, "right"),
    )
    rows = tuple(
        (f"제{term.edition}차 변경" if term.edition else "당초",
         korean.date_text(term.date_from) if term.date_from else "계약 개시일",
         term.plan_terms["name"], term.users, term.gib, term.total)
        for term in contract.term_ids.sorted("edition")
    )
    return paper.Table(columns, rows, heading="계약 조건", note="(단위: 원)")


def _part(contract, name):
    articles = contract._get_articles(name)
    return (paper.Clauses(articles),) if articles else ()


def _service_level(contract):
    plan = _get_plan(contract)
    promises = [
        f"월 가용률: {plan['availability']:g} % 이상", f"기술지원: {words.support_text(plan)}",
        *plan["service_level"],
    ]
    rows = tuple((number, promise) for number, promise in enumerate(promises, 1))
    columns = (paper.Column("번호", 8, "center"), paper.Column("서비스 수준", 80))
    return (
        paper.Annex("[별첨 1] 서비스 수준 협약"),
        paper.Table(columns, rows), *_part(contract, "service"),
    )


def _privacy(contract, day, parties):
    part = _part(contract, "privacy")
    closing = paper.Signature("위와 같이 개인정보 처리위탁 계약을 체결한다.", day, parties)
    return (paper.Annex("[별첨 2] 개인정보 처리위탁 계약서"), *part, closing) if part else ()
