from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestSubstitutes(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.enforce()

    def test_a_named_substitute_signs_in_place_and_the_absent_sees_it_later(self):
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        self.send_away(self.chief, self.stranger)
        with self.assertRefused("", AccessError):
            self.sign(approval, self.chief)
        self.sign(approval, self.stranger)
        self.assertEqual(approval.state, "approved")
        self.assertEqual(self.acts_of(approval)[-1], ("sign", "남과장", "stand_in"))
        self.assertEqual(self.roles_of(approval)[-1], ("after", "김과장"))
        approval.with_user(self.chief).action_see()
        self.assertEqual(self.acts_of(approval)[-1], ("see", "김과장", "after"))

    def test_without_one_the_first_post_below_signs(self):
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        self.send_away(self.chief)
        self.assertIn("최팀장", approval.place)
        self.sign(approval, self.leader)
        self.assertEqual(self.acts_of(approval)[-1], ("sign", "최팀장", "stand_in"))

    def test_a_vacant_post_is_stood_in_for(self):
        approval = self.submit(50_000_000)
        self.sign(approval, self.leader)
        self.division.manager_id = False
        self.assertEqual(approval.step_ids.filtered(
            lambda one: one.department_id == self.division).signer_id, self.leader)

    def test_who_follows_on_the_post_signs_what_is_open(self):
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        successor = self.hire("오과장", self.division, "회계과장")
        self.division.manager_id = successor.employee_id
        with self.assertRefused("", AccessError):
            self.sign(approval, self.chief)
        self.sign(approval, successor)
        self.assertEqual(self.acts_of(approval)[-1], ("sign", "오과장", "final"))

    def test_the_author_never_stands_in_for_who_decides(self):
        approval = self.submit(5_000_000)
        self.sign(approval, self.leader)
        self.send_away(self.chief, self.author)
        self.assertNotIn("한주무", approval.place)
        with self.assertRefused("", AccessError):
            self.sign(approval, self.author)

    def test_nothing_waits_for_nobody(self):
        approval = self.submit(50_000_000)
        self.assertFalse(self.env["gotgan.approval"]._find_orphans())
        for department in (self.team, self.division, self.bureau):
            department.manager_id = False
        self.assertFalse(self.env["gotgan.approval"]._find_orphans())
        self.assertEqual(approval.step_ids.filtered(
            lambda one: one.state == "current").signer_id, self.mayor)
        self.env["hr.department"].search([]).manager_id = False
        orphans = self.env["gotgan.approval"]._find_orphans()
        self.assertEqual(orphans, approval)
        self.assertIn("nobody", approval.place)

    def test_everybody_enters_the_own_absence_only(self):
        absences = self.env["gotgan.absence"].with_user(self.author)
        absences.create({"user_id": self.author.id, "substitute_id": self.stranger.id})
        with self.assertRefused("", AccessError):
            absences.create({"user_id": self.mayor.id, "substitute_id": self.author.id})
