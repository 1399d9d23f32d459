"""A city that prepares its FY2027 budget out of its FY2026 one: who asks, who reviews."""

from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow
from odoo.addons.gotgan_ledger.core import Posting

PASSWORD = "World-7391!"
OFFICER = "gotgan_budget.group_budget_officer"


class RequestWorld:
    """Departments, people, last year's budget and an open cycle; used outside of tests too."""

    def __init__(self, env, prefix="prep"):
        self.env, self.prefix, self.today = env, prefix, today(env)
        years = env["gotgan.fiscal.year"]
        self.former, self.year = years._get_of_year(2026), years._get_of_year(2027)
        if self.former.state == "preparing":
            self.former._write_locked({"state": "open"})
        departments = env["hr.department"]
        self.bureau = departments.create({"name": f"자치행정국({prefix})"})
        self.other_bureau = departments.create({"name": f"도시주택국({prefix})"})
        self.department, self.neighbour = departments.create([
            {"name": f"{name}({prefix})", "parent_id": self.bureau.id}
            for name in ("시민소통과", "회계과")
        ])
        self.stranger_department = departments.create({
            "name": f"공원녹지과({prefix})", "parent_id": self.other_bureau.id,
        })
        self._hire_all()
        self._make_former_budget()

    def _hire_all(self):
        own = "gotgan_base.group_staff"
        head = "gotgan_budget_request.group_bureau_head"
        self.staff = self.hire("staff", "박요구", self.department, own)
        self.colleague = self.hire("colleague", "정동료", self.department, own)
        self.stranger = self.hire("stranger", "한타과", self.stranger_department, own)
        self.bureau_head = self.hire("bureau", "김국장", self.bureau, head)
        self.other_head = self.hire("other", "이국장", self.other_bureau, head)
        self.officer = self.hire("officer", "최예산", self.neighbour, OFFICER)
        self.head = self.hire("head", "시장", self.bureau, "gotgan_budget_request.group_head")
        self.auditor = self.hire(
            "auditor", "감사인", self.department, "gotgan_base.group_auditor",
        )
        self.overrider = self.hire(
            "overrider", "부시장", self.neighbour,
            f"{OFFICER},gotgan_rule.group_override",
        )

    def hire(self, login, name, department, groups):
        user = new_test_user(
            self.env, f"{self.prefix}_{login}", groups=groups, name=name, password=PASSWORD,
            tz="Asia/Seoul",
        )
        self.env["hr.employee"].create({
            "name": name, "user_id": user.id, "department_id": department.id,
        })
        return user

    # ---- masters ---------------------------------------------------------

    def get(self, model, code, year=None, **match):
        year = year or self.year
        return self.env[model]._get_by_code(year, [code], **match)[code]

    def subitem(self, code, year=None, subject_set="local_government"):
        return self.get("gotgan.expenditure.object", code, year, subject_set=subject_set)

    def source(self, code, year=None):
        return self.get("gotgan.funding.source", code, year)

    def fund(self, year=None):
        return self.get("gotgan.fund", "100", year)

    def make_project(self, name, year=None):
        """A project with what stands above it, with codes that are the same in both years."""
        programs, year = self.env["gotgan.program"], year or self.year
        parent = programs
        for level in ("policy", "unit", "project"):
            code = f"{self.prefix}-{name}-{level}"
            found = programs._get_by_code(year, [code], level=level).get(code)
            parent = found or programs.create({
                "fiscal_year_id": year.id, "level": level, "code": code, "parent_id": parent.id,
                "name": name if level == "project" else f"{name} {level}",
            })
        return parent

    # ---- last year -------------------------------------------------------

    def _make_former_budget(self):
        """FY2026: 사무관리비, 국외업무여비, and 시설비 with 국비 50 : 도비 15 : 시비 35."""
        self.former_project = self.make_project("시정 홍보", self.former)
        fund, one = self.fund(self.former), self.source("09", self.former)
        place = (fund.id, self.department.id, self.former_project.id)
        rows = [
            VersionRow(*place, self.subitem("201-01", self.former).id, one.id, 1_500_000),
            VersionRow(*place, self.subitem("202-03", self.former).id, one.id, 700_000),
            *(
                VersionRow(
                    *place, self.subitem("401-01", self.former).id,
                    self.source(code, self.former).id, won,
                )
                for code, won in (("01", 500_000), ("06", 150_000), ("09", 350_000))
            ),
        ]
        version = self.env["gotgan.budget.version"]._make(
            self.former, "original", rows, [RevenueRow(
                fund.id, self.get(
                    "gotgan.revenue.source", "511-01", self.former,
                    subject_set="local_government",
                ).id, self.department.id, "홍보관 국고보조", 500_000, "500,000원",
            )],
        )
        version._write_locked({"state": "in_force"})
        cells = self.env["gotgan.budget.cell"]._open([(self.former.id, *row[:5]) for row in rows])
        self.env["gotgan.ledger"]._appropriate(
            [
                Posting(cells[(self.former.id, *row[:5])], row.amount, version.id) for row in rows
            ],
            source_model=version._name, date=date(2026, 1, 1), reason=version.name,
        )
        self.former_version = version
        self.former_lines = self.env["gotgan.budget.line"].search([
            ("fiscal_year_id", "=", self.former.id), ("department_id", "=", self.department.id),
        ])


