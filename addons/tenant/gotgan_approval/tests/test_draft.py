from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestDraft(ApprovalCase):
    """A general document goes its line; the author may have it decided lower where permitted."""

    def write_draft(self, user=None):
        with Form(self.env["gotgan.approval.draft"].with_user(user or self.author)) as form:
            form.name = "직원 한마음 행사 계획"
            form.body = "1. 근거\n2. 내용"
        return form.save()

    def permit(self, lowest="division"):
        row = self.delegate("bureau", kind="general", lowest_level=lowest)
        row.action_enforce()
        return row

    def test_without_a_row_the_head_decides(self):
        draft = self.write_draft()
        self.assertEqual(draft.department_id, self.team)
        draft.action_submit()
        approval = self.approval_of(draft)
        self.sign(approval, self.leader, self.chief, self.director, self.mayor)
        self.assertEqual((draft.state, approval.state), ("approved", "approved"))
        self.assertEqual(approval.number, "경리팀-1")

    def test_it_comes_back_to_its_author(self):
        draft = self.write_draft()
        draft.action_submit()
        approval = self.approval_of(draft)
        approval.with_user(self.leader)._do_transition("send_back", "보완")
        self.assertEqual((draft.state, approval.state), ("draft", "returned"))
        draft.body = "고침"
        draft.action_submit()

    def test_the_people_of_its_line_read_it_and_nobody_else(self):
        draft = self.write_draft()
        draft.action_submit()
        for user in (self.leader, self.chief, self.mayor, self.auditor):
            self.assertTrue(draft.with_user(user).read(["body"]))
        for user in (self.stranger, self.keeper, self.hire("동료2", self.team, "주무관")):
            with self.assertRefused("", AccessError):
                draft.with_user(user).read(["body"])
        for user in (self.leader, self.mayor, self.author):
            with self.assertRefused(""):
                draft.with_user(user).write({"body": "위조"})

    def test_decided_lower_where_the_regulation_permits(self):
        self.permit()
        draft = self.write_draft()
        draft.action_prepare_approval()
        approval = self.approval_of(draft).with_user(self.author)
        self.assertEqual(approval.level, "bureau")
        approval.chosen_level = "division"
        self.assertEqual(approval.level, "division")
        draft.action_submit()
        self.sign(self.approval_of(draft), self.leader, self.chief)
        self.assertEqual(draft.state, "approved")
        self.assertIn(("sign", "김과장", "final"), self.acts_of(self.approval_of(draft)))

    def test_never_lower_than_permitted(self):
        self.permit()
        draft = self.write_draft()
        draft.action_prepare_approval()
        approval = self.approval_of(draft).with_user(self.author)
        for level in ("team", "vice_head"):
            with self.assertRefused("does not let"):
                approval.chosen_level = level
        draft.action_submit()
        with self.assertRefused(""):
            approval.chosen_level = "division"

    def test_without_permission_nobody_chooses(self):
        self.permit(lowest=False)
        draft = self.write_draft()
        draft.action_prepare_approval()
        with self.assertRefused("does not let"):
            self.approval_of(draft).with_user(self.author).chosen_level = "division"

    def test_the_lowest_lies_below_who_decides(self):
        with self.assertRefused("stands below"):
            self.delegate("division", kind="general", lowest_level="bureau")
