"""시민소통과: one department of 한빛시, the people its money passes through, and its notebook."""

import json
import sys
from collections import Counter
from datetime import datetime, time
from pathlib import Path
from unittest.mock import patch

from odoo.fields import Command

from odoo.addons.gotgan_ledger.core import Posting

from .closing import Closing
from .living import Living
from .people import Hall, day
from .spending import Spending

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from bank_simulator.bank import SEOUL, Bank
from bank_simulator.desk import Desk
from bank_simulator.http_door import ACTIONS
from bank_simulator.officers import Officers
from bank_simulator.wire import Faults, Wire

MILLION = 1_000_000
HOME, BUREAU, FINANCE, BUDGET = "시민소통과", "행정지원국", "회계과", "기획예산과"
PROJECT = "시정 홍보"
# What the year begins with, in million won, by object.
VOTED = {
    "101-01": 60, "201-01": 60, "201-02": 30, "202-01": 10, "203-03": 5, "401-01": 400,
    "405-01": 80,
}
# key: name, department, rights besides those of staff
PEOPLE = {
    "author": ("박품의", HOME, ()),
    "chief": ("정소통", HOME, ()),
    "deputy": ("윤차석", HOME, ()),
    "director": ("이행정", BUREAU, ()),
    "planner": ("한기획", BUDGET, ()),
    "budget": ("오예산", BUDGET, ("gotgan_budget.group_budget_officer",)),
    "clerk": ("오계약", FINANCE, ("gotgan_contract.group_contract_officer",)),
    "inspector": ("서검사", HOME, ()),
    "keeper": ("총무", BUDGET, ("gotgan_approval.group_approval_keeper",)),
    "vice": ("강부시", BUDGET, ("gotgan_base.group_manager", "gotgan_rule.group_override")),
    "treasurer": ("오자금", FINANCE, ("gotgan_treasury.group_treasurer",)),
    "closer": ("문결산", FINANCE, ("gotgan_base.group_manager",)),
    "auditor": ("감사인", FINANCE, ("gotgan_base.group_auditor",)),
}
OFFICERS = {
    "commitment_officer": "김재무", "disbursing_officer": "이지출", "cashier": "최출납",
    "custodial_cashier": "문보관", "revenue_officer": "배징수", "imprest_cashier": "윤일상",
}
HEADS = {HOME: ("division", "chief"), BUREAU: ("bureau", "director"),
         BUDGET: ("division", "planner")}
BANK = "odoo.addons.gotgan_treasury.models.bank_adapter_api.BankAdapterApi._post"
KEEP = "odoo.addons.base.models.ir_cron.IrCron._commit_progress"


