"""Stage 7: 일상경비, a card statement half matched, the bank's day, money held, a day off."""

import base64
from datetime import date

from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today

from .calendar import workday
from .chain import ask, bind, find_line, pay
from .register import find, register
from .timeline import at

CARD = "사용일시,사용장소,집행목적,대상인원,사용금액,결제방법,비목,승인번호"
BANK = "번호,거래일,구분,지시번호,출금액,입금액,잔액,적요"
OPENING, RENT, STRAY = 8_400_000_000, 3_250_000, 70_000
MEETING = 138_000


def build(env, year):
    """Make each of them once."""
    if find(env, "bank_day"):
        return
    _keep_calendar(env)
    _hold(env)
    _run_bank(env, year)
    _use_card(env, year)
    _grant_petty(env, year)


def _keep_calendar(env):
    day = date(today(env).year + 1, 10, 15)
    if day.weekday() < 5:
        register(env["gotgan.calendar.day"].create({
            "date": day, "kind": "holiday", "name": "가온시민의 날",
            "ground": "가온시민의 날 조례 제3조",
        }), "calendar_day")


def _hold(env):
    """Bonds: one announced, one received, one asked back."""
    author = env(user=find(env, "road_staff").id)
    account = env["gotgan.custody"]._find_account("contract")
    for key, name, won, firm in (
        ("held", "가온교 보수 공사 계약보증금", 18_000_000, "payee_design"),
        ("asked", "제설 자재 구매 계약보증금", 1_200_000, "payee_safety"),
        ("announced", "도로 순찰 차량 임차 계약보증금", 550_000, "payee_rental"),
    ):
        receipt = author["gotgan.custody.receipt"].create({
            "name": name, "account_id": account.id, "partner_id": find(env, firm).id,
            "amount": won,
        })
        register(receipt, f"custody_{key}")
        if key != "announced":
            receipt.with_user(find(env, "custody")).action_receive()
    case = find(env, "custody_asked").case_id
    payout = author["gotgan.custody.payout"].create({
        "name": "계약보증금 반환", "partner_id": case.partner_id.id,
        "bank_account_id": find(env, "account_payee_safety").id,
        "line_ids": [Command.create({"case_id": case.id})],
    })
    register(payout, "custody_payout")
    payout.action_submit()


def _run_bank(env, year):
    """The orders of the demo are confirmed by hand: its bank is connected when it opens."""
    cashier, day = env(user=find(env, "cashier").id), workday(today(env), 1)
    account = register(env["gotgan.treasury.account"].create({
        "name": "시금고 공금예금", "bank_code": "011", "number": "999-0000-2026-01",
        "client": "GAON", "way": "api", "department_id": find(env, "dept_accounting").id,
    }), "treasury_account")
    fund = env["gotgan.fund"].search(
        [("fiscal_year_id", "=", year.id), ("kind", "=", "general")], limit=1,
    )
    for name, kind, won, on in (
        ("연초 이월 잔액", "opening", OPENING, date(year.year, 1, 2)),
        ("공유재산 임대료", "receipt", RENT, day),
    ):
        cashier["gotgan.cash.receipt"].create({
            "account_id": account.id, "fund_id": fund.id, "amount": won, "name": name,
            "kind": kind, "date": min(on, today(env)),
        }).action_post()
    rows = (BANK, f'1,{day},입금,,,"{RENT:,}","{OPENING + RENT:,}",공유재산 임대료',
            f'2,{day},입금,,,"{STRAY:,}","{OPENING + RENT + STRAY:,}",입금자 김하늘')
    compared = register(cashier["gotgan.bank.day"].create({
        "account_id": account.id, "date": day,
    }), "bank_day")
    cashier["gotgan.bank.statement.import"].create({
        "day_id": compared.id, "file": base64.b64encode("\n".join(rows).encode("cp949")),
    }).action_import()


def _use_card(env, year):
    """One use has its request, one waits for a person to say what it was."""
    staff, day = env(user=find(env, "staff").id), workday(today(env), 2)
    company = find(env, "payee_card")
    card = register(env["gotgan.card"].create({
        "name": "시민소통관 법인카드", "digits": "4821", "partner_id": company.id,
        "department_id": find(env, "dept_communication").id, "limit_amount": 5_000_000,
    }), "card")
    with at(env, day):
        request = ask(env, year, "card", "시민 소통현장 간담회(나리동)", MEETING, company,
                      "시민 소통 추진", "203-03")
        bind(env, request)
    rows = (CARD, f"{day} 12:20,나리식당,시민 소통현장 간담회,6,{MEETING},카드,기관,30411",
            f"{day} 15:05,가온다방,업무 협의 다과,3,21000,카드,기관,30427")
    statement = register(staff["gotgan.card.statement"].create({
        "name": f"{day:%m}월 이용내역", "card_id": card.id,
        "file": base64.b64encode("\n".join(rows).encode()),
    }), "card_statement")
    statement.action_check()
    statement.action_take()
    first = statement.use_ids.sorted("row")[0]
    first.request_id = first.request_id or request
    first.action_match()


def _grant_petty(env, year):
    """A box of 일상경비 with money in it, one purchase paid and one that waits."""
    keeper = find(env, "communication_office")
    payee = env["res.partner"].create({"name": "시민소통관 일상경비출납원"})
    register(payee, "payee_petty")
    account = register(env["res.partner.bank"].create({
        "partner_id": payee.id, "acc_number": "999-3100-000101", "acc_holder_name": payee.name,
        "bank_id": env["res.bank"].search([("bic", "=", "901")], limit=1).id,
    }), "account_payee_petty")
    line = find_line(env, year, "기본경비(시민소통관)", "201-01")
    box = env(user=find(env, "staff").id)["gotgan.petty.designation"].create({
        "name": "시민소통관 일상경비", "partner_id": payee.id, "bank_account_id": account.id,
        "imprest_cashier_office_id": find(env, "office_imprest_communication").id,
        "limit_ids": [Command.create({"subitem_id": line.subitem_id.id, "amount": 1_000_000})],
    })
    register(box, "petty_designation")
    box.with_user(find(env, "manager")).action_designate()
    with at(env, workday(today(env), 3)):
        request = ask(env, year, "petty", "일상경비 교부", 300_000, payee,
                      "기본경비(시민소통관)", "201-01", designation_id=box.id)
        pay(env, bind(env, request))
    for name, won, paid in (("회의용 다과", 42_000, True), ("건전지, 멀티탭", 28_000, False)):
        use = env(user=find(env, "staff").id)["gotgan.petty.use"].create({
            "name": name, "designation_id": box.id, "budget_line_id": line.id, "amount": won,
            "partner_id": find(env, "payee_stationery").id,
            "evidence_ids": [Command.link(
                env.ref("gotgan_expenditure.evidence_kind_card_slip").id,
            )],
            "attachment_ids": [Command.create({"name": "영수증.pdf", "raw": b"%PDF-1.4"})],
        })
        use.action_submit()
        if paid:
            use.with_user(find(env, "commitment")).action_approve()
            use.with_user(keeper).action_pay()
