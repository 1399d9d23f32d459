"""Many payees at once, journeys, charges that come every month, and cards."""

import base64

from .department import MILLION
from .people import day

HEADING = "성명,식별번호,은행코드,계좌번호,금액,소득세,지방소득세,적요"
CARD_HEADING = "사용일시,사용장소,집행목적,대상인원,사용금액,결제방법,비목,승인번호"
FIRST = "김주무,E-1,004,110-234-567890,3000000,90000,9000,1월"
SECOND = "이주무,E-2,{bank},100-1234-5678,2500000,70000,7000,1월"


def salaries_wait_until_the_file_is_whole(dept):
    dept.travel(day(6, 15))
    payer = dept.meet("한빛시 급여")
    bulk = load(dept, "6월 급여", SECOND.format(bank="999"))
    assert [(one.row, one.code) for one in bulk.fault_ids] == [(3, "unknown_bank")]
    commitment = dept.bind(
        dept.ask("101-01", 5_500_000, "6월 급여", payer, kind="payroll"), inspected_kind="none",
    )
    bulk.commitment_id = commitment
    with dept.refused("1"):
        bulk.action_confirm()
    bulk.action_reopen()
    bulk.file = write(SECOND.format(bank="088"))
    bulk.action_check()
    assert (bulk.error_count, bulk.net_amount) == (0, 5_500_000 - 176_000), (
        bulk.fault_ids.mapped("message")
    )
    order = pay_list(dept, bulk)
    assert sorted(order.instruction_ids.mapped("amount")) == [2_423_000, 2_901_000]
    dept.note("101-01", 5_500_000)


def journeys_become_one_list(dept):
    dept.travel(day(7, 3))
    claim = dept.model("gotgan.travel.claim", "author").create({
        "name": "도청 회의", "destination": "수원", "place": "metropolitan",
        "date_from": day(7, 1), "date_to": day(7, 2), "lodging_paid": 95_000, "fare": 12_000,
        "bank_code": "004", "account_number": "1234567890",
    })
    assert claim.amount == 192_000, "lodging is paid up to its ceiling"
    with dept.refused("작성 중"):
        claim.action_list()
    claim.action_submit()
    officer = "disbursing_officer"
    bulk = dept.model("gotgan.bulk.payment", officer).browse(
        dept.by(officer, claim).action_list()["res_id"],
    )
    bulk.action_check()
    bulk.commitment_id = dept.bind(
        dept.ask("202-01", 192_000, "7월 관외여비", dept.meet("한빛시 여비"), kind="travel"),
        inspected_kind="none",
    )
    pay_list(dept, bulk)
    assert claim.state == "listed"
    dept.note("202-01", 192_000)


def charges_of_the_month_are_asked_for_once(dept):
    dept.travel(day(7, 6))
    for kind, name, won in (("dues", "청사 전기요금", 900_000), ("auto", "전화요금", 120_000)):
        charge = dept.model("gotgan.regular.charge", "author").create({
            "name": name, "kind": kind, "partner_id": dept.meet(f"{name} 수납").id, "day": 25,
            "expected": won, "budget_line_id": dept.line("201-02").id,
        })
        charge.action_plan()
        due = charge.due_ids[:1]
        assert due.due_date == day(7, 27), "the 25th is a Saturday"
        due.action_request()
        with dept.refused(name):
            due.action_request()
        due.request_id.action_submit()
        dept.sign(due.request_id, "chief")
        assert due.request_id.kind == kind
        dept.spend_unseen(due.request_id)
        dept.note("201-02", won)


def the_card_is_paid_as_its_statement_says(dept):
    dept.travel(day(7, 20))
    company = dept.meet("나라카드 주식회사")
    card = dept.root["gotgan.card"].create({
        "name": "시민소통과 카드", "digits": "1234", "partner_id": company.id,
        "department_id": dept.cells["203-03"].department_id.id, "limit_amount": 5 * MILLION,
        "holder_id": dept.people["author"].id,
    })
    request = dept.ask("203-03", 96_000, "시민기자 간담회 오찬", company, kind="card")
    dept.bind(request, inspected_kind="none", basis_kind="decision")
    rows = [CARD_HEADING, "2026-07-20 12:10,한밭식당,시민기자 간담회,4,96000,카드,기관,A1",
            "2026-07-18 23:40,달빛와인,간담회,4,90000,카드,기관,A2"]
    statement = dept.model("gotgan.card.statement", "author").create({
        "name": "7월 이용내역", "card_id": card.id,
        "file": base64.b64encode("\n".join(rows).encode()),
    })
    statement.action_check()
    statement.action_take()
    lunch, late = statement.use_ids.sorted("row")
    assert lunch.suggested_request_id == request
    words = " ".join(one["message"] for one in late.findings["items"])
    assert "23:40" in words
    with dept.refused("심야", "토요일", "와인"):
        late.action_match()
    lunch.action_match()
    statement.action_settle()
    assert lunch.state == "settled"
    voucher = lunch.voucher_id
    dept.by("disbursing_officer", voucher).evidence_ids = dept.root.ref(
        "gotgan_expenditure.evidence_kind_card_slip",
    )
    dept.pay(voucher)
    dept.note("203-03", 96_000)


def load(dept, name, second):
    bulk = dept.model("gotgan.bulk.payment", "author").create({
        "name": name, "preset_id": dept.root.ref("gotgan_expenditure_bulk.preset_bulk").id,
        "file": write(second), "file_name": "급여.csv",
    })
    bulk.action_check()
    return bulk


def write(second):
    return base64.b64encode("\n".join((HEADING, FIRST, second)).encode())


def pay_list(dept, bulk):
    bulk.action_confirm()
    voucher = dept.by("disbursing_officer", bulk.voucher_id)
    voucher.evidence_ids = dept.root.ref("gotgan_expenditure.evidence_kind_tax_invoice")
    return dept.pay(voucher)


STORY = (
    salaries_wait_until_the_file_is_whole, journeys_become_one_list,
    charges_of_the_month_are_asked_for_once, the_card_is_paid_as_its_statement_says,
)
