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
            if not leaf:
                continue
            line = self.env["gotgan.budget.request.line"].with_user(self.staff).create({
                "request_id": self.request.id, "fund_id": self.world.fund().id,
                "project_id": self.project.id, "subitem_id": leaf.id,
            })
            self.assertEqual(line.nature, nature)

    def _get_top(self, one):
        while one.parent_id:
            one = one.parent_id
        return one
