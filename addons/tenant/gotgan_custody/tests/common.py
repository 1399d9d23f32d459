"""The vocabulary of custody tests: who announces, receives, decides and pays."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_base.clock import today

from ..core import CasePosting, CustodyPosting

# How an account of another use is declared.
WAYS = {"way_in": "both", "way_out": "return", "way_ground": "시험 규칙 제1조"}
CLOCKS = [
    f"odoo.addons.gotgan_custody.models.{name}.today"
    for name in ("custody", "custody_case", "custody_closing", "custody_document_mixin",
                 "custody_payout", "custody_receipt")
]
OFFICES = {
    "cashier": ("custodial_cashier", "최보관"), "disburser": ("disbursing_officer", "이지출"),
    "collector": ("revenue_officer", "오징수"),
}


class CustodyCase(TransactionCase):
    """A city hall in small, with the offices that money held for others needs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        env = cls.env
        cls.today = today(env)
        cls.department, cls.finance, cls.other = env["hr.department"].create([
            {"name": "공원과(보관)"}, {"name": "회계과(보관)"}, {"name": "하천과(보관)"},
        ])
        cls.author = cls.hire("author", "박담당", cls.department)
        cls.stranger = cls.hire("stranger", "한타과", cls.other)
        cls.auditor = cls.hire("auditor", "감사인", cls.finance, "gotgan_base.group_auditor")
        cls.manager = cls.hire("manager", "관리인", cls.finance, "gotgan_base.group_manager")
        cls.officers = {
            name: cls.appoint(name, kind, person) for name, (kind, person) in OFFICES.items()
        }
        cls.cashier, cls.disburser, cls.collector = (cls.officers[name] for name in OFFICES)
        cls.builder, cls.worker, cls.office = env["res.partner"].create([
            {"name": "주식회사 한빛건설", "is_company": True}, {"name": "김근로"},
            {"name": "수원세무서", "is_company": True},
        ])
        cls.bank = env["res.partner.bank"].create({
            "partner_id": cls.builder.id, "acc_number": "cust-301-0001-11",
        })
        cls.custody = env["gotgan.custody"]
        cls.guarantee, cls.safekeeping = env["gotgan.custody.account"].create([
            {"name": "계약보증금(시험)", "kind": "guarantee", "use": "other", **WAYS},
            {"name": "보관금(시험)", "kind": "deposit", "use": "other", **WAYS},
        ])
        cls.income_tax = cls.custody._find_account("income_tax")
        cls.income_tax.payee_id = cls.office
        cls.before = {one.id: one.balance for one in env["gotgan.custody.account"].search([])}

    @classmethod
    def hire(cls, login, name, department, groups="gotgan_base.group_staff"):
        user = new_test_user(cls.env, f"cust.{login}", groups=groups, name=name)
        cls.env["hr.employee"].create({
            "name": name, "user_id": user.id, "department_id": department.id,
        })
        return user

    @classmethod
    def appoint(cls, login, kind, name):
        user = cls.hire(login, name, cls.finance)
        served = cls.department | cls.finance | cls.other
        office = cls.env["gotgan.office"].create({
            "kind": kind, "department_id": cls.finance.id, "department_ids": served.ids,
        })
        cls.env["gotgan.office.term"].create({
            "office_id": office.id, "user_id": user.id,
            "date_from": cls.today - timedelta(days=30),
        })
        return user

    def set_today(self, day):
        """Let custody's clock show ``day``; offices go on by the real one."""
        for clock in CLOCKS:
            patched = patch(clock, return_value=day)
            patched.start()
            self.addCleanup(patched.stop)

    # ---- postings by hand ------------------------------------------------

    def hold(self, amount=1_000_000, account=None, partner=None, day=None, count=1):
        """Take sums into custody as a feature does."""
        postings = [
            CustodyPosting((account or self.guarantee).id, (partner or self.builder).id, amount,
                           number, "계약보증금", self.department.id)
            for number in range(1, count + 1)
        ]
        return self.custody._receive(
            postings, source_model="gotgan.test", date=day or self.today,
        )

    def leave(self, kind, case, amount, day=None):
        return getattr(self.custody, f"_{kind}")(
            [CasePosting(case.id, amount, 1)], source_model="gotgan.test",
            date=day or self.today, reason="시험",
        )

    # ---- documents, each written by the person whose work it is ----------

    def announce(self, amount=1_000_000, **values):
        return self.env["gotgan.custody.receipt"].with_user(self.author).create({
            "name": "공원 정비공사 계약보증금", "account_id": self.guarantee.id,
            "partner_id": self.builder.id, "amount": amount, **values,
        })

    def receive(self, amount=1_000_000, **values):
        receipt = self.announce(amount, **values)
        receipt.with_user(self.cashier).action_receive()
        return receipt

    def draft(self, case, amount=None, **values):
        return self.env["gotgan.custody.payout"].with_user(self.author).create({
            "name": "계약보증금 반환", "partner_id": self.builder.id,
            "bank_account_id": self.bank.id,
            "line_ids": [Command.create({
                "case_id": case.id, **({"amount": amount} if amount else {}),
            })],
            **values,
        })

    def approve(self, payout):
        payout.action_submit()
        decider = self.collector if payout.kind == "forfeit" else self.disburser
        payout.with_user(decider).action_approve()
        return payout

    def pay(self, payout):
        self.approve(payout).with_user(self.cashier).action_pay()
        return payout

    # ---- what must be true -----------------------------------------------

    def assertBalance(self, amount, account=None):
        account = account or self.guarantee
        account.invalidate_recordset()
        self.assertEqual(account.balance - self.before[account.id], amount)
        self.assertEqual(self.env["gotgan.custody.account"].search([])._find_broken(), [])

    def assertRefused(self, words, action, error=UserError):
        """``action`` is refused, each of ``words`` is said, and nothing stays behind."""
        with self.assertRaises(error) as refusal, self.env.cr.savepoint():
            action()
        self.env.invalidate_all()
        for word in words:
            self.assertIn(word, str(refusal.exception))


def month_end(day):
    """Return the last day of the month before ``day``.

    >>> from datetime import date
    >>> month_end(date(2026, 3, 9))
    datetime.date(2026, 2, 28)
    """
    return day.replace(day=1) - timedelta(days=1)
