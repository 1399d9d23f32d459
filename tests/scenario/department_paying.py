"""Money out to payees: signed, sent, answered by the bank, come back, kept back for others."""

from odoo.fields import Command

from .department import HOME, MILLION
from .people import day

WITHHELD = 88_000


def the_list_is_signed_and_the_bank_pays(dept):
    dept.travel(day(2, 2))
    commitment = dept.bind(dept.first)
    with dept.refused("금액"):
        dept.order(dept.claim(commitment))
    dept.spending.accept("author", commitment)
    order = dept.order(dept.claim(commitment))
    with dept.refused("접근할 수 없습니다"):
        dept.by("author", order.instruction_ids.list_id).action_close()
    dept.transfer(order)
    instruction = order.instruction_ids
    assert (instruction.state, order.state, order.voucher_ids.state) == ("acked", "paid", "paid")
    assert dept.bank.statement(dept.treasury.number)[-1].amount == -3 * MILLION
    dept.note("201-01", 3 * MILLION)
    for request, code, won in (
        (dept.banner, "201-01", MILLION), (dept.again, "201-01", 3 * MILLION),
        (dept.gear, "405-01", 12 * MILLION), (dept.part, "405-01", 15 * MILLION),
    ):
        commitment = dept.bind(request)
        dept.spending.accept("author", commitment)
        dept.pay(dept.claim(commitment))
        dept.note(code, won)
    with dept.refused("지급 완료"):
        order._do_transition("pay")


def a_transfer_that_came_back_is_paid_again(dept):
    dept.travel(day(2, 9))
    commitment = dept.bind(dept.ask("201-01", 2 * MILLION, "시정 백서 편집"))
    dept.spending.accept("author", commitment)
    voucher = dept.claim(commitment)
    order = dept.pay(voucher)
    account = dept.treasury
    assert dept.bank.give_back(account.client, order.instruction_ids.key, "계좌 해지")
    compare(dept)
    assert (order.state, voucher.state) == ("returned", "resolved")
    dept.voucher = voucher


def a_changed_account_needs_a_second_person(dept):
    dept.travel(day(2, 10))
    payee, account = dept.spending.payee, dept.spending.account
    with dept.refused(account.acc_number):
        dept.by("disbursing_officer", account).acc_number = "777-12-345678"
    change = dept.model("gotgan.payee.change", "disbursing_officer").create({
        "partner_id": payee.id, "account_id": account.id, "acc_number": "777-12-345678",
        "acc_holder_name": payee.name, "ground": "통장 사본",
        "bank_id": account.bank_id.id,
    })
    change.action_ask()
    with dept.refused("본인이 작성한 문서"):
        change.action_confirm()
    dept.by("commitment_officer", change).action_confirm()
    order = dept.pay(dept.voucher)
    assert order.instruction_ids.number.replace("-", "") == "77712345678"
    dept.note("201-01", 2 * MILLION)


def what_the_offices_decide_goes_by_lines_too(dept):
    """원인행위 and 지출결의 by the regulation: the head reviews, the offices sign, nobody else."""
    dept.travel(day(2, 16))
    rows = dept.model("gotgan.approval.delegation", "keeper").create([
        {"kind": kind, "level": "office", "review_level": review, "department_ids": [
            Command.set(dept.departments[HOME].ids)], "clause": f"위임전결규정 별표 1 제{number}호"}
        for kind, review, number in (("commitment", "division", 5), ("voucher", False, 6))
    ])
    rows.action_enforce()
    request = dept.ask("201-01", MILLION, "시민소통 누리집 유지보수 2월분")
    with dept.refused("결재선", "다른 사람"):
        dept.bind(request)
    bound = dept.model("gotgan.commitment", "author").create({
        "request_id": request.id, "basis": "유지보수 계약서", "basis_kind": "contract",
    })
    bound.action_submit()
    with dept.refused("정소통"):
        dept.by("commitment_officer", bound).action_commit()
    dept.by("chief", bound.sudo().approval_id)._do_transition("send_back", "계약서 번호 누락")
    bound.invalidate_recordset()
    assert "정소통" in bound.return_note and "계약서 번호 누락" in bound.return_note
    bound.basis = "유지보수 계약서 제2026-4호"
    bound.action_submit()
    dept.sign(bound, "chief", "commitment_officer")
    assert (bound.state, bound.signer_id) == ("committed", dept.people["commitment_officer"])
    dept.spending.accept("author", bound)
    invoice = dept.root.ref("gotgan_expenditure.evidence_kind_tax_invoice")
    voucher = dept.model("gotgan.voucher", "author").create({
        "commitment_id": bound.id, "evidence_ids": invoice.ids,
    })
    voucher.action_submit()
    [decision] = voucher.sudo().approval_id.step_ids.filtered(lambda one: one.role == "decide")
    assert "지방회계법 제31조" in decision.why and "지출원" in decision.why
    with dept.refused("권한이 없습니다"):
        dept.by("commitment_officer", voucher.sudo().approval_id).action_sign()
    dept.sign(voucher, "disbursing_officer")
    dept.pay(voucher)
    dept.note("201-01", MILLION)
    dept.by("keeper", rows)._do_transition("repeal", "시범 운영 종료")


