from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestReturns(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.enforce()

    def test_it_goes_back_to_its_author_with_a_reason(self):
        approval = self.submit(5_000_000)
        asked = approval.with_user(self.leader).action_send_back()
        self.assertEqual(asked["res_model"], "gotgan.transition.wizard")
        approval.with_user(self.leader)._do_transition("send_back", "견적이 없음")
        document = self.document_of(approval)
        self.assertEqual(approval.state, "returned")
        self.assertRecordValues(
            document, [{"state": "draft", "returned_because": "견적이 없음"}],
        )
        document.with_user(self.author).action_submit()
        again = self.approval_of(document)
        self.assertNotEqual(again, approval)
        self.assertEqual(again.state, "running")

    def test_it_goes_back_to_any_earlier_step(self):
        approval = self.submit(50_000_000)
        self.sign(approval, self.leader, self.chief)
        first = approval.step_ids.filtered(lambda one: one.department_id == self.team)
        dialog = self.env["gotgan.approval.step.back"].with_user(self.director).create({
            "approval_id": approval.id, "step_id": first.id, "reason": "금액 확인",
        })
        self.assertEqual(
            [name.split(" · ")[-1] for name in dialog.choice_ids.mapped("display_name")],
            ["경리팀장 최팀장", "회계과장 김과장"],
        )
        dialog.action_confirm()
        self.assertEqual(first.state, "current")
        self.assertEqual(approval.step_ids.filtered(lambda s: s.role == "decide").state, "waiting")
        self.sign(approval, self.leader, self.chief, self.director)
        self.assertEqual(approval.state, "approved")
        self.assertEqual(len(approval.act_ids.filtered(lambda one: one.step_id == first)), 2)
        self.env.invalidate_all()
        self.assertFalse(approval._find_faults())

    def test_the_author_takes_it_back(self):
        approval = self.submit(5_000_000)
        with self.assertRefused("", AccessError):
            approval.with_user(self.leader).action_withdraw()
        approval.with_user(self.author).action_withdraw()
        self.assertEqual(approval.state, "withdrawn")
        self.assertEqual(self.document_of(approval).state, "draft")

    def test_what_is_held_is_signed_later(self):
        approval = self.submit(500_000)
        approval.with_user(self.leader)._do_transition("hold", "출장 후 확인")
        self.assertEqual(approval.state, "held")
        self.sign(approval, self.leader)
        self.assertEqual(approval.state, "approved")

    def test_a_binding_consent_that_is_refused_sends_it_back(self):
        self.consult("consent", is_binding=True)
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        approval.with_user(self.inspector)._do_transition("object", "감사 지적")
        self.assertEqual(approval.state, "returned")
        self.assertEqual(self.document_of(approval).state, "draft")

    def test_another_consent_is_recorded_and_the_line_goes_on(self):
        self.consult("consent")
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        approval.with_user(self.inspector)._do_transition("object", "의견 있음")
        self.sign(approval, self.chief)
        self.assertEqual(approval.state, "approved")

    def test_only_a_consent_is_objected_to(self):
        approval = self.submit(5_000_000)
        with self.assertRefused("asked for consent"):
            approval.with_user(self.leader)._do_transition("object", "싫다")
