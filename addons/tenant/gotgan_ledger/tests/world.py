"""A small world of masters and cells; shared by the addon's tests and by races on a real server."""

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_ledger.core import Posting


class LedgerWorld:
    """A year that is open today, a fund, two funding sources, one project, one department."""

    def __init__(self, env):
        self.env = env
        self.today = today(env)
        self.year = self._open_year(self.today.year)
        self.fund = self._master("gotgan.fund", "T100", "일반회계(시험)", kind="general")
        self.own = self._master("gotgan.funding.source", "T1", "자체재원")
        self.national = self._master("gotgan.funding.source", "T2", "국고보조금")
        self.subitem = self._make_subitem()
        self.project = self._make_project("시민 소통 추진")
        self.department = env["hr.department"].search([("name", "=", "시민소통관(시험)")]) or env[
            "hr.department"
        ].create({"name": "시민소통관(시험)"})

    def open_cell(self, source=None, project=None):
        key = (
            self.year.id, self.fund.id, self.department.id, (project or self.project).id,
            self.subitem.id, (source or self.own).id,
        )
        return self.env["gotgan.budget.cell"].browse(
            self.env["gotgan.budget.cell"]._open([key])[key],
        )

    def open_cells(self, count):
        """``count`` cells, each of a project of its own."""
        return [self.open_cell(project=self._make_project(f"사업 {i}")) for i in range(count)]

    def fund_cell(self, appropriated, allotted=None, **where):
        """A cell with money: appropriated, and allotted in full unless told otherwise."""
        cell = self.open_cell(**where)
        self.put(cell, appropriated, allotted)
        return cell

    def put(self, cell, appropriated, allotted=None):
        self.post("appropriate", cell, appropriated)
        allotted = appropriated if allotted is None else allotted
        if allotted:
            self.post("allot", cell, allotted)

    def post(self, kind, target, amount, source_id=1, reason=None):
        """Post one amount on a cell or a hold; return its hold."""
        return self.env["gotgan.ledger"]._post(
            kind, [Posting(target.id, amount, source_id)], "hr.department", self.today, reason,
        )

    def _open_year(self, number):
        years = self.env["gotgan.fiscal.year"]
        year = years.search([("year", "=", number)]) or years.create({"year": number})
        if year.state == "preparing":
            year._write_locked({"state": "open"})
        return year

    def _master(self, model, code, name, **more):
        known = code and self.env[model].search([
            ("fiscal_year_id", "=", self.year.id), ("code", "=", code),
        ])
        return known or self.env[model].create({
            "fiscal_year_id": self.year.id, "code": code, "name": name, **more,
        })

    def _make_subitem(self):
        parent_id = False
        for code, name, level in (
            ("T200", "물건비", "group"), ("T201", "일반운영비", "item"),
            ("T201-01", "사무관리비", "subitem"),
        ):
            row = self._master(
                "gotgan.expenditure.object", code, name, level=level, parent_id=parent_id,
            )
            parent_id = row.id
        return row

    def _make_project(self, name):
        policy = self._master("gotgan.program", False, f"{name} 정책", level="policy")
        unit = self._master(
            "gotgan.program", False, f"{name} 단위", level="unit", parent_id=policy.id,
        )
        return self._master("gotgan.program", False, name, level="project", parent_id=unit.id)
