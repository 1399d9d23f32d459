"""계약서 (지방계약법 제14조) and 청렴서약서 (지방계약법 제6조의2)."""

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_document import paper

from . import boxes, contract_order, words

GIVEN = {"works": "공사", "goods": "물품", "service": "용역", "transport": "운송·보관"}
TEXT = (
    "발주기관과 계약상대자는 상호 대등한 입장에서 위와 같이 계약을 체결하고,\n"
    "신의에 따라 성실히 계약상의 의무를 이행할 것을 확약하며,\n"
    "이 계약의 증거로 계약서를 작성하여 당사자가 기명·날인한 후 각각 1통씩 보관한다."
)
ANNEXED = (
    "붙임  1. 계약 일반조건 1부.\n"
    "        2. 계약 특수조건(해당하는 경우) 1부.\n"
    "        3. 설계서·규격서·과업내용서 등 1부.\n"
    "        4. 산출내역서 1부.\n"
    "        5. 청렴서약서 1부.  끝."
)
PLEDGES = (
    "입찰·낙찰, 계약의 체결 및 이행 과정(준공·납품 이후를 포함한다)에서 관계 공무원에게 직접 또는 "
    "간접으로 금품·향응 등 부당한 이익을 제공하지 아니하겠습니다.",
    "특정인의 낙찰을 위하여 입찰가격이나 수주 물량 등을 사전에 협의하거나 특정인을 위하여 담합하는 "
    "등 입찰의 자유경쟁을 방해하는 행위를 하지 아니하겠습니다.",
    "공정한 직무수행을 방해하는 알선·청탁을 통하여 입찰 또는 계약과 관련된 특정 정보의 제공을 "
    "요구하거나 제공받지 아니하겠습니다.",
    "하도급·하수급 업체와의 계약에서도 금품 요구, 대금 지연, 부당한 단가 인하 등 불공정한 행위를 "
    "하지 아니하겠습니다.",
    "위 사항을 위반한 경우 낙찰자 결정의 취소, 계약의 해제·해지, 입찰참가자격의 제한 등 발주기관의 "
    "조치를 감수하고 이에 대하여 민·형사상의 이의를 제기하지 아니하겠습니다.",
)
GUARANTEES = (
    paper.Column("구분", 14, "center"), paper.Column("형태", 16, "center"),
    paper.Column("발급기관", 24), paper.Column("증서 번호", 18), paper.Column("금액", 16, "right"),
)
CHANGES = (
    paper.Column("차수", 8, "center"), paper.Column("사유", 40),
    paper.Column("변경일", 16, "center"),
    paper.Column("증감액", 18, "right"), paper.Column("종료일", 16, "center"),
)


def build(contract):
    """Return the contract paper of a ``gotgan.contract``."""
    return _make(contract, f"{given_text(contract)} 계약서", (
        paper.Fields(_head(contract), 2),
        paper.Amount("계약금액", contract.amount or contract.original_amount),
        paper.Fields(_terms(contract), 2, heading="계약 조건"),
        *contract_order.price_table(contract),
        *_guarantees(contract), *_changes(contract), *_parties(contract),
        paper.Signature(TEXT, _day(contract), (_agency_party(contract), *_firm_parties(contract))),
        paper.Text(ANNEXED),
    ))


def build_pledge(contract):
    """Return the pledge of integrity that every partner signs with the contract."""
    blocks = [
        paper.Fields(words.rows(
            ("계약명", contract.name), ("계약번호", contract.number),
            ("계약금액", words.won(contract.amount or contract.original_amount)),
            ("발주기관", agency_name(contract.env)),
        ), 2),
        paper.Text(
            "당사는 「지방자치단체를 당사자로 하는 계약에 관한 법률」 제6조의2에 따라 위 계약과 "
            "관련하여 다음 사항을 준수할 것을 서약합니다.",
        ),
        paper.Text("\n".join(f"{place}. {one}" for place, one in enumerate(PLEDGES, 1))),
        paper.Signature(
            "위와 같이 서약합니다.", _day(contract), tuple(_firm_parties(contract, "서약자")),
        ),
    ]
    return _make(
        contract, "청렴서약서", tuple(blocks), recipient=f"{agency_name(contract.env)}의 장 귀하",
    )


