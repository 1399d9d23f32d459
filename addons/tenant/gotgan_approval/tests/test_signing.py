from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gotgan_approval.chain import digest

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestSigning(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.enforce()

    def test_departments_of_one_name_count_on_together(self):
        """The number names the department: a team of the same name never gets the same one."""
        first = self.submit(500_000)
        self.sign(first, self.leader)
        self.team.name, self.audit.name = "총무팀", "총무팀"
        numbers = [first.number]
        for department in (self.team, self.audit):
            approval = self.submit(500_000)
            approval.sudo()._write_locked({"department_id": department.id})
            self.sign(approval, self.leader)
            numbers.append(approval.number)
        self.assertEqual(numbers[1:], ["총무팀-1", "총무팀-2"])
        self.assertTrue(numbers[0].endswith("-1"))

    def test_the_last_signature_executes_the_document(self):
        approval = self.submit(5_000_000)
        document = self.document_of(approval)
        self.sign(approval, self.leader)
        self.assertEqual((approval.state, document.state), ("running", "submitted"))
        self.sign(approval, self.chief)
        self.assertEqual((approval.state, document.state), ("approved", "approved"))
        self.assertEqual(self.acts_of(approval), [
            ("draft", "한주무", "draft"), ("sign", "최팀장", "review"),
            ("sign", "김과장", "final"),
        ])
        event = document.event_ids.sorted("id")[-1]
        self.assertEqual(event.user_id, self.chief)
        self.assertIn("김과장", event.capacity)

    def test_a_refusal_at_the_last_signature_leaves_nothing_signed(self):
        approval = self.submit(5_000_000, is_short=True)
        self.sign(approval, self.leader)
        acts = len(approval.act_ids)
        with self.assertRefused("예산이 모자랍니다"):
            self.sign(approval, self.chief)
        self.env.invalidate_all()
        self.assertEqual(len(approval.act_ids), acts)
        self.assertEqual(approval.state, "running")
        self.assertFalse(approval.number)
        self.assertEqual(approval.step_ids.filtered(lambda s: s.role == "decide").state, "current")
        self.assertEqual(self.document_of(approval).state, "submitted")

    def test_the_number_is_gapless_by_department_and_year(self):
        approvals = [self.submit(500_000) for _one in range(3)]
        for approval in approvals:
            self.sign(approval, self.leader)
        self.assertEqual(
            [one.number for one in approvals], ["회계과-1", "회계과-2", "회계과-3"],
        )
        self.assertEqual({one.number_year for one in approvals}, {self.day.year})

    def test_names_and_posts_stay_as_they_were(self):
        approval = self.submit(500_000)
        self.sign(approval, self.leader)
        self.leader.employee_id.write({"job_title": "총무팀장", "department_id": self.audit.id})
        self.leader.name = "최승진"
        act = approval.act_ids.sorted("sequence")[-1]
        self.assertEqual((act.name, act.post, act.department), ("최팀장", "경리팀장", "경리팀"))

    def test_only_who_is_asked_signs(self):
        approval = self.submit(5_000_000)
        for user in (self.author, self.chief, self.stranger, self.mayor, self.keeper):
            with self.assertRefused("", AccessError):
                self.sign(approval, user)
        self.sign(approval, self.leader)
        with self.assertRefused("", AccessError):
            self.sign(approval, self.leader)

    def test_side_by_side(self):
        self.consult()
        self.consult(user_id=self.stranger.id)
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        self.assertEqual(approval.place, "감사과장 정감사, 남과장")
        self.sign(approval, self.stranger)
        with self.assertRefused("", AccessError):
            self.sign(approval, self.chief)
        self.sign(approval, self.inspector, self.chief)
        self.assertEqual(approval.state, "approved")

    def test_who_is_on_the_line_and_asked_too_signs_once(self):
        self.consult(consulted_department_id=self.division.id)
        for amount, signers in (
            (5_000_000, (self.leader, self.chief)),
            (50_000_000, (self.leader, self.chief, self.director)),
        ):
            approval = self.submit(amount)
            self.sign(approval, *signers)
            self.assertEqual(approval.state, "approved")
            asked = approval.step_ids.filtered(lambda one: one.role == "cooperate")
            self.assertEqual((asked.state, asked.act_id.name), ("signed", "김과장"))
            self.assertEqual(len(approval.act_ids), 1 + len(signers))

    def test_who_is_asked_is_asked_though_somebody_else_decides(self):
        self.consult("consent", user_id=self.chief.id, is_binding=True)
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        successor = self.hire("오과장", self.division, "회계과장")
        self.division.manager_id = successor.employee_id
        self.sign(approval, successor)
        self.assertEqual((approval.state, approval.place), ("running", "김과장"))
        self.sign(approval, self.chief)
        self.assertEqual(approval.state, "approved")

    def test_what_changed_is_not_signed(self):
        approval = self.submit(5_000_000)
        self.document_of(approval).with_user(self.author).note = "다른 말"
        with self.assertRefused("changed after it was drafted"):
            self.sign(approval, self.leader)

    def test_many_are_signed_each_by_itself(self):
        good = self.submit(500_000)
        short = self.submit(500_000, is_short=True)
        told = (good | short).with_user(self.leader).action_sign()
        self.assertEqual((good.state, short.state), ("approved", "running"))
        self.assertIn("예산이 모자랍니다", told["params"]["message"])
        self.assertEqual(good.act_ids.filtered(lambda one: one.act == "sign").user_id, self.leader)

    def test_the_chain_holds_and_shows_a_change(self):
        approval = self.submit(500_000)
        self.sign(approval, self.leader)
        self.env.invalidate_all()
        self.assertFalse(approval._find_faults())
        self.assertEqual(approval.data_hash, digest(approval.data))
        self.env.cr.execute(
            "ALTER TABLE gotgan_approval_act DISABLE TRIGGER gotgan_approval_act_append_only;"
            "UPDATE gotgan_approval_act SET comment = 'forged' WHERE approval_id = %s;",
            [approval.id],
        )
        self.env.invalidate_all()
        self.assertEqual(approval._find_faults(), approval)

    def test_a_cancelled_document_ends_its_line(self):
        approval = self.submit(5_000_000)
        self.document_of(approval).with_user(self.author)._do_transition("cancel", "필요 없음")
        self.assertEqual(approval.state, "withdrawn")
        self.assertEqual(approval.step_ids.filtered(lambda s: s.role == "decide").state, "skipped")
