from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestRights(ExecutionCase):
    def test_all_staff_read_all_figures(self):
        for user in (self.staff, self.auditor, self.manager):
            tree = self.report.with_user(user).action_get_tree({"fiscal_year_id": self.year.id})
            self.assertEqual(tree["total"], self.get_totals(self.cells), user.login)

    def test_outsiders_read_none(self):
        report = self.report.with_user(self.outsider)
        workbook = self.env["gotgan.execution.workbook"].with_user(self.outsider)
        for work, arguments in (
            (report.action_get_tree, ({},)), (report.action_get_choices, ()),
            (workbook._get_xlsx, ({},)), (report.action_open_moves, ({}, [], "paid")),
        ):
            with self.assertRaises(AccessError):
                work(*arguments)

    def test_record_rules_on_cells_hold_in_the_report(self):
        self.env["ir.rule"].create({
            "name": "시험: 한 부서만",
            "model_id": self.env.ref("gotgan_ledger.model_gotgan_budget_cell").id,
            "domain_force": f"[('department_id', '=', {self.other_department.id})]",
        })
        self.assertEqual(self.get_tree()["total"], self.get_totals(self.cells[3]))

    def test_the_menu_is_there_for_staff(self):
        menu = self.env.ref("gotgan_report_execution.menu_execution_report")
        shown = self.env["ir.ui.menu"].with_user(self.budget_officer)._visible_menu_ids()
        self.assertIn(menu.id, shown)
        self.assertEqual(menu.group_ids, self.env.ref("gotgan_base.group_staff"))
