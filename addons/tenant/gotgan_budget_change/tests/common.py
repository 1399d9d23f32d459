from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget.version_row import VersionRow
from odoo.addons.gotgan_ledger.core import Posting

MILLION = 1_000_000
# item: (its name, {subitem: name}); only what is not there yet is made.
OBJECTS = {
    "101": ("인건비", {"101-01": "보수"}),
    "201": ("일반운영비", {"201-01": "사무관리비", "201-02": "공공운영비"}),
    "202": ("여비", {"202-01": "국내여비"}),
    "203": ("업무추진비", {"203-01": "기관운영업무추진비"}),
    "307": ("민간이전", {"307-02": "민간경상사업보조"}),
    "311": ("차입금이자상환", {"311-02": "통화금융기관차입금이자상환"}),
    "401": ("시설비및부대비", {"401-01": "시설비"}),
    "601": ("차입금원금상환", {"601-02": "통화금융기관차입금원금상환"}),
    "801": ("예비비", {"801-01": "일반예비비"}),
}


class ChangeCase(TransactionCase):
    """The vocabulary of budget changes: an open year, programmes, objects, one user per role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = today(cls.env)
        cls.year = cls._open_year(cls.today.year)
        cls.planning, cls.roads = cls.env["hr.department"].create([
            {"name": "기획예산과(시험)"}, {"name": "도로과(시험)"},
        ])
        cls._make_masters()
        cls._make_programmes()
        cls.officer = cls._make_user("officer", "gotgan_budget.group_budget_officer", cls.planning)
        cls.author = cls._make_user("author", "gotgan_base.group_staff", cls.roads)
        cls.other = cls._make_user("other", "gotgan_base.group_staff", cls.planning)
        cls.auditor = cls._make_user("auditor", "gotgan_base.group_auditor", cls.planning)
        cls.overrider = cls._make_user(
            "overrider", "gotgan_budget.group_budget_officer,gotgan_rule.group_override",
            cls.planning,
        )

    @classmethod
    def _open_year(cls, number):
        years = cls.env["gotgan.fiscal.year"]
        year = years.search([("year", "=", number)]) or years.create({"year": number})
        if year.state == "preparing":
            year._write_locked({"state": "open"})
        return year

    @classmethod
    def _make_user(cls, role, groups, department):
        user = new_test_user(cls.env, f"change_{role}", groups=groups)
        cls.env["hr.employee"].create({
            "name": role, "user_id": user.id, "department_id": department.id,
        })
        return user

    @classmethod
    def _make_masters(cls):
        cls.objects = {}
        for code, (name, subitems) in OBJECTS.items():
            group = cls._need("gotgan.expenditure.object", f"{code[0]}00", "그룹", level="group")
            item = cls._need(
                "gotgan.expenditure.object", code, name, level="item", parent_id=group.id,
            )
            for subcode, subname in subitems.items():
                cls.objects[subcode] = cls._need(
                    "gotgan.expenditure.object", subcode, subname, level="subitem",
                    parent_id=item.id,
                )
        cls.fund = cls._need("gotgan.fund", "100", "일반회계", kind="general")
        cls.special = cls._need("gotgan.fund", "T9", "특별회계(시험)", kind="special")
        cls.own = cls._need("gotgan.funding.source", "09", "자체재원", origin="own")
        cls.national = cls._need("gotgan.funding.source", "01", "국고보조금", origin="national")

    @classmethod
    def _need(cls, model, code, name, **more):
        found = cls.env[model].search(
            [("fiscal_year_id", "=", cls.year.id), ("code", "=", code)], limit=1,
        )
        return found or cls.env[model].create({
            "fiscal_year_id": cls.year.id, "code": code, "name": name, **more,
        })

    @classmethod
    def _make_programmes(cls):
        """Policy 도로: unit 확충 (우회도로, 교량), unit 유지 (포장); policy 행정: 청사."""
        cls.projects = {}
        for policy, units in {
            "도로": {"확충": ("우회도로", "교량"), "유지": ("포장",)}, "행정": {"운영": ("청사",)},
        }.items():
            top = cls._make_program(f"{policy} 정책", "policy")
            for unit, projects in units.items():
                middle = cls._make_program(f"{unit} 단위", "unit", top)
                for name in projects:
                    cls.projects[name] = cls._make_program(name, "project", middle)

    @classmethod
    def _make_program(cls, name, level, parent=None):
        return cls.env["gotgan.program"].create({
            "fiscal_year_id": cls.year.id, "name": name, "level": level,
            "parent_id": parent and parent.id,
        })

    # ---- words -----------------------------------------------------------

    def key(self, project="우회도로", subitem="201-01", source=None, department=None, fund=None):
        return (
            self.year.id, (fund or self.fund).id, (department or self.roads).id,
            self.projects[project].id, self.objects[subitem].id, (source or self.own).id,
        )

    def cell(self, appropriated=10 * MILLION, allotted=0, **where):
        """A cell with money."""
        cells = self.env["gotgan.budget.cell"]
        cell = cells.browse(cells._open([self.key(**where)])[self.key(**where)])
        self.post("appropriate", cell, appropriated)
        self.post("allot", cell, allotted)
        return cell

    def post(self, kind, target, amount):
        if not amount:
            return None
        return self.env["gotgan.ledger"]._post(
            kind, [Posting(target.id, amount, 1)], "hr.department", self.today, "시험",
        )

    def change(self, taken, given, user=None, **vals):
        """A draft that moves money from cells to cells or to places (keys), by the author.

        :param taken: {cell: won}
        :param given: {cell or key: won}
        """
        return self.env["gotgan.budget.change"].with_user(user or self.author).create({
            "name": "시험 변경", "fiscal_year_id": self.year.id, "department_id": self.roads.id,
            "reason": "집행 잔액을 급한 사업에 쓰려는 것임", **vals,
            "line_ids": [
                *(self._line("take", cell, won) for cell, won in taken.items()),
                *(self._line("give", place, won) for place, won in given.items()),
            ],
        })

    def _line(self, direction, place, won):
        vals = {"direction": direction, "amount": won}
        if not isinstance(place, tuple):
            return Command.create({**vals, "cell_id": place.id})
        names = ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id")
        return Command.create({**vals, **dict(zip(names, place[1:], strict=True))})

    def cut(self, where, won, asked):
        """A budget in force of which the council left ``won`` of ``asked`` at one place."""
        version = self.env["gotgan.budget.version"]._make(
            self.year, "original", [VersionRow(*self.key(**where)[1:], won)],
        )
        version.line_ids._write_locked({"bill_amount": asked})
        version._write_locked({"state": "in_force"})

    def submit(self, *args, **vals):
        change = self.change(*args, **vals)
        change.action_submit()
        return change

    def execute(self, change, user=None):
        change.with_user(user or self.officer).action_execute()
        change.invalidate_recordset()

    def perform(self, *args, **vals):
        """Draft, submit and execute."""
        change = self.submit(*args, **vals)
        self.execute(change)
        return change

    def findings(self, change):
        """Return {rule code: severity} of what stands against the document now."""
        return {
            one.edition.rule_id.code: one.severity for one in change._find_present_findings()
        }

    def assertCell(self, cell, **totals):
        self.assertRecordValues(cell, [totals])

    def assertRefused(self, pattern, function, *args, error=UserError, **kwargs):
        """Expect a refusal in these words, and go on as if nothing had been tried."""
        with self.assertRaisesRegex(error, pattern), self.cr.savepoint():
            function(*args, **kwargs)

    def assertWhole(self):
        """The ledger is what its moves say, and what only moved has made nothing."""
        self.assertFalse(self.env["gotgan.ledger.verifier"]._verify()["findings"])
