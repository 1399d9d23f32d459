from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TABLE, ApprovalCase


@tagged("post_install", "-at_install")
class TestLine(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.rows = self.enforce()

    def test_the_line_climbs_to_the_post_that_decides(self):
        lines = {
            amount: self.roles_of(self.submit(amount))[1:]
            for amount in (900_000, 5_000_000, 50_000_000)
        }
        self.assertEqual(lines, {
            900_000: [("decide", "최팀장")],
            5_000_000: [("review", "최팀장"), ("decide", "김과장")],
            50_000_000: [("review", "최팀장"), ("review", "김과장"), ("decide", "박국장")],
        })

    def test_what_nobody_delegates_the_head_decides(self):
        approval = self.submit(500_000_000)
        self.assertEqual(self.roles_of(approval)[-1], ("decide", "이시장"))
        self.assertIn("No row of the regulation", approval.ground)
        self.assertFalse(approval.step_ids.filtered("is_delegated"))

    def test_it_says_why(self):
        approval = self.submit(5_000_000)
        self.assertEqual(
            approval.step_ids.filtered(lambda one: one.role == "decide").why,
            f"{TABLE}: 1,000,000 won to less than 10,000,000 won is decided by the Division Head.",
        )

    def test_who_drafts_is_not_on_the_line(self):
        approval = self.submit(5_000_000, user=self.chief)
        self.assertEqual(self.roles_of(approval), [("draft", "김과장"), ("decide", "박국장")])
        self.assertIn("apart from the author", approval.ground)

    def test_who_must_be_asked_stands_before_the_decision(self):
        self.consult()
        self.consult("consent", user_id=self.stranger.id, is_binding=True)
        self.consult("consent", user_id=self.author.id)
        roles = self.roles_of(self.submit(5_000_000))
        self.assertEqual(roles[2:], [
            ("cooperate", "정감사"), ("consent", "남과장"), ("decide", "김과장"),
        ])

    def test_without_a_regulation_the_office_decides(self):
        self.rows._write_locked({"state": "withdrawn"})
        purchase = self.purchase()
        purchase.action_submit()
        self.assertFalse(self.approval_of(purchase))
        self.appoint(self.stranger)
        purchase.with_user(self.stranger).action_approve()
        self.assertEqual(purchase.state, "approved")

    def test_with_a_line_the_office_does_not_decide(self):
        approval = self.submit()
        self.appoint(self.stranger)
        document = self.document_of(approval).with_user(self.stranger)
        self.assertNotIn("approve", document.allowed_transitions)
        with self.assertRefused("decided by its line", AccessError):
            document.action_approve()
        with self.assertRefused("decided by its line", AccessError):
            document._do_transition("reject", "아니다")

    def test_the_author_adds_people_and_takes_out_nobody(self):
        purchase = self.purchase()
        purchase.action_prepare_approval()
        approval = self.approval_of(purchase).with_user(self.author)
        steps = self.env["gotgan.approval.step"].with_user(self.author)
        steps.create({
            "approval_id": approval.id, "role": "circulate", "user_id": self.stranger.id,
        })
        for values in ({"role": "decide"}, {"state": "signed"}, {"sequence": 5000}):
            with self.assertRefused(""):
                steps.create({
                    "approval_id": approval.id, "role": "review", "user_id": self.stranger.id,
                    **values,
                })
        for step in approval.step_ids.filtered("is_regular"):
            with self.assertRefused("stays there"):
                step.unlink()
        purchase.action_submit()
        self.assertEqual(approval.state, "running")
        self.assertIn(("circulate", "남과장"), self.roles_of(approval.with_env(self.env)))

    def test_every_document_offers_its_line(self):
        self.env["ir.ui.view"].create({
            "name": "fake", "model": "gotgan.fake.purchase", "type": "form",
            "arch": '<form><header><field name="state"/></header><field name="name"/></form>',
        })
        arch = self.env["gotgan.fake.purchase"].with_user(self.author).get_view()["arch"]
        self.assertIn("action_prepare_approval", arch)
        purchase = self.purchase()
        self.assertTrue(purchase.has_line)
        purchase.action_submit()
        self.assertFalse(purchase.has_line)

    def test_no_head_anywhere_is_said(self):
        self.city.manager_id = self.bureau.manager_id = False
        (self.city | self.bureau).level = "division"
        with self.assertRefused("no department has such a head"):
            self.submit(50_000_000)

    def appoint(self, user):
        office = self.env["gotgan.office"].create({
            "kind": "commitment_officer", "rank": "principal", "department_id": self.audit.id,
            "name": "재무관(시험)", "department_ids": [(6, 0, self.division.ids)],
        })
        self.env["gotgan.office.term"].create({
            "office_id": office.id, "user_id": user.id, "date_from": self.day,
        })
