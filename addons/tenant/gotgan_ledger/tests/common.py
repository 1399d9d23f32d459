from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_ledger.core import Posting

GOTGAN = "gotgan_base.group_"


class LedgerCase(TransactionCase):
    """The vocabulary of the ledger's tests: a year, two departments, cells with money."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ledger = cls.env["gotgan.ledger"]
        cls.today = today(cls.env)
        cls.year = cls._open_year(cls.today.year)
        cls.fund = cls._master("gotgan.fund", "T100", "일반회계(시험)", kind="general")
        cls.own, cls.national = (
            cls._master("gotgan.funding.source", code, name)
            for code, name in (("T1", "자체재원"), ("T2", "국고보조금"))
        )
        group = cls._master("gotgan.expenditure.object", "T200", "물건비", level="group")
        item = cls._master(
            "gotgan.expenditure.object", "T201", "일반운영비", level="item", parent_id=group.id,
        )
        cls.subitem = cls._master(
            "gotgan.expenditure.object", "T201-01", "사무관리비", level="subitem",
            parent_id=item.id,
        )
        cls.project = cls._make_project("시민 소통 추진")
        cls.department = cls.env["hr.department"].create({"name": "시민소통관"})
        cls.staff = new_test_user(cls.env, "ledger_staff", groups=GOTGAN + "staff")
        cls.auditor = new_test_user(cls.env, "ledger_auditor", groups=GOTGAN + "auditor")
        cls.manager = new_test_user(cls.env, "ledger_manager", groups=GOTGAN + "manager")

    @classmethod
    def _open_year(cls, number):
        years = cls.env["gotgan.fiscal.year"]
        year = years.search([("year", "=", number)]) or years.create({"year": number})
        if year.state == "preparing":
            year._write_locked({"state": "open"})
        return year

    @classmethod
    def _master(cls, model, code, name, **more):
        return cls.env[model].create({
            "fiscal_year_id": cls.year.id, "code": code, "name": name, **more,
        })

    @classmethod
    def _make_project(cls, name):
        policy = cls._master("gotgan.program", False, "시민소통강화", level="policy")
        unit = cls._master(
            "gotgan.program", False, "시민소통활성화", level="unit", parent_id=policy.id,
        )
        return cls._master("gotgan.program", False, name, level="project", parent_id=unit.id)

    def open_cell(self, source=None, project=None):
        key = (
            self.year.id, self.fund.id, self.department.id, (project or self.project).id,
            self.subitem.id, (source or self.own).id,
        )
        cell_id = self.env["gotgan.budget.cell"]._open([key])[key]
        return self.env["gotgan.budget.cell"].browse(cell_id)

    def fund_cell(self, appropriated, allotted=None, **where):
        """A cell with money: appropriated, and allotted in full unless told otherwise."""
        cell = self.open_cell(**where)
        self.post("appropriate", cell, appropriated)
        allotted = appropriated if allotted is None else allotted
        if allotted:
            self.post("allot", cell, allotted)
        return cell

    def post(self, kind, target, amount, source_id=1, reason=None):
        """Post one amount on a cell or a hold; return its hold."""
        return self.ledger._post(
            kind, [Posting(target.id, amount, source_id)], "hr.department", self.today, reason,
        )

    def assertTotals(self, cell, **totals):
        self.assertRecordValues(cell, [totals])

    def findings(self):
        return self.env["gotgan.ledger.verifier"]._verify()["findings"]
