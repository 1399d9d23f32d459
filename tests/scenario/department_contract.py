"""Contracts: one quotation, and works from the tender to the end of the defect liability."""

import base64
from datetime import datetime, timedelta

from odoo.fields import Command

from .department import HOME, MILLION
from .department_paying import compare
from .people import day

BASE = 330 * MILLION
WAGES = "성명,생년월일,직종,근로일수,노무비\n김목수,800131,형틀목공,20,5000000\n" \
    "이철근,750602,철근공,16,4000000\n"
RECEIPT = "성명,생년월일,지급액,공제액,지급일\n김목수,800131,4800000,200000,2026-10-23\n" \
    "이철근,750602,4000000,0,2026-10-23\n"


def a_small_purchase_goes_by_one_quotation(dept):
    dept.travel(day(7, 27))
    case = need(dept, "행사용 음향기기 구매", 15 * MILLION, 16_500_000)
    assert case.method == "private_one" and "제30조" in case.method_reason
    case.action_announce()
    firm = dept.meet("주식회사 소리")
    offer(dept, case, firm, 15 * MILLION)
    case.action_open()
    with dept.refused("낙찰 결정", "재무관"):
        case.action_award()
    dept.by("commitment_officer", case).action_award()
    contract = write(dept, case, "405-01", day(8, 31))
    bond(dept, contract, "performance", form="pledge")
    dept.by("commitment_officer", contract).action_sign()
    dept.travel(day(8, 10))
    accept(dept, contract)
    assert contract.state == "completed"
    dept.pay(dept.claim(contract.commitment_ids))
    dept.by("clerk", contract).action_close()
    dept.note("405-01", 15 * MILLION)


def a_department_orders_at_unit_prices(dept):
    """Signing binds nothing; each order binds, is delivered and paid by itself."""
    dept.travel(day(8, 10))
    case = need(dept, "복사용지 단가구매", 10 * MILLION, 11 * MILLION)
    case.action_announce()
    offer(dept, case, dept.meet("주식회사 한지"), 10 * MILLION)
    case.action_open()
    dept.by("commitment_officer", case).action_award()
    contract = dept.model("gotgan.contract", "clerk").create({
        "case_id": case.id, "date_start": dept.today, "date_end": day(12, 20),
        "term_kind": "unit", "attachment_ids": [dept.paper(name="계약서.pdf")],
        "item_ids": [Command.create({
            "name": "복사용지 A4", "unit": "상자", "unit_price": 25_000, "quantity": 400,
        })],
    })
    bond(dept, contract, "performance", form="pledge")
    dept.by("commitment_officer", contract).action_sign()
    assert not contract.commitment_ids
    order = place(dept, contract, 80)
    with dept.refused("8,025,000", "8,000,000", "제25조"):
        place(dept, contract, 321)
    receive(dept, order, 50)
    receive(dept, order)
    assert (order.state, order.accepted) == ("completed", 2 * MILLION)
    dept.pay(dept.claim(order.commitment_id))
    dept.note("201-01", 2 * MILLION)
    assert (contract.state, contract.ordered, contract.paid) == (
        "signed", 2 * MILLION, 2 * MILLION,
    )


