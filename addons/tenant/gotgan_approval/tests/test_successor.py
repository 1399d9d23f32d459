from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ApprovalCase

GONE = "인사이동으로 업무를 이어받음"


@tagged("post_install", "-at_install")
class TestSuccessor(ApprovalCase):
    """Drafts of people who left or moved go on with the head of their department."""

    def write_draft(self):
        return self.env["gotgan.approval.draft"].with_user(self.author).create({
            "name": "직원 한마음 행사 계획", "body": "1. 근거",
        })

    def count(self):
        return self.env["gotgan.approval"]._count_orphans()

    def test_who_left_is_counted_and_the_head_goes_on(self):
        before = self.count()
        draft = self.write_draft()
        self.assertEqual(self.count(), before)
        with self.assertRaises(AccessError):
            draft.with_user(self.leader).sudo(False)._do_transition("take_over", GONE)
        self.author.sudo().active = False
        self.assertEqual(self.count(), before + 1)
        mine = draft.with_user(self.leader)
        self.assertIn(",take_over,", mine.allowed_transitions)
        mine._do_transition("take_over", GONE)
        self.assertEqual(self.count(), before)
        self.assertRecordValues(mine, [{
            "state": "draft", "successor_id": self.leader.id, "create_uid": self.author.id,
        }])
        event = mine.event_ids
        self.assertEqual((event.transition, event.user_id, event.reason),
                         ("take_over", self.leader, GONE))
        mine.body = "1. 근거\n2. 내용"
        mine.action_submit()
        self.assertEqual(mine.state, "submitted")
        approval = self.approval_of(draft)
        self.assertEqual(approval.author_id, self.leader)

    def test_who_moved_is_followed_too_and_nobody_else_takes_it(self):
        draft = self.write_draft()
        self.author.sudo().employee_id.department_id = self.audit
        self.assertTrue(draft.sudo().is_left)
        for user in (self.stranger, self.inspector):
            with self.assertRaises(AccessError):
                draft.with_user(user)._do_transition("take_over", GONE)
        draft.with_user(self.leader)._do_transition("take_over", GONE)
        with self.assertRaises(AccessError):
            draft.with_user(self.author).body = "옛 담당자가 고침"

    def test_it_is_taken_over_by_its_step_only(self):
        draft = self.write_draft()
        with self.assertRaises(AccessError):
            draft.successor_id = self.author
        with self.assertRaises(AccessError):
            self.env["gotgan.approval.draft"].with_user(self.author).create({
                "name": "위조", "body": "1", "successor_id": self.leader.id,
            })
