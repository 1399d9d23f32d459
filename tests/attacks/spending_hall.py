"""Every document of spending in every state a step may start from, and everybody who may try.

The documents are written in the words of the addons' own tests, by the people whose work it is.
"""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from evaluation_hall import evaluations
from hall import ROLES, Hall

from odoo.fields import Command
from odoo.tests import TransactionCase

MILLION = 1_000_000
WORLD = "odoo.addons.gotgan_expenditure.tests.common.ExpenditureWorld"


@contextmanager
def speaking(env, world):
    """Let the vocabulary of an addon's tests be spoken here, of one and the same world."""
    spoken = []

    def speak(case, **given):
        names = {"env": env, "cr": env.cr, "__module__": case.__module__, **given}
        bound = type(case.__name__, (case,), names)
        spoken.append(bound)
        bound.setUpClass()
        return bound()

    silent = classmethod(lambda _cls: None)
    with patch.object(TransactionCase, "setUpClass", silent), patch(WORLD, lambda _env: world):
        try:
            yield speak
        finally:
            for bound in spoken:
                bound.doClassCleanups()


class SpendingHall:
    """``documents``: {model: {state: record}}; ``people``: {role: user}."""

    def __init__(self, env):
        self.env = env
        self.hall = Hall(env)
        self.world = self.hall.world
        self.today = self.world.today
        self.documents = {}
        self.people = {role: getattr(self.world, role) for role in ROLES}
        self.people["treasurer"] = self.world.hire(
            "treasurer", "금고지기", self.world.finance, "gotgan_treasury.group_treasurer",
        )

    def build(self):
        """Return what the attacks need, as plain data."""
        self.env["gotgan.security.policy"]._set_office_networks(["127.0.0.0/8"])
        with speaking(self.env, self.world) as speak:
            for make in (self.chain, self.payees, self.custody, self.advances, self.cards,
                         self.lists, self.contracts, self.approvals, self.bank):
                make(speak)
        self.env.flush_all()
        return {
            "documents": {
                model: {state: record.id for state, record in states.items()}
                for model, states in self.documents.items()
            },
            "users": {role: user.id for role, user in self.people.items()},
            "logins": {role: user.login for role, user in self.people.items()},
            "keys": {role: self.hall.key(user) for role, user in self.people.items()},
        }

    def keep(self, *records):
        for record in records:
            self.documents.setdefault(record._name, {})[record.state] = record

    def force(self, make, *states):
        """Make one document for each state, and put it there past its steps."""
        for place, state in enumerate(states):
            record = make(place)
            if state != record.state:
                record._write_locked({"state": state})
            self.keep(record)

    def by(self, role, model, **values):
        return self.env[model].with_user(self.people[role]).create(values)

    # ---- the chain, and its payees -------------------------------------------------------

    def chain(self, _speak):
        hall = self.hall
        for make in (hall.requests, hall.commitments, hall.inspections, hall.vouchers,
                     hall.orders):
            self.keep(*make())

        self.suspicions()

    def suspicions(self):
        vouchers = self.env["gotgan.voucher"].search([], order="id", limit=4)
        pairs = [(vouchers[0], later) for later in vouchers[1:]]
        self.force(lambda place: self.env["gotgan.payment.suspicion"].create({
            "first_id": pairs[place][0].id, "second_id": pairs[place][1].id, "kind": "near_title",
        }), "open", "confirmed", "dismissed")

    def payees(self, _speak):
        payee, account = self.world.make_payee("주식회사 가람")
        self.force(lambda _place: self.by(
            "disbursing_officer", "gotgan.payee.change", partner_id=payee.id,
            account_id=account.id, acc_number="777-12-345678",
            acc_holder_name=payee.name, ground="통장 사본",
        ), "draft", "asked")
        self.force(lambda _place: self.by(
            "disbursing_officer", "gotgan.payee.claim", partner_id=payee.id,
            claimant_id=self.env.company.partner_id.id, kind="collection", name="2026타채1234",
        ), "draft", "standing")

    # ---- money held for others ------------------------------------------------------------

    def custody(self, speak):
        from odoo.addons.gotgan_custody.tests.common import CustodyCase

        words = speak(CustodyCase, hire=staticmethod(self.hire))
        self.people["custodial_cashier"] = words.cashier
        self.people["revenue_officer"] = words.collector
        for office in self.env["gotgan.office"].search([("department_id", "=", words.finance.id)]):
            office.department_ids += self.world.department
        self.keep(words.announce(), words.receive())
        case = words.receive(10 * MILLION).case_id
        drafts = [words.draft(case, MILLION) for _place in range(3)]
        drafts[1].action_submit()
        words.approve(drafts[2])
        self.keep(*drafts, words.pay(words.draft(case, MILLION)))
        forfeit = words.draft(case, MILLION, kind="forfeit", ground="default")
        forfeit.action_submit()
        self.documents["gotgan.custody.payout forfeit"] = {"submitted": forfeit}
        last = self.today.replace(day=1) - timedelta(days=1)
        ends = (last, last.replace(day=1) - timedelta(days=1))
        self.force(lambda place: self.by(
            "custodial_cashier", "gotgan.custody.closing", date_to=ends[place],
        ), "draft", "closed")

    def hire(self, login, name, department, *groups):
        """Let custody's vocabulary speak of the people who are there."""
        known = {**self.people, "disburser": self.world.disbursing_officer}
        known.pop("cashier")
        return known.get(login) or self.world.hire(f"custody_{login}", name, department, *groups)

    # ---- kinds of spending ----------------------------------------------------------------

    def advances(self, speak):
        from odoo.addons.gotgan_expenditure_advance.tests.common import AdvanceCase

        words = speak(AdvanceCase)
        self.people["imprest_cashier"] = words.keeper
        designation = words.designate()
        words.grant(designation)
        self.keep(words.draft_designation(), designation)
        uses = [words.draft_use(designation) for _place in range(2)]
        uses[1].action_submit()
        self.keep(*uses, words.approve_use(designation), words.spend(designation))
        self.force(lambda place: self.by(
            "imprest_cashier", "gotgan.petty.settlement", designation_id=designation.id,
            month=self.today - timedelta(days=31 * place),
        ), "draft", "submitted")
        self.force(lambda _place: words.draft_settlement(words.pay_estimate(), 900_000),
                   "draft", "submitted")
        paid = self.documents["gotgan.voucher"]["paid"]
        self.force(lambda _place: words.draft_return(paid, 1_000), "draft", "noticed")
        self.force(lambda _place: self.by(
            "author", "gotgan.prior.claim", name="12월 전기요금", partner_id=words.payee.id,
            amount=500_000, prior_year=self.today.year - 1,
            arose_date=self.today - timedelta(days=330), reason="늦게 도착함",
        ), "draft", "submitted", "recognized")

    def cards(self, speak):
        from odoo.addons.gotgan_expenditure_card.tests.common import CardCase

        words = speak(CardCase)
        drawn = [
            words.load(words.make_csv(
                f"{self.today} 12:30,한빛식당 {place},간담회,4,80000,카드,기관,100{place}",
            ), take=False)
            for place in range(4)
        ]
        drawn[0].action_reopen()
        (drawn[2] | drawn[3]).action_take()
        self.keep(*drawn[:2])
        request = self.documents["gotgan.spending.request"]["approved"]
        (drawn[2] | drawn[3]).use_ids._write_locked({"request_id": request.id})
        self.force(lambda place: drawn[2 + place].use_ids, "open", "matched")

    def lists(self, speak):
        from odoo.addons.gotgan_expenditure_bulk.tests.common import BulkCase

        words = speak(BulkCase)
        row = words.make_csv("김강사,900101-1234567,004,110-222-333333,500000,0,0,강사료")
        made = [words.load(row) for _place in range(2)]
        made[0].action_reopen()
        self.keep(*made)
        self.force(lambda _place: words.load(row), "vouchered")
        self.force(lambda place: self.by(
            "author", "gotgan.travel.claim", name="도청 회의", destination="수원",
            place="metropolitan", date_from=self.today - timedelta(days=place + 1),
            date_to=self.today - timedelta(days=place + 1), fare=12_000, bank_code="004",
            account_number="1234567890",
        ), "draft", "submitted", "listed")

    def contracts(self, speak):
        from odoo.addons.gotgan_contract_score.tests.common import ScoreCase

        words = self.contracting = speak(ScoreCase)
        self.people["contract_clerk"] = words.clerk
        announced, opened, *others = (
            words.announce(words.draft_case(MILLION)) for _place in range(5)
        )
        offers = [words.offer(case, MILLION) for case in (announced, opened, *others)]
        opened.action_open()
        self.keep(words.draft_case(MILLION), announced, opened, words.award(MILLION), *offers[:2])
        self.force(lambda place: offers[2 + place], "over_price", "below_floor", "late")
        draft, signed, done, waiting = (
            words.draft_contract(words.award(MILLION)) for _place in range(4)
        )
        words.sign(signed)
        words.sign(done)._write_locked({"state": "completed"})
        self.keep(draft, signed, done, signed.guarantee_ids[:1])
        partner = {"partner_id": draft.partner_id.id, "amount": MILLION}
        self.force(lambda _place: self.by(
            "contract_clerk", "gotgan.contract.guarantee", contract_id=draft.id,
            kind="performance", form="paper", paper_number="보증-2",
            valid_until=draft.date_end, **partner,
        ), "draft", "returned")
        self.keep(
            self.by("contract_clerk", "gotgan.contract.change", contract_id=signed.id,
                    reason="물량 증가"),
        )
        self.force(lambda place: (waiting, self.by(
            "contract_clerk", "gotgan.contract.change", contract_id=signed.id, reason="기간 연장",
        ))[place], "submitted", "submitted")
        self.force(lambda _place: self.by(
            "contract_clerk", "gotgan.contract.advance", contract_id=signed.id, plan="자재 구입",
            **partner,
        ), "draft", "granted", "paid")
        self.force(lambda _place: self.env["gotgan.contract.defect.check"].create({
            "contract_id": done.id, "due_date": self.today,
            "assignee_id": self.people["author"].id,
        }), "planned", "defect")
        days = {"date_from": self.today, "date_to": self.today, "reason": "호우"}
        self.force(lambda _place: self.by(
            "contract_clerk", "gotgan.contract.excuse", contract_id=signed.id, **days,
        ), "draft", "granted")
        self.orders(words)
        self.wages(words)
        evaluations(self, words)

    def orders(self, words):
        """Orders of a unit-price contract, as the department writes them."""
        contract = words.sign(words.draft_unit())
        paper = contract.item_ids[:1]
        drafts = [words.draft_order(contract, {paper: 1}) for _place in range(2)]
        drafts[1].action_submit()
        done = words.place(contract, {paper: 1})
        words.deliver(done)
        self.keep(*drafts, words.place(contract, {paper: 1}), done)

    def wages(self, words):
        """Wage claims of works; their money is proven elsewhere, here who may do what."""
        contract = words.sign(words.draft_contract(words.works(), defect_years=2,
                                                   labour_apart=True))
        self.force(lambda _place: self.by(
            "contract_clerk", "gotgan.labour.claim", contract_id=contract.id, name="10월 노무비",
            date_from=self.today, date_to=self.today, amount=MILLION, no_wages="자재 납품만 있음",
        ), "draft", "checked", "paid", "confirmed")

    # ---- approval, and the bank at last: with it the cashier no longer confirms by hand -----

    def approvals(self, _speak):
        other = self.world.other
        chief = self.people["chief"] = self.world.hire("chief", "오과장", other)
        other.manager_id = chief.employee_id
        rows = [
            self.by("manager", "gotgan.approval.delegation", kind=kind, level="division",
                    clause="별표 1 제3호", department_ids=other.ids)
            for kind in ("general", "spending_request", "spending_request")
        ]
        (rows[0] | rows[1] | self.offices_by_line(other)).action_enforce()
        self.env["gotgan.approval"]._forget_posts()
        self.env.invalidate_all()
        running, held, signed = (self.submitted(place) for place in range(3))
        held.with_user(chief)._do_transition("hold", "확인 중")
        signed.with_user(chief).action_sign()
        self.keep(*rows, running, held, signed)
        letters = [
            self.by("stranger", "gotgan.approval.draft", name="공원 개장식 계획", body="1. 근거")
            for _place in range(2)
        ]
        letters[1].action_submit()
        self.keep(*letters)
        self.lined(chief)

    def offices_by_line(self, department):
        """Return rows by which the head reviews what the offices then sign."""
        rows = [
            self.by("manager", "gotgan.approval.delegation", kind=kind, level="office",
                    review_level="division", clause="별표 1 제5호", department_ids=department.ids)
            for kind in ("commitment", "voucher")
        ]
        return rows[0] | rows[1]

    def lined(self, chief):
        """원인행위 and 지출결의 of the department whose line decides, wherever they can stand."""
        officer, disburser = self.world.commitment_officer, self.world.disbursing_officer
        bound = [self.bound_by_line(place, chief) for place in range(20, 25)]
        for one in bound[1:]:
            one.action_submit()
        self.sign(bound[1], chief)
        for one in bound[2:]:
            self.sign(one, chief, officer)
        claimed = [self.claimed_by_line(one) for one in bound[2:]]
        for one in claimed[1:]:
            one.action_submit()
        self.sign(claimed[1], chief)
        self.sign(claimed[2], chief, disburser)
        for key, made in (("commitment", bound[:3]), ("voucher", claimed)):
            self.documents[f"gotgan.{key} lined"] = {one.state: one for one in made}
            waiting = made[1].sudo().approval_id
            self.documents[f"gotgan.approval {key}"] = {waiting.state: waiting}

    def sign(self, document, *people):
        approval = document.sudo().approval_id
        for person in people:
            approval.with_user(person).action_sign()
        document.invalidate_recordset()

    def bound_by_line(self, place, chief):
        approval = self.submitted(place)
        approval.with_user(chief).action_sign()
        return self.by("stranger", "gotgan.commitment", request_id=approval.res_id, basis="승낙서")

    def claimed_by_line(self, commitment):
        self.by("stranger", "gotgan.inspection", commitment_id=commitment.id).action_accept()
        return self.by("stranger", "gotgan.voucher", commitment_id=commitment.id,
                       evidence_ids=self.hall.papers)

    def submitted(self, place):
        """Return the approval of a request that a line of the other department decides."""
        with patch.object(self.world, "department", self.world.other):
            cell = self.world.fund_cell(10 * MILLION)
        request = self.by(
            "stranger", "gotgan.spending.request", name=f"공원 벤치 {place}",
            partner_id=self.world.payee.id,
            line_ids=[Command.create({"budget_line_id": cell.line_id.id, "amount": MILLION})],
        )
        request.action_submit()
        return request.approval_id

    def bank(self, speak):
        from odoo.addons.gotgan_treasury.tests.common import TreasuryCase

        words = speak(TreasuryCase)
        where = {"account_id": words.treasury.id, "fund_id": self.world.fund.id}
        self.force(lambda _place: words.issue().instruction_ids.list_id, "closed", "draft")
        self.force(lambda _place: self.by(
            "cashier", "gotgan.cash.receipt", name="기초 잔액", kind="opening",
            amount=50 * MILLION, **where,
        ), "draft", "posted")
        self.force(lambda _place: self.by(
            "treasurer", "gotgan.cash.assignment", department_id=self.world.department.id,
            amount=MILLION, **where,
        ), "draft", "assigned")
        self.force(lambda _place: self.by(
            "treasurer", "gotgan.term.deposit", name="유휴자금", amount=MILLION,
            basis_points=300, date_to=self.today + timedelta(days=90), **where,
        ), "draft", "placed")
        self.borrowings(words.treasury)
        offices = self.env["gotgan.office"].search([("kind", "=", "disbursing_officer")])
        self.force(lambda place: self.by(
            "manager", "gotgan.bank.limit", account_id=words.treasury.id, amount=10**12,
            office_id=place and offices[0].id,
        ), "draft", "confirmed")
        self.force(lambda place: self.by(
            "cashier", "gotgan.bank.day", account_id=words.treasury.id,
            date=self.today - timedelta(days=place),
        ), "draft", "agreed")

    def borrowings(self, account):
        year = self.world.year
        other = self.env["gotgan.fund"].search([("id", "!=", self.world.fund.id)], limit=1)
        ceiling, draft = (self.by(
            "treasurer", "gotgan.borrowing.ceiling", fiscal_year_id=year.id, fund_id=fund.id,
            amount=MILLION, resolution="제300회 정례회",
        ) for fund in (self.world.fund, other))
        ceiling.with_user(self.world.commitment_officer).action_confirm()
        self.keep(ceiling, draft)
        self.force(lambda _place: self.by(
            "treasurer", "gotgan.temporary.borrowing", name="일시차입", ceiling_id=ceiling.id,
            account_id=account.id, amount=1_000, lender="농협은행", date_to=year.date_to,
        ), "draft", "borrowed")