def given_text(contract):
    """Return what is contracted: 공사, 물품, 용역."""
    return GIVEN[contract.kind.split("_")[0]]


def _make(contract, title, blocks, **known):
    return words.make(
        contract, title, blocks, **{"date": contract.signed_on or None, **known},
    )


def _day(contract):
    """Return the day of signing; what is printed to be signed bears the present day."""
    return contract.signed_on or today(contract.env)


def _head(contract):
    return words.rows(
        ("계약명", contract.name), ("계약번호", contract.number),
        ("수요부서", contract.department_id.name),
        ("회계연도", words.year_text(contract)),
        ("계약방법", words.label(contract, "method")), ("공고번호", contract.case_id.number),
        ("품의 번호", contract.request_id.number),
    )


def _terms(contract):
    total = contract.total_amount
    return words.rows(
        ("계약기간", words.span(contract.date_start, contract.date_end)),
        ("이행 장소", contract.place),
        ("총계약금액", words.won(total) if total else ""),
        ("이행 방식", words.label(contract, "joint_kind")),
        ("계약 형태", words.label(contract, "term_kind")),
        ("지연배상금률", _delay_rate(contract)),
        ("하자담보 책임기간", f"{contract.defect_years}년" if contract.defect_years else ""),
    )


def _guarantees(contract):
    held = contract.guarantee_ids.filtered(lambda one: one.state != "draft")
    if not held:
        return ()
    rows = tuple(
        (words.label(one, "kind"), words.label(one, "form"), one.issuer or "",
         one.paper_number or "", one.amount)
        for one in held.sorted("id")
    )
    return (paper.Table(GUARANTEES, rows, heading="보증", note=words.UNIT),)


def _changes(contract):
    agreed = contract.change_ids.filtered("agreed_on").sorted("version")
    if not agreed:
        return ()
    rows = tuple(
        (f"{one.version}차", one.reason, words.day_text(one.agreed_on), one.delta,
         words.day_text(one.new_end))
        for one in agreed
    )
    return (paper.Table(CHANGES, rows, heading="변경계약", note=words.UNIT),)


def _parties(contract):
    if len(contract.party_ids) < 2:
        return ()
    columns = (
        paper.Column("공동수급체 구성원", 40), paper.Column("분담 내용", 34),
        paper.Column("출자비율", 14, "right"),
    )
    rows = tuple(
        (one.partner_id.name, one.part or "", f"{one.share:g}%") for one in contract.party_ids
    )
    return (paper.Table(columns, rows, heading="공동도급"),)


def _agency_party(contract):
    officer, company = contract.signer_id, contract.env.company.partner_id
    return paper.Party(
        "발주기관", (("기관명", agency_name(contract.env)), *_address_rows(company)), "재무관",
        officer.name or "", seal_word="(직인)",
        seal=boxes.find_seal(contract, "commitment_officer", officer and _day(contract)),
    )


def _firm_parties(contract, role="계약상대자"):
    partners = contract.party_ids.partner_id or contract.partner_id
    return [
        paper.Party(role, (("상호", one.name), *_address_rows(one)), "대표자", "")
        for one in partners
    ]


def _address_rows(partner):
    number = partner.business_number or partner.vat or ""
    return ("사업자번호", number), ("주소", _address(partner)), ("전화", partner.phone or "")


def _address(partner):
    """Return an address in one line, from the widest place to the nearest."""
    return " ".join(filter(None, (
        partner.state_id.name, partner.city, partner.street, partner.street2,
    )))



def _delay_rate(contract):
    """Return the rate of delay damages a day, by the rules of the day of signing."""
    rate = contract._read_delay_rate(_day(contract))
    return f"1일당 계약금액의 {float(rate * 1000):g}/1,000"
