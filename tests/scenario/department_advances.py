"""Money paid before its use is known, money that comes back, and a debt of the year before."""

from odoo.fields import Command

from .department import MILLION
from .people import day


def petty_cash_is_granted_spent_settled_and_returned(dept):
    dept.travel(day(4, 13))
    payee = dept.meet("일상경비출납원 윤일상")
    office = dept.root["gotgan.office"].search([("kind", "=", "imprest_cashier")])
    box = dept.model("gotgan.petty.designation", "author").create({
        "name": "시민소통과 일상경비", "imprest_cashier_office_id": office.id,
        "partner_id": payee.id, "bank_account_id": payee.bank_ids.id,
        "limit_ids": [Command.create({
            "subitem_id": dept.cells["201-01"].subitem_id.id, "amount": 5 * MILLION,
        })],
    })
    dept.by("vice", box).action_designate()
    dept.granted = dept.spend_unseen(dept.ask(
        "201-01", MILLION, "일상경비 교부 4월", payee, kind="petty", designation_id=box.id,
    ))
    assert box.balance == MILLION
    with dept.refused("1,000,000"):
        use(dept, box, 1_000_001, "의자")
    toner = use(dept, box, 300_000, "프린터 토너")
    dept.by("commitment_officer", toner).action_approve()
    dept.by("imprest_cashier", toner).action_pay()
    box.invalidate_recordset()
    assert box.balance == 700_000
    give_back(dept, dept.granted, 700_000, ground="petty")
    month = dept.model("gotgan.petty.settlement", "imprest_cashier").create({
        "designation_id": box.id, "month": dept.today,
    })
    month.action_submit()
    dept.by("disbursing_officer", month).action_accept()
    assert (month.granted, month.spent, month.returned, month.amount) == (
        MILLION, 300_000, 700_000, 0,
    )
    dept.note("201-01", 300_000)


def an_estimate_is_settled_and_the_rest_comes_back(dept):
    dept.travel(day(5, 4))
    voucher = dept.spend_unseen(dept.ask(
        "201-01", 2 * MILLION, "시민의 날 행사 보조 인력", kind="estimate",
        estimate_ground="estimate_2", use_until=day(5, 20),
    ))
    dept.travel(day(5, 21))
    settlement = dept.model("gotgan.advance.settlement", "author").create({
        "voucher_id": voucher.id,
    })
    settlement.line_ids.used = 1_600_000
    with dept.refused("증빙"):
        settlement.action_submit()
    receipt = dept.root.ref("gotgan_expenditure.evidence_kind_card_slip")
    settlement.write({
        "evidence_ids": [Command.link(receipt.id)], "attachment_ids": [dept.paper()],
    })
    settlement.action_submit()
    dept.by("disbursing_officer", settlement).action_accept()
    claim = settlement.return_ids
    assert claim.amount == 400_000
    dept.by("disbursing_officer", claim).action_notice()
    receive(dept, claim)
    assert (voucher.advance_ids.state, voucher.advance_ids.rest) == ("settled", 0)
    dept.note("201-01", 1_600_000)


def a_debt_of_last_year_is_recognized_first(dept):
    dept.travel(day(5, 25))
    claim = dept.model("gotgan.prior.claim", "author").create({
        "name": "12월 전기요금", "partner_id": dept.spending.payee.id, "amount": 500_000,
        "prior_year": 2025, "arose_date": day(12, 20, 2025),
        "reason": "고지서가 출납폐쇄 뒤에 도착함",
    })
    with dept.refused("과년도지출", "먼저 채무를 인정"):
        dept.draft("201-02", 500_000, "12월 전기요금", kind="prior_year",
                   prior_claim_id=claim.id).action_submit()
    claim.action_submit()
    dept.by("commitment_officer", claim).action_recognize()
    dept.spend_unseen(dept.ask(
        "201-02", 500_000, "12월 전기요금", kind="prior_year", prior_claim_id=claim.id,
    ))
    assert claim.rest == 0
    dept.note("201-02", 500_000)


def what_was_paid_too_much_comes_back_into_its_line(dept):
    dept.travel(day(6, 1))
    with dept.refused("2,000,001"):
        notice(dept, dept.voucher, 2_000_001)
    give_back(dept, dept.voucher, 150_000)
    dept.note("201-01", -150_000)


def use(dept, box, won, name):
    document = dept.model("gotgan.petty.use", "author").create({
        "name": name, "designation_id": box.id, "budget_line_id": dept.line("201-01").id,
        "partner_id": dept.spending.payee.id, "amount": won,
        "evidence_ids": [Command.link(
            dept.root.ref("gotgan_expenditure.evidence_kind_card_slip").id,
        )],
        "attachment_ids": [dept.paper()],
    })
    document.action_submit()
    return document


def notice(dept, voucher, won, **values):
    document = dept.model("gotgan.spending.return", "author").create({
        "voucher_id": voucher.id, **values,
    })
    document.line_ids.amount = won
    dept.by("disbursing_officer", document).action_notice()
    return document


def receive(dept, document):
    """The 출납원 sees the money on the account."""
    dept.bank.deposit(dept.treasury.number, document.amount, document.number)
    dept.by("cashier", document)._receive(dept.today, {document.id: f"입금-{document.id}"})
    dept.root.invalidate_all()


def give_back(dept, voucher, won, **values):
    receive(dept, notice(dept, voucher, won, **values))


STORY = (
    petty_cash_is_granted_spent_settled_and_returned,
    an_estimate_is_settled_and_the_rest_comes_back, a_debt_of_last_year_is_recognized_first,
    what_was_paid_too_much_comes_back_into_its_line,
)