class Department(Hall):
    """The hall of one department's year, with the simulated bank in this process."""

    def __init__(self, dbname):
        super().__init__(dbname, "municipality", day(1, 2))
        for number, state in ((2026, "open"), (2027, "preparing")):  # whenever the tests run
            self.year(number)._write_locked({"state": state})
        self._staff()
        self.project = self.make_projects(2026, {"소통 행정": {"시민 소통": (PROJECT,)}})[PROJECT]
        self.spending, self.living = Spending(self), Living(self, 2026)
        self.closing = Closing(self, 2026)
        self.notebook = Counter()
        self.cells = self._vote()
        self._open_bank()

    def close(self):
        for one in self.patches:
            one.stop()
        super().close()

    # ---- what is there before the first won --------------------------------

    def _staff(self):
        self.found(BUREAU)
        for name in (HOME, FINANCE, BUDGET):
            self.found(name, BUREAU)
        for key, (name, department, groups) in PEOPLE.items():
            self.hire(key, name, department, *groups)
        for kind, name in OFFICERS.items():
            self.appoint(kind, name, FINANCE, day(1, 1))
        for name, (level, key) in HEADS.items():
            self.departments[name].write({
                "level": level, "manager_id": self.people[key].employee_id.id,
            })

    def _vote(self):
        cells, ledger = {}, self.root["gotgan.ledger"]
        store = self.root["gotgan.budget.cell"]
        for code, millions in VOTED.items():
            key = (
                self.year(2026).id, self.find("gotgan.fund", 2026, "100").id,
                self.departments[HOME].id, self.project.id,
                self.find("gotgan.expenditure.object", 2026, code).id,
                self.find("gotgan.funding.source", 2026, "09").id,
            )
            cells[code] = cell = store.browse(store._open([key])[key])
            for kind in ("appropriate", "allot"):
                ledger._post(
                    kind, [Posting(cell.id, millions * MILLION, 1)], "hr.department", self.today,
                    None,
                )
        return cells

    def _open_bank(self):
        def clock():
            return datetime.combine(self.today, time(12), SEOUL)

        wire = Wire(1, Faults())
        self.bank = Bank(clock, wire.refuses, officers=Officers())
        desk = Desk(self.bank, wire)

        def post(_adapter, account, path, said):
            said = {"client": account.client, "account": account.number, **said}
            return json.loads(json.dumps(ACTIONS[path](desk, json.loads(json.dumps(said)))))

        def keep(*_arguments, **_more):
            self.root.flush_all()
            return float("inf")

        self.patches = [patch(BANK, post), patch(KEEP, keep)]
        for one in self.patches:
            one.start()
        self.treasury = self.root["gotgan.treasury.account"].create({
            "name": "일반회계 금고", "bank_code": "011", "number": "301-0000-2026-01",
            "client": "HANBIT", "fund_ids": self.find("gotgan.fund", 2026, "100").ids,
            "department_id": self.departments[FINANCE].id,
        })
        signer = self.people["disbursing_officer"]
        for card in self.root["gotgan.officer.key"]._make(signer)._get_cards():
            self.bank.officers.add(card)
        self.root["gotgan.custody.account"].search([
            ("kind", "=", "guarantee"),
        ]).treasury_account_id = self.treasury
        self.introduce(self.spending.payee)

    # ---- who gets money ----------------------------------------------------

    def introduce(self, partner):
        """The bank knows whose the account is."""
        account = partner.bank_ids[0]
        self.bank.register("011", account.acc_number, account.acc_holder_name)

    def meet(self, name, number=False, account=None):
        """A payee with an account."""
        partner = self.root["res.partner"].create({
            "name": name, "is_company": bool(number), "business_number": number,
        })
        self.root["res.partner.bank"].create({
            "partner_id": partner.id, "acc_number": account or f"302-{partner.id:04d}-1111-11",
            "acc_holder_name": name, "bank_id": self.spending.find_bank().id,
        })
        self.introduce(partner)
        return partner

    # ---- the chain ---------------------------------------------------------

    def line(self, code):
        return self.cells[code].line_id

    def draft(self, code, won, name, payee=None, **values):
        """A 품의 as its author writes it."""
        return self.model("gotgan.spending.request", "author").create({
            "name": name, "partner_id": (payee or self.spending.payee).id,
            "line_ids": [Command.create({"budget_line_id": self.line(code).id, "amount": won})],
            **values,
        })

    def sign(self, request, *people):
        """Let people sign the 결재문서 of a 품의, each the step that waits for them."""
        for person in people:
            self.by(person, request.sudo().approval_id).action_sign()
        request.invalidate_recordset()
        return request

    def ask(self, code, won, name, payee=None, **values):
        """A 품의 that is approved by those the regulation names."""
        request = self.draft(code, won, name, payee, **values)
        request.action_submit()
        line = ("chief",) if won < 5 * MILLION else ("chief", "planner", "director")
        self.sign(request, *line)
        assert request.state == "approved", request.state
        return request

    def bind(self, request, **values):
        return self.spending.commit(request, **values)

    def claim(self, commitment, won=None, **values):
        """지출결의 as the 지출원 writes it, not resolved yet."""
        invoice = self.root.ref("gotgan_expenditure.evidence_kind_tax_invoice")
        unseen = commitment.inspected_kind == "none"
        voucher = self.model("gotgan.voucher", "disbursing_officer").create({
            "commitment_id": commitment.id, "evidence_ids": [Command.link(invoice.id)],
            "attachment_ids": [self.paper()] if unseen else False, **values,
        })
        if won is not None:
            voucher.line_ids.amount = won
        return voucher

    def order(self, voucher):
        """지출결의 and 지급명령."""
        voucher = self.by("disbursing_officer", voucher)
        if voucher.state == "draft":
            voucher.action_resolve()
        order = self.model("gotgan.payment.order", "disbursing_officer").create({
            "voucher_ids": [Command.set(voucher.ids)],
        })
        order.action_issue()
        return order

    def transfer(self, order):
        """The 지출원 signs the list; the bank is told of it and answers."""
        lists = order.instruction_ids.list_id.filtered(lambda one: one.state == "draft")
        lists = self.by("disbursing_officer", lists)
        lists.action_close()
        lists.action_sign()
        self.root["gotgan.bank.instruction"]._send_due()
        self.root.invalidate_all()
        return order

    def pay(self, voucher):
        order = self.transfer(self.order(voucher))
        assert order.state == "paid", order.instruction_ids.mapped("reason")
        return order

    def spend_unseen(self, request):
        """What needs no 검수: from the approved 품의 to its paid voucher."""
        commitment = self.bind(request, inspected_kind="none", basis_kind="decision")
        voucher = self.claim(commitment)
        self.pay(voucher)
        return voucher

    def note(self, code, won):
        """The notebook beside the books: what was paid out of an object, less what came back."""
        self.notebook[code] += won

    def paper(self, person="author", name="영수증.pdf"):
        return Command.create({"name": name, "raw": b"%PDF-1.4 paper"})
