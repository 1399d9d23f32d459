from datetime import timedelta

from odoo.tests import new_test_user

from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow

from .common import BudgetCase


class VersionCase(BudgetCase):
    """The vocabulary of versions: a fund in balance, cells to give money to, who decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fund = cls._own("gotgan.fund", "V100", "일반회계(시험)", kind="general")
        cls.own = cls._own("gotgan.funding.source", "V09", "자체재원(시험)", origin="own")
        cls.national = cls._need_source("01", "국고보조금", "national")
        cls.subitem = cls._find_object("201-01")
        cls.travel = cls._find_object("202-01")
        cls.reserve = cls._need_reserve("801-01", "일반예비비")
        cls.disaster = cls._need_reserve("801-02", "재해·재난목적예비비")
        cls.department = cls.env["hr.department"].create({"name": "예산과(시험)", "code": "V001"})
        cls.project, cls.other_project = (cls._make_project(name) for name in ("소통", "청사"))
        cls.tax = cls._need_revenue("111-99", "지방세(시험)")
        cls.subsidy = cls._need_revenue("511-99", "국고보조금(시험)")
        cls.overrider = new_test_user(
            cls.env, "budget_overrider",
            groups="gotgan_budget.group_budget_officer,gotgan_rule.group_override",
        )
        cls.versions = cls.env["gotgan.budget.version"].with_user(cls.officer)

    @classmethod
    def _own(cls, model, code, name, **more):
        return cls.env[model].create({
            "fiscal_year_id": cls.year.id, "code": code, "name": name, **more,
        })

    @classmethod
    def _need_source(cls, code, name, origin):
        sources = cls.env["gotgan.funding.source"]
        return sources.search([
            ("fiscal_year_id", "=", cls.year.id), ("code", "=", code),
        ]) or cls._own(sources._name, code, name, origin=origin)

    @classmethod
    def _find_object(cls, code):
        return cls.env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", cls.year.id), ("code", "=", code),
            ("level", "=", "subitem"), ("subject_set", "=", "local_government"),
        ], limit=1)

    @classmethod
    def _need_reserve(cls, code, name):
        group = cls._need("gotgan.expenditure.object", "예비비및기타", code="800", level="group")
        item = cls._need(
            "gotgan.expenditure.object", "예비비", code="801", level="item", parent_id=group.id,
        )
        return cls._need(
            "gotgan.expenditure.object", name, code=code, level="subitem", parent_id=item.id,
        )

    @classmethod
    def _need_revenue(cls, code, name):
        above = False
        for level, one in (("jang", "V1"), ("gwan", "V11"), ("hang", "V111")):
            above = cls._need(
                "gotgan.revenue.source", "시험", code=one, level=level,
                **({"parent_id": above.id} if above else {}),
            )
        return cls._need(
            "gotgan.revenue.source", name, code=code, level="mok", parent_id=above.id,
        )

    @classmethod
    def _make_project(cls, name):
        above = False
        for level in ("policy", "unit", "project"):
            above = cls.env["gotgan.program"].create({
                "fiscal_year_id": cls.year.id, "level": level, "name": f"{name} {level}",
                "parent_id": above and above.id,
            })
        return above

    # ---- words -----------------------------------------------------------

    def row(self, amount, project=None, subitem=None, source=None, **more):
        return VersionRow(
            self.fund.id, self.department.id, (project or self.project).id,
            (subitem or self.subitem).id, (source or self.own).id, amount, **more,
        )

    def income(self, amount, source=None, name="지방세"):
        return RevenueRow(
            self.fund.id, (source or self.tax).id, self.department.id, name, amount,
        )

    def draft(self, kind, *rows, revenue=None, **more):
        revenues = [self.income(revenue)] if revenue is not None else ()
        version = self.versions._make(self.year, kind, rows, revenues, **more)
        return version.with_user(self.officer)

    def draft_original(self, amount=1_000_000, share=100, project=None, **more):
        """An original budget that nothing stands against: with reserve, provisions, on time."""
        version = self.draft(
            "original", self.row(amount, project=project),
            self.row(amount // share, subitem=self.reserve),
            revenue=amount + amount // share, **more,
        )
        version.date_submitted = self.year.date_from - timedelta(days=60)
        version.date_voted = self.year.date_from - timedelta(days=20)
        if version.authority == "council":
            version.plan_last_year = self.year.year + 4
            version.residents_opinion = "주민참여예산위원회-12"
        version.action_draft_provisions()
        return version

    def put_in_force(self, version):
        version.action_submit()
        version.action_vote()
        if version.authority == "board":
            version.action_approve()
        version.action_take_effect()
        return version

    def authorize(self, version):
        """Let it be spent before a vote: somebody else than who wrote it."""
        return version.with_user(self.overrider).action_authorize()

    def begin(self, amount=1_000_000, **more):
        """A year with its original budget in force."""
        return self.put_in_force(self.draft_original(amount, **more))

    def supplement(self, *rows, revenue=None, **more):
        return self.draft("supplementary", *rows, revenue=revenue, **more)

    def voted(self):
        """Return what the ledger says of the year: ``{place: won}`` without zeros."""
        cells = self.env["gotgan.budget.cell"].search([("fiscal_year_id", "=", self.year.id)])
        return {
            (one.fund_id.id, one.department_id.id, one.project_id.id, one.subitem_id.id,
             one.funding_source_id.id): one.voted
            for one in cells if one.voted
        }

    def whole(self, version=None):
        version = version or self.versions._get_head(self.year)
        return {place: won for place, won in version._read_whole().items() if won}

    def line_of(self, version, subitem=None, project=None):
        return version.line_ids.filtered(
            lambda one: one.subitem_id == (subitem or self.subitem)
            and one.project_id == (project or self.project)
        )

    def findings(self, version, transition):
        return [
            (one.edition.rule_id.code, one.severity) for one in version._find_findings(transition)
        ]

    def assertFinding(self, version, transition, code, severity, article):
        """Expect exactly this finding of the rule, with its article."""
        found = [
            one for one in version._find_findings(transition) if one.edition.rule_id.code == code
        ]
        self.assertTrue(found, f"{code} finds nothing")
        self.assertEqual({one.severity for one in found}, {severity})
        self.assertIn(article, found[0].article)
        return found
