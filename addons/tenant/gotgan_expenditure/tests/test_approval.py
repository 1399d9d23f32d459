from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestApproval(ExpenditureCase):
    """품의 decided by the department's line where a delegation says so, else by the 재무관."""

    def delegate(self):
        self.head = self.world.hire("head", "오과장", self.world.department)
        self.world.department.write({
            "level": "division", "manager_id": self.head.employee_id.id,
        })
        row = self.env["gotgan.approval.delegation"].create({
            "kind": "spending_request", "level": "division", "clause": "별표 1 제3호 품의",
            "department_ids": self.world.department.ids,
        })
        row._write_locked({"state": "in_force"})

    def test_without_a_delegation_the_office_decides(self):
        self.assertEqual(self.approve_request().state, "approved")

    def test_line_decides_and_the_office_does_not(self):
        self.delegate()
        request = self.draft_request()
        request.action_submit()
        with self.assertRaises(AccessError):
            request.with_user(self.officer).action_approve()
        request.with_user(self.head).approval_id.action_sign()
        request.invalidate_recordset()
        self.assertEqual(request.state, "approved")
        self.assertIn("오과장", request.event_ids.sorted("id")[-1].capacity)
        self.assertEqual(self.commit(request).state, "committed")

    def test_cancelled_while_it_is_decided(self):
        self.delegate()
        request = self.draft_request()
        request.action_submit()
        request._do_transition("cancel", "사업 중단")
        self.assertNotIn(request.approval_id.sudo().state, ("running", "held"))
        self.assertFigures(requested=0)
