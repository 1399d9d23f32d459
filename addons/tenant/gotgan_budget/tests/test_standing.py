from odoo.tests import tagged

from .version_case import VersionCase


@tagged("post_install", "-at_install")
class TestStanding(VersionCase):
    """The budget as of any day and of any version."""

    def read(self, **asked):
        self.env.invalidate_all()
        standing = self.env["gotgan.budget.standing"].with_user(self.staff).with_context(
            budget_year=self.year.id, **asked,
        )
        return {
            one.project_id: one.voted for one in standing.search([
                ("subitem_id", "=", self.subitem.id),
            ])
        }

    def test_any_day_and_any_version(self):
        original = self.begin()
        version = self.put_in_force(self.supplement(
            self.row(1_300_000), self.row(200_000, project=self.other_project), revenue=1_510_000,
        ))
        before = self.year.date_from
        self.assertEqual(
            self.read(budget_day=str(self.today)),
            {self.project: 1_300_000, self.other_project: 200_000},
        )
        if self.today > before:
            self.assertEqual(self.read(budget_day=str(before)), {self.project: 1_000_000})
        self.assertEqual(self.read(budget_version=original.id), {self.project: 1_000_000})
        self.assertEqual(len(self.read(budget_version=version.id)), 2)

    def read_revenue(self, **asked):
        self.env.invalidate_all()
        standing = self.env["gotgan.budget.revenue.standing"].with_user(self.staff).with_context(
            budget_year=self.year.id, **asked,
        )
        return {one.name: one.amount for one in standing.search([])}

    def test_revenue_of_any_day_and_any_version(self):
        original = self.begin()
        version = self.supplement(self.row(1_300_000))
        version._add_revenues([self.income(300_000, name="과년도 수입")])
        self.put_in_force(version)
        before = {"지방세": 1_010_000}
        after = {**before, "과년도 수입": 300_000}
        self.assertEqual(self.read_revenue(budget_day=str(self.today)), after)
        self.assertEqual(self.read_revenue(budget_version=original.id), before)
        self.assertEqual(self.read_revenue(budget_version=version.id), after, "what it left too")
        if self.today > self.year.date_from:
            self.assertEqual(self.read_revenue(budget_day=str(self.year.date_from)), before)
        self.assertEqual(sum(after.values()), version.revenue_amount)
        [row] = self.env["gotgan.budget.revenue.standing"].with_context(
            **version.action_open_whole_revenue()["context"],
        ).search([("name", "=", "과년도 수입")])
        self.assertEqual(row.revenue_source_id, self.tax)
        self.assertEqual(row.parent_id, self.tax.parent_id)

    def test_a_bill_that_is_not_in_force_is_no_days_revenue(self):
        self.begin()
        self.supplement(self.row(1_300_000), revenue=1_310_000).action_submit()
        self.assertEqual(
            self.read_revenue(budget_day=str(self.today)), {"지방세": 1_010_000},
        )

    def test_the_original_takes_the_place_of_provisional_revenue(self):
        provisional = self.draft("provisional", self.row(100_000))
        provisional._add_revenues([self.income(100_000, name="이월금")])
        provisional._write_locked({"state": "in_force"})
        original = self.draft_original()
        self.assertEqual(original.revenue_amount, 1_010_000)
        self.assertEqual(
            {name: won for name, won in self.read_revenue(budget_version=original.id).items()
             if won}, {"지방세": 1_010_000},
        )

    def test_the_choice_opens_the_list(self):
        wizard = self.env["gotgan.budget.as.of"].with_user(self.staff).create({})
        action = wizard.action_show()
        self.assertEqual(action["context"]["budget_year"], self.year.id)
        self.assertEqual(action["res_model"], "gotgan.budget.standing")
        wizard.side = "revenue"
        self.assertEqual(wizard.action_show()["res_model"], "gotgan.budget.revenue.standing")
