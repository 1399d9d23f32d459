import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ExpenditureCase

GONE = "담당자 퇴직으로 업무를 이어받음"


@tagged("post_install", "-at_install")
class TestSuccessor(ExpenditureCase):
    """업무 인계: a 품의 does not stop because who wrote it left or moved."""

    def setUp(self):
        super().setUp()
        self.head = self.world.hire("head", "정과장", self.world.department)
        self.world.department.manager_id = self.head.employee_id

    def test_the_head_goes_on_with_a_request(self):
        request = self.draft_request()
        with self.assertRaises(AccessError):
            request.with_user(self.head)._do_transition("take_over", GONE)
        self.author.sudo().active = False
        request.with_user(self.world.colleague).invalidate_recordset()
        with self.assertRaises(AccessError):
            request.with_user(self.world.colleague)._do_transition("take_over", GONE)
        mine = request.with_user(self.head)
        mine._do_transition("take_over", GONE)
        mine.action_submit()
        self.assertEqual(mine.state, "submitted")
        self.assertEqual(mine.event_ids.mapped("transition").count("take_over"), 1)
        with (  # who asks does not grant, whoever wrote it first
            mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            mine._write_locked({"approver_id": self.head.id})
            self.env.flush_all()

    def test_who_does_the_same_job_goes_on(self):
        job = self.env["hr.job"].create({"name": "홍보 주무관"})
        self.author.sudo().employee_id.job_id = job
        request = self.draft_request()
        self.author.sudo().active = False
        heir = request.with_user(self.world.colleague)
        self.assertNotIn(",take_over,", heir.allowed_transitions)
        self.world.colleague.sudo().employee_id.job_id = job
        heir._do_transition("take_over", GONE)
        self.assertEqual(heir._get_author(), self.world.colleague)

    def test_an_officer_of_accounting_writes_for_others_and_is_not_gone(self):
        commitment = self.draft_commitment(self.approve_request())
        self.assertFalse(commitment.is_left)
        self.officer.sudo().active = False
        self.assertTrue(commitment.is_left)
        self.assertIn(commitment, self.env["gotgan.commitment"].search([("is_left", "=", True)]))