def tax_is_withheld_and_paid_over(dept):
    dept.travel(day(3, 3))
    lecturer = dept.meet("김강사")
    tax = dept.root["gotgan.custody"]._find_account("income_tax")
    tax.payee_id = office = dept.meet("한빛세무서")
    commitment = dept.bind(
        dept.ask("201-01", MILLION, "시민기자단 교육 강사료", lecturer), inspected_kind="none",
    )
    with dept.refused("1,100,000", "1,000,000"):
        dept.claim(commitment, deduction_ids=[keep(tax, 1_100_000, "원천징수")]).action_resolve()
    dept.pay(dept.claim(commitment, deduction_ids=[keep(tax, WITHHELD, "원천징수")]))
    dept.note("201-01", MILLION)
    assert dept.bank.statement(dept.treasury.number)[-1].amount == -(MILLION - WITHHELD)
    assert tax.balance == WITHHELD
    dept.travel(day(4, 6))
    cases = dept.root["gotgan.custody.case"].search([("account_id", "=", tax.id)])
    action = dept.by("custodial_cashier", cases).action_make_payout()
    payout = dept.model("gotgan.custody.payout", "custodial_cashier").browse(action["res_id"])
    assert (payout.partner_id, payout.kind) == (office, "remit")
    payout.action_submit()
    with dept.refused("승인", "이지출"):
        payout.action_approve()
    dept.by("disbursing_officer", payout).action_approve()
    with dept.refused("은행"):
        payout.action_pay()
    dept.transfer(payout.sudo())
    assert (payout.state, payout.sudo().instruction_ids.state) == ("paid", "acked")
    assert dept.bank.statement(dept.treasury.number)[-1].amount == -payout.amount
    tax.invalidate_recordset()
    assert tax.balance == 0
    one = compare(dept)
    assert not one.difference_ids
    one.action_agree()


def an_attached_claim_goes_to_the_creditor(dept):
    dept.travel(day(4, 8))
    creditor = dept.meet("채권자 주식회사")
    debtor = dept.meet("주식회사 나래기획")
    claim = dept.model("gotgan.payee.claim", "disbursing_officer").create({
        "partner_id": debtor.id, "claimant_id": creditor.id, "kind": "collection",
        "name": "2026타채1234", "amount": 300_000,
    })
    claim.action_register()
    commitment = dept.bind(
        dept.ask("201-01", MILLION, "홍보 영상 자막", debtor), inspected_kind="none",
    )
    voucher = dept.claim(commitment)
    with dept.refused("2026타채1234", "300,000"):
        dept.order(voucher)
    account = dept.root["gotgan.custody"]._find_account("attachment")
    voucher.write({"deduction_ids": [Command.create({
        "account_id": account.id, "name": claim.name, "amount": 300_000,
        "partner_id": creditor.id,
    })]})
    dept.pay(voucher)
    dept.note("201-01", MILLION)
    assert voucher.deduction_ids.sudo().case_id.partner_id == creditor
    dept.attached = account


def keep(account, won, why):
    return Command.create({"account_id": account.id, "name": why, "amount": won})


def compare(dept):
    """The bank's day as the 출납원 reads it, once every day before is agreed."""
    for moved in sorted({one.day for one in dept.bank.statement(dept.treasury.number)}):
        if moved < dept.today.isoformat():
            agree(read_day(dept, moved))
    return read_day(dept, dept.today)


def read_day(dept, date):
    where = {"account_id": dept.treasury.id, "date": date}
    days = dept.model("gotgan.bank.day", "cashier")
    one = days.search([(name, "=", value) for name, value in where.items()]) or days.create(where)
    if one.state == "draft":
        one.action_read()
        dept.root.invalidate_all()
    return one


def agree(one):
    if one.state == "draft":
        assert "opening" not in one.difference_ids.mapped("kind")
        one.difference_ids.explanation = "증빙과 대조함"
        one.action_agree()


STORY = (
    the_list_is_signed_and_the_bank_pays, a_transfer_that_came_back_is_paid_again,
    a_changed_account_needs_a_second_person, what_the_offices_decide_goes_by_lines_too,
    tax_is_withheld_and_paid_over, an_attached_claim_goes_to_the_creditor,
)
