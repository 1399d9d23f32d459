"""제안서 평가 집계표: what each member gave to each proposal, and what follows from it."""

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_base.clock import seoul_day
from odoo.addons.gotgan_document import korean, paper

from .. import scoring

LEFT_OUT = "*"
SIGNING = (
    paper.Column("성명", 18, "center"), paper.Column("소속", 40),
    paper.Column("구분", 14, "center"), paper.Column("서명", 28, "center"),
)
ROUNDS = (
    paper.Column("협상일", 16, "center"), paper.Column("협상대상자", 22),
    paper.Column("협상 내용", 34),
    paper.Column("결과", 10, "center"), paper.Column("합의 금액(원)", 18, "right"),
)


def build(evaluation):
    """Return the paper of a ``gotgan.contract.evaluation`` whose technical scores are fixed."""
    offers = evaluation.sheet_ids.offer_id.sorted(lambda one: (one.place, -one.technical_score))
    blocks = (
        paper.Fields(_head(evaluation), 2), _given(evaluation, offers),
        _result(evaluation, offers), *_rounds(evaluation), _members(evaluation),
    )
    fixed = seoul_day(evaluation.priced_on or evaluation.closed_on)
    return paper.Paper(
        title="제안서 평가 집계표", number=evaluation.case_id.number or "", date=fixed,
        issuer=agency_name(evaluation.env), blocks=blocks,
    )


def _head(evaluation):
    case = evaluation.case_id
    lines = (
        ("건명", case.name), ("계약방법", case._get_method_label(case.method)),
        ("추정가격", _won(case.estimated_price)), ("예정가격", _won(case.planned_price)),
        ("개찰", _day(case.opened_on)), ("기술평가 확정", _day(evaluation.closed_on)),
        ("가격평가", _day(evaluation.priced_on)), ("배점", _full(evaluation)),
        ("적격 기준", _line(evaluation)),
    )
    return tuple((key, value) for key, value in lines if value)


def _full(evaluation):
    technical = f"기술 {scoring.text(evaluation.technical_limit)}점"
    price = evaluation.price_limit
    return f"{technical}, 가격 {scoring.text(price)}점" if price else technical


def _line(evaluation):
    rate, total = evaluation.pass_rate, evaluation.pass_points
    if rate:
        return f"기술점수가 배점한도의 {scoring.text(rate)}% 이상"
    return f"합산점수 {scoring.text(total)}점 이상" if total else ""


def _given(evaluation, offers):
    """A row of the office and of each member, a column of each proposal."""
    sheets = evaluation._get_seated_sheets()
    members = sheets.evaluator_id.sorted(lambda one: (one.origin, one.name, one.id))
    drop = evaluation.case_id._read_row("contract.evaluators", evaluation._get_day())["drop"]
    columns, means = {}, {}
    for offer in offers:
        own = {one.evaluator_id: one._get_sum() for one in sheets if one.offer_id == offer}
        sums = [own[member] for member in members]
        out = scoring.left_out(sums, drop)
        measured = own.get(members.browse())
        columns[offer] = [
            *([scoring.text(measured)] if measured is not None else []),
            *(scoring.text(one) + LEFT_OUT * (place in out) for place, one in enumerate(sums)),
        ]
        means[offer] = scoring.text(scoring.trimmed_mean(sums, drop))
    names = [one.name for one in members]
    if any(len(column) > len(names) for column in columns.values()):
        names = ["정량평가", *names]
    rows = tuple(
        (name, *(columns[offer][place] for offer in offers)) for place, name in enumerate(names)
    )
    totals = (
        ("정성평가 평균", *(means[offer] for offer in offers)),
        ("기술점수", *(scoring.text(offer.technical_score) for offer in offers)),
    )
    heads = (paper.Column("평가자", 20, "center"), *(
        paper.Column(offer.partner_id.name, 20, "right") for offer in offers
    ))
    note = f"(단위: 점, {LEFT_OUT} 평균에서 제외한 최고·최저 점수)"
    return paper.Table(heads, rows, totals, heading="기술평가", note=note)


def _result(evaluation, offers):
    scored = evaluation.method == "negotiated"
    heads = (
        paper.Column("순위", 8, "center"), paper.Column("제안업체", 26),
        paper.Column("기술점수", 14, "right"), paper.Column("입찰금액(원)", 18, "right"),
        *((paper.Column("가격점수", 14, "right"), paper.Column("합산점수", 14, "right"))
          if scored else ()),
        paper.Column("결과", 16, "center"),
    )
    rows = tuple(
        (one.rank or "", one.partner_id.name, scoring.text(one.technical_score),
         "미개봉" if one.is_sealed else one.amount,
         *(_scores(one, evaluation) if scored else ()), _outcome(one))
        for one in offers
    )
    return paper.Table(heads, rows, heading="평가 결과")


def _scores(offer, evaluation):
    if offer.is_sealed or evaluation.state != "priced":
        return "", ""
    return scoring.text(offer.price_score), scoring.text(offer.score)


def _outcome(offer):
    if offer.state == "submitted":
        return "가격 개봉 전" if offer.is_fit else "부적격"
    return offer._get_state_label()


def _rounds(evaluation):
    rows = tuple(
        (korean.date_text(one.met_on), one.offer_id.partner_id.name, one.words,
         dict(one._fields["result"]._description_selection(one.env))[one.result],
         one.amount or "")
        for one in evaluation.round_ids.sorted("id")
    )
    return (paper.Table(ROUNDS, rows, heading="협상"),) if rows else ()


def _members(evaluation):
    kinds = dict(evaluation.evaluator_ids._fields["origin"]._description_selection(evaluation.env))
    rows = tuple(
        (one.name, one.organisation, kinds[one.origin] if one.state == "named" else "제척", "")
        for one in evaluation.evaluator_ids
    )
    return paper.Table(SIGNING, rows, heading="제안서평가위원")


def _day(moment):
    return korean.date_text(seoul_day(moment)) if moment else ""


def _won(amount):
    return f"{korean.figure(amount)}원" if amount else ""
