from datetime import date, datetime, time

from odoo.fields import Command

from odoo.addons.gotgan_expenditure.tests.common import ExpenditureCase

# The rehearsed days: in the year, and after it while its cash work goes on.
AFTER = date(2027, 1, 6)


class ClosingCase(ExpenditureCase):
    """The vocabulary of the year end: FY2026 with money, open commitments, and FY2027 after it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.cr._now = datetime.combine(date(2026, 11, 20), time(3))
        cls.addClassCleanup(setattr, cls.env.cr, "_now", None)
        world, years = cls.world, cls.env["gotgan.fiscal.year"]
        cls.year = years.search([("year", "=", 2026)])
        cls.next_year = years.search([("year", "=", 2027)])
        cls.budget = world.hire(
            "budget", "오예산", world.finance, groups="gotgan_budget.group_budget_officer",
        )
        cls.manager = world.manager
        cls.plans = cls.env["gotgan.carryover.plan"].with_user(cls.budget)
        cls.project, cls.today = world.project, date(2026, 11, 20)
        cls._repeat_test_object()

    @classmethod
    def _repeat_test_object(cls):
        """The object of the ledger's world exists in the next year too."""
        chain, item = [], cls.line.subitem_id
        while item:
            chain, item = [item, *chain], item.parent_id
        parent = item
        for one in chain:
            parent = parent.create({
                "fiscal_year_id": cls.next_year.id, "code": one.code, "name": one.name,
                "level": one.level, "parent_id": parent.id,
            })

    # ---- time and money ----------------------------------------------------

    def travel(self, day):
        """Let the database's clock show noon of ``day`` in Seoul."""
        before = self.env.cr._now
        self.env.cr._now = datetime.combine(day, time(3))
        self.addCleanup(setattr, self.env.cr, "_now", before)

    def fund(self, amount, code="201-01", project=None, allotted=None):
        """A cell of the object ``code`` with money."""
        world = self.world
        found = self.env["gotgan.expenditure.object"]._get_by_code(
            self.year, [code], subject_set="local_government",
        )
        world.subitem = found[code]
        return world.fund_cell(amount, allotted, project=project or self.project)

    def bind(self, cell, amount, **values):
        """An open commitment on a cell."""
        return self.commit(self.approve_request(amount, line=cell.line_id), **values)

    def vote(self, cell, amount, **values):
        """An authorised carry-over of the cell's project, as voted with the budget."""
        return self._vote("gotgan.authorized.carryover", cell, {"amount": amount, **values})

    def vote_continuing(self, cell, parts):
        """A continuing appropriation with ``{year: won}``."""
        return self._vote("gotgan.continuing.appropriation", cell, {
            "total_amount": sum(parts.values()),
            "part_ids": [
                Command.create({"year": year, "amount": won}) for year, won in parts.items()
            ],
        })

    def _vote(self, model, cell, values):
        versions = self.env["gotgan.budget.version"]
        version = versions.create({"fiscal_year_id": self.year.id, "kind": "original"})
        record = self.env[model].create({
            "version_id": version.id, "fund_id": cell.fund_id.id, "reason": "사업기간 부족",
            "department_id": cell.department_id.id, "project_id": cell.project_id.id,
            "subitem_id": cell.subitem_id.id, **values,
        })
        version._write_locked({"state": "in_force"})
        return record

    # ---- the assistant and its documents -----------------------------------

    def look(self):
        plan = self.plans.search([("fiscal_year_id", "=", self.year.id)]) or self.plans.create(
            {"fiscal_year_id": self.year.id},
        )
        plan.action_look()
        return plan

    def verdicts(self, cell):
        """(outcome, clause, amount) of what is left of a cell."""
        rows = self.look().candidate_ids.filtered(lambda one: one.cell_id == cell)
        return sorted((one.outcome, one.clause, one.amount) for one in rows)

    def draft(self, cell=None):
        """The drafted carry-overs, of one cell or all, with a cause where one is needed."""
        plan = self.look()
        rows = plan.candidate_ids.filtered(
            lambda one: one.outcome in ("continuing", "authorized", "unavoidable")
            and cell in (None, one.cell_id)
        )
        rows.action_add()
        carryovers = self.env["gotgan.carryover"].with_user(self.budget).search(
            [("fiscal_year_id", "=", self.year.id), ("state", "=", "draft")],
        )
        for line in carryovers.line_ids.filtered(lambda one: one.kind == "unavoidable"):
            line.cause = "자재 수급 지연으로 연도 내 납품 불가"
        return carryovers

    def confirm(self, cell=None):
        carryovers = self.draft(cell)
        carryovers.action_submit()
        carryovers.action_confirm()
        return carryovers

    def open_next(self):
        """Apply the next year's subjects and open the year."""
        mappings = self.env["gotgan.year.mapping"].with_user(self.budget)
        mapping = mappings.search([("from_year_id", "=", self.year.id)]) or mappings.create(
            {"from_year_id": self.year.id},
        )
        mapping.action_apply()
        if self.next_year.state == "preparing":
            self.next_year.with_user(self.manager).action_open()
        return mapping

    def end_year(self):
        """31 December passes: closing started, the next year is open."""
        self.open_next()
        self.year.with_user(self.manager).action_start_closing()
        self.travel(AFTER)

    def carry(self, cell=None):
        carryovers = self.confirm(cell)
        self.end_year()
        carryovers.action_carry()
        return carryovers
