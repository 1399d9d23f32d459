from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestAllotmentPlan(ChangeCase):
    """배정계획: a year planned by quarter and month, carried out with one press."""

    def setUp(self):
        super().setUp()
        self.one = self.cell(12 * MILLION)
        self.two = self.cell(24 * MILLION, subitem="202-01", department=self.planning)
        self.plan = self.env["gotgan.allotment.plan"].with_user(self.officer).create({
            "name": "배정계획", "fiscal_year_id": self.year.id,
        })

    def fill(self, percents=(25, 25, 25, 25), departments=None):
        wizard = self.env["gotgan.allotment.plan.fill"].with_user(self.officer).create({
            "plan_id": self.plan.id,
            "department_ids": [Command.set((departments or self.roads | self.planning).ids)],
            **{f"percent_{place}": percent for place, percent in enumerate(percents, 1)},
        })
        wizard.action_fill()
        self.plan.invalidate_recordset()

    def issue(self, month):
        wizard = self.env["gotgan.allotment.plan.issue"].with_user(self.officer).create({
            "plan_id": self.plan.id, "month": str(month),
        })
        action = wizard.action_issue()
        self.env.invalidate_all()
        return self.env["gotgan.allotment"].browse(action["res_id"])

    def test_a_year_by_quarters(self):
        self.fill((40, 30, 20, 10))
        line = self.plan.line_ids.filtered(lambda one: one.cell_id == self.one)
        self.assertEqual(
            [line.quarter_1, line.quarter_2, line.quarter_3, line.quarter_4],
            [4_800_000, 3_600_000, 2_400_000, 1_200_000],
        )
        self.assertEqual((self.plan.amount, line.unplanned), (36 * MILLION, 0))

    def test_one_press_a_quarter(self):
        self.fill()
        self.assertRefused("not confirmed", self.plan._issue, 3)
        self.plan.action_confirm()
        first = self.issue(3)
        self.assertRecordValues(first, [
            {"state": "issued", "quarter": "1", "amount": 9 * MILLION, "plan_id": self.plan.id},
        ])
        self.assertCell(self.one, allotted=3 * MILLION)
        self.assertCell(self.two, allotted=6 * MILLION)
        self.assertEqual(self.issue(4).amount, 3 * MILLION)
        self.assertEqual(self.issue(12).amount, 24 * MILLION)
        self.assertEqual((self.plan.issued, self.plan.allotment_count), (36 * MILLION, 3))
        self.assertRefused("nothing is due", self.issue, 12)
        self.assertWhole()

    def test_money_that_left_is_not_allotted_and_said(self):
        self.fill()
        self.plan.action_confirm()
        self.perform({self.one: 10 * MILLION}, {self.key(subitem="201-02"): 10 * MILLION})
        self.env.invalidate_all()
        wizard = self.env["gotgan.allotment.plan.issue"].with_user(self.officer).create({
            "plan_id": self.plan.id, "month": "12",
        })
        self.assertEqual((wizard.amount, wizard.late), (26 * MILLION, 10 * MILLION))
        self.issue(12)
        self.assertCell(self.one, appropriated=2 * MILLION, allotted=2 * MILLION)

    def test_more_than_there_is_cannot_be_confirmed(self):
        self.fill()
        self.plan.line_ids[0].month_12 += 1
        self.assertRefused("Lower the months", self.plan.action_confirm)

    def test_months_to_come_can_be_changed(self):
        self.fill()
        self.plan.action_confirm()
        self.issue(3)
        self.assertRefused("can no longer be changed", self.plan.line_ids[0].write,
                           {"month_12": 0})
        self.plan._do_transition("reopen", "추경 반영")
        line = self.plan.line_ids.filtered(lambda one: one.cell_id == self.one)
        line.write({"month_04": 3 * MILLION, "month_12": 0, "month_11": 0})
        self.plan.action_confirm()
        self.issue(4)
        self.assertCell(self.one, allotted=6 * MILLION)

    def test_the_reserve_is_not_planned(self):
        self.cell(MILLION, subitem="801-01")
        self.fill()
        self.assertEqual(self.plan.line_ids.cell_id, self.one | self.two)

    def test_filling_again_adds_nothing(self):
        self.fill()
        self.assertRefused("Nothing is left", self.fill)

    def test_before_the_year_only_what_the_decree_names(self):
        """지방재정법 시행령 제57조"""
        eve = self.year.date_from - timedelta(days=3)
        allotment = self.env["gotgan.allotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "date": eve, "quarter": "1",
            "line_ids": [Command.create({"cell_id": self.one.id, "amount": MILLION})],
        })
        self.assertRefused("before .* begins.*제57조", allotment.action_issue)
        allotment.line_ids.cell_id = self.two
        allotment.action_issue()
        self.assertCell(self.two, allotted=MILLION)
