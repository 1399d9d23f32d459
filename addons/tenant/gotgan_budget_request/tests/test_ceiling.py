from odoo.fields import Command
from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestCeiling(RequestCase):
    """한도: how much may be asked for, and who answers for more (budget.request_ceiling)."""

    def setUp(self):
        super().setUp()
        self.ceiling = self.cycle.ceiling_ids.filtered(
            lambda one: one.department_id == self.department
        ).with_user(self.officer)
        self.ceiling.amount = 3_000_000

    def test_used_and_left(self):
        self.write_line("2,000천원")
        self.assertEqual((self.ceiling.used, self.ceiling.left), (2_000_000, 1_000_000))
        self.assertEqual(self.request.ceiling_left, 1_000_000)

    def test_a_bureaus_ceiling_does_not_add_to_its_departments(self):
        above = (self.cycle.ceiling_ids - self.ceiling)[0]
        self.assertEqual(above.fund_id, self.ceiling.fund_id)
        self.department.sudo().parent_id = above.department_id
        self.write_line("2,000천원")
        found = (self.request.ceiling, self.request.ceiling_used, self.request.ceiling_left)
        self.assertEqual(found, (3_000_000, 2_000_000, 1_000_000))

    def test_the_states_money_does_not_count(self):
        self.fund_by(self.write_line("5,000천원"), ("01", 50), ("09", 50))
        self.assertEqual(self.ceiling.used, 2_500_000)
        self.ceiling.basis = "all"
        self.ceiling.invalidate_recordset(["used", "left"])
        self.assertEqual(self.ceiling.used, 5_000_000)

    def test_beyond_it_somebody_answers(self):
        self.write_line("4,000천원")
        with self.assertRefused(
            "4,000,000", "3,000,000", "1,000,000", "지방자치단체 예산편성 운영기준",
        ):
            self.request.action_submit()
        self.request.with_user(self.world.overrider)._override_findings("시장 지시 사항")
        self.request.action_submit()
        self.assertEqual(self.request.state, "submitted")
        override = self.env["gotgan.rule.override"].search([
            ("res_model", "=", self.request._name), ("res_id", "=", self.request.id),
        ])
        self.assertEqual(override.reason, "시장 지시 사항")

    def test_up_to_it_nobody_is_asked(self):
        self.write_line("1,000천원*3회")
        self.assertEqual(self.ceiling.left, 0)
        self.assertFalse(self.request._find_findings("submit"))
        self.request.action_submit()

    def test_an_override_does_not_hold_for_more(self):
        line = self.write_line("4,000천원")
        self.request.with_user(self.world.overrider)._override_findings("시장 지시 사항")
        line.estimate_ids.formula = "5,000천원"
        with self.assertRefused("5,000,000"):
            self.request.action_submit()

    def test_a_cut_needs_nobody_again(self):
        line = self.write_line("4,000천원")
        self.request.with_user(self.world.overrider)._override_findings("시장 지시 사항")
        self.go("bureau_reviewed")
        line.with_user(self.officer)._review({line.id: 3_500_000}, "일부 감액")
        self.request.with_user(self.officer).action_office_review()
        self.assertEqual(self.request.state, "office_reviewed")

    def test_a_review_that_goes_beyond_it(self):
        line = self.write_line("2,000천원")
        self.go("bureau_reviewed")
        line.with_user(self.officer)._review({line.id: 3_500_000}, "시민 요구")
        with self.assertRefused("3,500,000", "500,000"):
            self.request.with_user(self.officer).action_office_review()

    def test_a_bureau_has_a_ceiling_for_all(self):
        self.ceiling.department_id = self.world.bureau
        self.write_line("4,000천원")
        self.assertEqual(self.request._get_ceilings(), self.ceiling)
        self.assertEqual(self.ceiling.used, 4_000_000)

    def test_departments_do_not_write_ceilings(self):
        with self.assertRefused():
            self.ceiling.with_user(self.staff).amount = 9_000_000_000
        with self.assertRefused():
            self.cycle.with_user(self.staff).guideline_ids = [Command.create({"name": "지침"})]
