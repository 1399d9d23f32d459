from datetime import date

from odoo.tests import Form, tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestCalendar(RequestCase):
    """The days of 지방자치법 142, and those of an agency's board."""

    def set_profile(self, kind, tier="basic"):
        parameter = self.env["ir.config_parameter"].sudo()
        parameter.set_param("gotgan.kind", kind)
        parameter.set_param("gotgan.tier", tier)

    def make(self, **values):
        form = Form(self.env["gotgan.budget.cycle"].with_user(self.officer))
        form.fiscal_year_id = self.year
        for name, value in values.items():
            setattr(form, name, value)
        return form

    def test_a_city(self):
        self.set_profile("municipality", "basic")
        cycle = self.make()
        self.assertEqual(cycle.authority, "council")
        self.assertEqual(cycle.submission_date, date(2026, 11, 22))
        self.assertEqual(cycle.vote_date, date(2026, 12, 22))

    def test_a_province(self):
        self.set_profile("municipality", "upper")
        cycle = self.make()
        self.assertEqual(cycle.submission_date, date(2026, 11, 12))
        self.assertEqual(cycle.vote_date, date(2026, 12, 17))

    def test_an_agency(self):
        self.set_profile("agency")
        cycle = self.make()
        self.assertEqual((cycle.authority, cycle.subject_set), ("board", "affiliated_agency"))
        self.assertEqual(cycle.vote_date, date(2026, 12, 31))
        self.assertFalse(cycle.submission_date)

    def test_a_supplementary_budget_has_no_day_of_the_law(self):
        self.set_profile("municipality", "basic")
        self.assertFalse(self.make(kind="supplementary", round=1).submission_date)

    def test_days_left_are_shown(self):
        self.assertIn("D-9", self.cycle.next_day_text)

    def test_each_budget_is_prepared_once(self):
        with self.assertRefused(error=Exception):
            self.make_cycle()
        with self.assertRefused():
            self.cycle.copy()

    def test_every_department_is_called(self):
        called = self.cycle.request_ids.department_id
        self.assertIn(self.department, called)
        self.assertIn(self.world.neighbour, called, "a department with a ceiling")


@tagged("post_install", "-at_install")
class TestAgency(RequestCase):
    """An agency: 관·항·목, 수익적 and 자본적, its board."""

    @classmethod
    def make_cycle(cls, **values):
        cls.env["ir.config_parameter"].sudo().set_param("gotgan.kind", "agency")
        return super().make_cycle(**values)

    def test_the_calendar_names_the_board(self):
        self.cycle.vote_date = self.cycle.submission_date = self.world.today
        cycle = self.cycle.with_context(lang="ko_KR")
        self.assertIn("이사회 의결기한", cycle.next_day_text)
        self.assertIn("자치단체 승인기한", cycle.next_day_text)
        self.assertNotIn("의회 ", cycle.next_day_text.replace("이사회 ", ""))

    def test_operating_and_capital(self):
        self.assertEqual(self.cycle.authority, "board")
        objects = self.env["gotgan.expenditure.object"]
        domain = [
            ("fiscal_year_id", "=", self.year.id), ("subject_set", "=", "affiliated_agency"),
            ("child_ids", "=", False),
        ]
        leaves = objects.search([*domain, ("level", "in", ("mok", "semok"))])
        for nature, top in (("operating", "사업비용"), ("capital", "자본적지출")):
            leaf = leaves.filtered(lambda one, top=top: self._get_top(one).name == top)[:1]
            self.assertTrue(leaf, top)
            line = ask(self, self.world.fund(), leaf)
            self.assertEqual(line.nature, nature)


    def _get_top(self, one):
        while one.parent_id:
            one = one.parent_id
        return one


@tagged("post_install", "-at_install")
class TestPublicEnterprise(RequestCase):
    """상수도: the two sides of a public enterprise's account within a city's budget."""

    def test_operating_and_capital(self):
        water = self.env["gotgan.fund"].create({
            "fiscal_year_id": self.year.id, "code": "510", "name": "상수도사업",
            "kind": "public_enterprise",
        })
        for code, nature in (("201-01", "operating"), ("401-01", "capital")):
            subitem = self.world.subitem(code)
            self.assertEqual(ask(self, water, subitem).nature, nature)
            self.assertFalse(ask(self, self.world.fund(), subitem).nature)


def ask(case, fund, subitem):
    """Return a line of the department's request."""
    return case.env["gotgan.budget.request.line"].with_user(case.staff).create({
        "request_id": case.request.id, "fund_id": fund.id, "project_id": case.project.id,
        "subitem_id": subitem.id,
    })