class RequestCase(TransactionCase):
    """The vocabulary of preparing a budget."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = world = RequestWorld(cls.env)
        cls.staff, cls.officer, cls.head = world.staff, world.officer, world.head
        cls.bureau_head, cls.colleague = world.bureau_head, world.colleague
        cls.department, cls.year = world.department, world.year
        cls.project = world.make_project("시정 홍보")
        cls.cycle = cls.make_cycle()
        cls.request = cls.cycle.request_ids.filtered(
            lambda one: one.department_id == cls.department
        ).with_user(cls.staff)

    @classmethod
    def make_cycle(cls, **values):
        cycle = cls.env["gotgan.budget.cycle"].with_user(cls.officer).create({
            "fiscal_year_id": cls.year.id, "date_due": cls.world.today + timedelta(days=9),
            **values,
        })
        cycle.ceiling_ids = [Command.create({
            "department_id": one.id, "fund_id": cls.world.fund().id, "amount": 100_000_000,
        }) for one in (cls.department, cls.world.neighbour)]
        cycle.action_open()
        return cycle

    def write_line(self, *formulas, subitem="201-01", request=None, project=None, **values):
        """A line with an estimate per formula, written by the department."""
        request = self.request if request is None else request
        return self.env["gotgan.budget.request.line"].with_user(self.staff).create({
            "request_id": request.id, "fund_id": self.world.fund().id,
            "project_id": (project or self.project).id,
            "subitem_id": self.world.subitem(subitem).id,
            "estimate_ids": [
                Command.create({"name": f"산출 {place}", "formula": formula, "sequence": place})
                for place, formula in enumerate(formulas, start=1)
            ],
            **values,
        })

    def fund_by(self, line, *shares, fixed=None):
        """Give a line these ``(code, ratio)``; ``fixed`` is {code: won}."""
        line.funding_ids.unlink()
        fixed = fixed or {}
        line.funding_ids = [
            Command.create({
                "funding_source_id": self.world.source(code).id, "share": share,
                "is_fixed": code in fixed, "fixed_amount": fixed.get(code, 0),
            })
            for code, share in (*shares, *((code, 0) for code in fixed))
        ]
        return line

    def parts(self, line):
        return {one.funding_source_id.code: one.amount for one in line.funding_ids}

    def expect(self, name, formula, source="511-01", user=None):
        """A revenue row of the department."""
        rows = self.env["gotgan.budget.request.revenue"].with_user(user or self.staff)
        return rows.create({
            "request_id": self.request.id, "fund_id": self.world.fund().id, "name": name,
            "formula": formula, "revenue_source_id": self.world.get(
                "gotgan.revenue.source", source, subject_set="local_government",
            ).id,
        })

    def go(self, state, request=None):
        """Take a request through its rounds up to ``state``, each by whose round it is."""
        request = self.request if request is None else request
        for step, user in (
            ("submit", self.staff), ("bureau_review", self.bureau_head),
            ("office_review", self.officer), ("settle", self.head),
        ):
            if request.state == state:
                break
            if request.state in request._transitions[step].source:
                getattr(request.with_user(user), f"action_{step}")()
        self.assertEqual(request.state, state)
        return request

    def assertRefused(self, *words, error=UserError):
        """Refused with a message that holds every word."""
        return RefusedWith(self, words, error)


class RefusedWith:
    """Expects a refusal, looks for words in it, and goes on as if nothing had been tried."""

    def __init__(self, case, words, error):
        self.case, self.words, self.error = case, words, error

    def __enter__(self):
        self.savepoint = self.case.env.cr.savepoint()
        self.savepoint.__enter__()
        return self

    def __exit__(self, kind, error, trace):
        self.savepoint.close(rollback=True)
        self.case.env.invalidate_all(flush=False)
        self.case.assertTrue(kind and issubclass(kind, self.error), f"not refused: {error!r}")
        for word in self.words:
            self.case.assertIn(word, str(error))
        return True
