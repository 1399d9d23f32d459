from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_ledger.core import Posting

from .world import LedgerWorld


class LedgerCase(TransactionCase):
    """The vocabulary of the ledger's tests: a world of masters, one user per role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = LedgerWorld(cls.env)
        cls.ledger, cls.today, cls.year = cls.env["gotgan.ledger"], cls.world.today, cls.world.year
        cls.own, cls.national = cls.world.own, cls.world.national
        cls.department = cls.world.department
        cls.staff, cls.auditor, cls.manager = (
            new_test_user(cls.env, f"ledger_{role}", groups=f"gotgan_base.group_{role}")
            for role in ("staff", "auditor", "manager")
        )

    def fund_cell(self, appropriated, allotted=None, **where):
        return self.world.fund_cell(appropriated, allotted, **where)

    def post(self, kind, target, amount, reason=None):
        return self.world.post(kind, target, amount, reason=reason)

    def reverse(self, kind, target, amount):
        return self.ledger._reverse(
            kind, [Posting(target.id, amount, 1)], source_model="hr.department", date=self.today,
            reason="정정",
        )

    def assertTotals(self, cell, **totals):
        self.assertRecordValues(cell, [totals])

    def findings(self):
        return self.env["gotgan.ledger.verifier"]._verify()["findings"]