def works_are_tendered_and_go_to_the_lowest_above_the_floor(dept):
    dept.travel(day(8, 11))
    dept.case = case = need(
        dept, "시민청 조성 공사", 300 * MILLION, BASE, kind="works_special", method="open",
    )
    case.deadline = datetime(2026, 9, 28, 1)
    case.action_announce()
    dept.firms = [dept.meet(f"주식회사 {name}건설") for name in ("가온", "나루", "다솜", "라온")]
    for firm, rate, chosen in zip(
        dept.firms, (95, 93, 80, 110), ("1, 2", "2, 3", "3, 9", "4, 2"), strict=True,
    ):
        offer(dept, case, firm, BASE * rate // 100, choices=chosen)
    with dept.refused("2026"):
        case.action_open()
    dept.travel(day(9, 28))
    case.action_open()
    states = case.offer_ids.sorted("id").mapped("state")
    assert states[2:] == ["below_floor", "over_price"], states
    assert case.planned_price and case.floor_rate == 89.745
    dept.by("commitment_officer", case).action_award()
    assert case.winner_id.partner_id == dept.firms[1]


def the_contract_needs_its_bonds(dept):
    dept.travel(day(9, 29))
    dept.contract = contract = write(dept, dept.case, "401-01", day(11, 30), defect_years=2,
                                     labour_apart=True)
    officer = dept.by("commitment_officer", contract)
    with dept.refused("보증금"):
        officer.action_sign()
    dept.bond = bond(dept, contract, "performance", form="cash", person="custodial_cashier",
                     amount=contract.guarantee_wanted)
    dept.held = dept.bond.sudo().custody_case_id
    assert dept.held.rest == dept.bond.amount
    officer.action_sign()
    assert dept.figures(dept.cells["401-01"], "committed") == (dept.case.awarded_amount,)
    advance = dept.model("gotgan.contract.advance", "clerk").create({
        "contract_id": contract.id, "partner_id": contract.partner_id.id,
        "amount": 60 * MILLION, "plan": "자재 구입",
    })
    with dept.refused("60,000,000"):
        dept.by("commitment_officer", advance).action_grant()
    bond(dept, contract, "advance", amount=60 * MILLION)
    dept.by("commitment_officer", advance).action_grant()
    dept.advance = advance


def the_advance_is_paid_before_anything_is_inspected(dept):
    advance = dept.by("disbursing_officer", dept.advance)
    voucher = dept.model("gotgan.voucher", "disbursing_officer").browse(
        advance.action_new_voucher()["res_id"],
    )
    voucher.evidence_ids = dept.root.ref("gotgan_expenditure.evidence_kind_tax_invoice")
    assert (voucher.kind, voucher.amount) == ("advance", 60 * MILLION)
    dept.pay(voucher)
    dept.note("401-01", 60 * MILLION)
    dept.root.invalidate_all()
    assert (dept.advance.state, dept.contract.paid) == ("paid", 60 * MILLION)


def a_part_is_inspected_and_its_wages_are_paid_apart(dept):
    dept.travel(day(10, 20))
    accept(dept, dept.contract, 100 * MILLION)
    advance = dept.advance
    assert 0 < advance.settled < 60 * MILLION == advance.settled + advance.unsettled
    with dept.refused("구분하여 지급"):
        dept.claim(dept.contract.commitment_ids).action_resolve()
    due = 100 * MILLION - advance.settled
    dept.wages = claim = claim_wages(dept, due, file=WAGES)
    with dept.refused("노무비 전용계좌"):
        claim.action_check()
    account = name_wage_account(dept, dept.contract.partner_id)
    claim.action_check()
    orders = [dept.pay(one) for one in write_vouchers(dept, claim)]
    dept.note("401-01", due)
    moved = [one.amount for one in dept.bank.statement(dept.treasury.number)[-2:]]
    assert sorted(moved) == [-(due - 9 * MILLION), -9 * MILLION]
    assert claim.state == "paid"
    [back] = [one for one in orders if one.bank_account_id == account]
    assert dept.bank.give_back(dept.treasury.client, back.instruction_ids.key, "계좌 해지")
    assert not compare(dept).difference_ids
    assert (claim.state, back.state) == ("checked", "returned")
    assert dept.contract.paid == 60 * MILLION + due - 9 * MILLION
    dept.pay(claim.voucher_ids.filtered(lambda one: one.labour_part == "wages"))
    dept.root.invalidate_all()
    assert (claim.state, dept.contract.paid) == ("paid", 60 * MILLION + due)


def who_is_late_pays_for_it(dept):
    contract = dept.contract
    dept.travel(day(12, 7))
    with dept.refused("이행되지 않은 의무"):
        dept.by("custodial_cashier", dept.bond).action_give_back()
    late = contract.amount - 150 * MILLION
    dept.open_rest = 50 * MILLION
    accept(dept, contract, late, notice=day(12, 4))
    accept(dept, contract, 50 * MILLION, notice=day(12, 4))
    assert dept.advance.unsettled == 0
    assert (contract.state, contract.delay_days) == ("completed", 4)
    assert contract.delay_damages and "제75조" in contract.late_words
    late = contract.unpaid - 50 * MILLION
    claim = claim_wages(dept, late, no_wages="자재·장비 대금만 있음")
    with dept.refused(dept.wages.number, "제43조"):
        claim.action_check()
    with dept.refused("김목수", "이철근"):
        dept.wages.action_confirm()
    dept.wages.receipt_file = base64.b64encode(RECEIPT.encode())
    dept.wages.action_load_receipt()
    dept.wages.action_confirm()
    claim.action_check()
    voucher = write_vouchers(dept, claim)
    dept.by("disbursing_officer", contract).action_deduct_damages()
    assert voucher.net_amount == late - contract.delay_damages
    with dept.refused("하자보수보증금"):
        dept.pay(voucher)
    bond(dept, contract, "defect", amount=contract.defect_bond)
    dept.pay(voucher)
    dept.note("401-01", late)
    assert (contract.paid, contract.unpaid) == (contract.amount - 50 * MILLION, 50 * MILLION)


def what_was_kept_back_for_delay_becomes_revenue(dept):
    """Asked, decided and executed by three; it cannot go back to who was late."""
    case = dept.root["gotgan.custody.case"].search([("use", "=", "damages")])
    action = dept.by("custodial_cashier", case).action_make_payout()
    payout = dept.model("gotgan.custody.payout", "custodial_cashier").browse(action["res_id"])
    assert (payout.kind, payout.ground) == ("forfeit", "damages")
    payout.kind = "return"
    with dept.refused("제30조", "세입"):
        payout.action_submit()
    payout.kind = "forfeit"
    payout.action_submit()
    dept.by("revenue_officer", payout).action_approve()
    payout.action_pay()
    case.invalidate_recordset()
    assert (payout.state, case.rest) == ("paid", 0)


def the_bond_goes_back_and_defects_are_looked_for(dept):
    contract = dept.contract
    action = dept.by("custodial_cashier", dept.bond).action_give_back()
    payout = dept.model("gotgan.custody.payout", "custodial_cashier").browse(action["res_id"])
    payout.action_submit()
    dept.by("disbursing_officer", payout).action_approve()
    assert dept.bond.state == "held"
    dept.transfer(payout.sudo())
    dept.held.invalidate_recordset()
    assert (dept.bond.state, dept.held.rest) == ("returned", 0)
    assert len(contract.defect_check_ids) == 4
    check = dept.by("inspector", contract.defect_check_ids[0])
    check._do_transition("find", "균열")
    check.action_mend()
    assert check.state == "passed"


def need(dept, name, price, base, **values):
    return dept.model("gotgan.contract.case", "clerk").create({
        "name": name, "department_id": dept.departments[HOME].id, "estimated_price": price,
        "base_price": base, **values,
    })


def offer(dept, case, firm, won, **values):
    return dept.model("gotgan.contract.offer", "clerk").create({
        "case_id": case.id, "partner_id": firm.id, "amount": won, **values,
    })


def write(dept, case, code, end, **values):
    request = dept.ask(code, case.awarded_amount, case.name, case.winner_id.partner_id)
    return dept.model("gotgan.contract", "clerk").create({
        "case_id": case.id, "request_id": request.id, "date_start": dept.today, "date_end": end,
        "attachment_ids": [dept.paper(name="계약서.pdf")], **values,
    })


def bond(dept, contract, kind, amount=MILLION, form="paper", person="clerk"):
    guarantee = dept.model("gotgan.contract.guarantee", "clerk").create({
        "contract_id": contract.id, "kind": kind, "form": form, "amount": amount,
        "partner_id": contract.partner_id.id,
        **({"paper_number": "보증-1", "valid_until": contract.date_end + timedelta(days=90)}
           if form == "paper" else {}),
    })
    if form == "cash":
        dept.bank.deposit(dept.treasury.number, amount, guarantee.display_name)
    dept.by(person, guarantee).action_take()
    return guarantee


def accept(dept, contract, won=None, notice=None):
    inspection = dept.model("gotgan.inspection", "inspector").create({
        "commitment_id": contract.commitment_ids.id, "stage": "completion",
        **({"notice_date": notice} if notice else {}),
    })
    if won is not None:
        inspection.line_ids.amount = won
    inspection.action_accept()
    dept.root.invalidate_all()
    return inspection


def place(dept, contract, quantity):
    """A 발주 with its own 품의, handed in by the department and placed by the 재무관."""
    won = quantity * contract.item_ids.price_now
    request = dept.ask("201-01", won, f"복사용지 {quantity}상자", contract.partner_id)
    order = dept.model("gotgan.contract.order", "author").create({
        "contract_id": contract.id, "request_id": request.id,
        "due_date": dept.today + timedelta(days=7),
        "line_ids": [Command.create({"item_id": contract.item_ids.id, "quantity": quantity})],
    })
    order.action_submit()
    dept.by("commitment_officer", order).action_place()
    return order


def receive(dept, order, quantity=None):
    inspection = dept.model("gotgan.inspection", "inspector").create({
        "commitment_id": order.commitment_id.id, "contract_order_id": order.id,
    })
    if quantity:
        inspection.item_ids.quantity = quantity
    inspection.action_accept()
    dept.root.invalidate_all()


def claim_wages(dept, won, file=None, **values):
    claim = dept.model("gotgan.labour.claim", "clerk").create({
        "name": f"{dept.today.month}월분 기성·노무비", "contract_id": dept.contract.id,
        "amount": won, "date_from": dept.today.replace(day=1), "date_to": dept.today,
        "file": file and base64.b64encode(file.encode()), **values,
    })
    if file:
        claim.action_load()
    return claim


def name_wage_account(dept, partner):
    change = dept.model("gotgan.payee.change", "disbursing_officer").create({
        "partner_id": partner.id, "acc_number": "302-9999-0000-11", "is_labour": True,
        "acc_holder_name": partner.name, "ground": "노무비 전용계좌 통장 사본",
        "bank_id": dept.spending.find_bank().id,
    })
    change.action_ask()
    dept.by("cashier", change).action_confirm()
    return partner.bank_ids.filtered("is_labour")


def write_vouchers(dept, claim):
    dept.by("disbursing_officer", claim).action_new_vouchers()
    vouchers = dept.by("disbursing_officer", claim.voucher_ids)
    vouchers.evidence_ids = dept.root.ref("gotgan_expenditure.evidence_kind_tax_invoice")
    return vouchers


STORY = (
    a_small_purchase_goes_by_one_quotation, a_department_orders_at_unit_prices,
    works_are_tendered_and_go_to_the_lowest_above_the_floor, the_contract_needs_its_bonds,
    the_advance_is_paid_before_anything_is_inspected,
    a_part_is_inspected_and_its_wages_are_paid_apart, who_is_late_pays_for_it,
    what_was_kept_back_for_delay_becomes_revenue,
    the_bond_goes_back_and_defects_are_looked_for,
)
