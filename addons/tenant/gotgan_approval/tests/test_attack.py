import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ApprovalCase

OFFICERS = ("author", "leader", "chief", "stranger", "keeper", "auditor")


@tagged("post_install", "-at_install")
class TestAttack(ApprovalCase):
    """What somebody who is logged in can call does not change a line or its signatures."""

    def setUp(self):
        super().setUp()
        self.enforce()
        self.approval = self.submit(5_000_000)

    def each(self, record):
        for name in OFFICERS:
            with self.subTest(role=name):
                yield record.with_user(getattr(self, name))

    def test_nobody_writes_an_approval(self):
        attacks = (
            {"state": "approved"}, {"number": "회계과-9"}, {"author_id": self.leader.id},
            {"amount": 1}, {"name": "다른 제목"}, {"data": {}}, {"reader_ids": [(5,)]},
        )
        for approval in self.each(self.approval):
            for values in attacks:
                with self.assertRefused(""):
                    approval.write(values)
            with self.assertRefused("", AccessError):
                approval.create({"name": "x"})
            with self.assertRefused("", AccessError):
                approval.unlink()

    def test_nobody_forges_a_step(self):
        decision = self.approval.step_ids.filtered(lambda one: one.role == "decide")
        for step in self.each(decision):
            for values in ({"state": "signed"}, {"user_id": self.author.id}, {"round": 3}):
                with self.assertRefused(""):
                    step.write(values)
            with self.assertRefused(""):
                step.unlink()
            with self.assertRefused(""):
                step.create({
                    "approval_id": self.approval.id, "role": "review",
                    "user_id": self.author.id,
                })

    def test_nobody_forges_an_act(self):
        act = self.approval.act_ids[:1]
        values = {
            "approval_id": self.approval.id, "act": "sign", "user_id": self.chief.id,
            "name": "김과장", "data_hash": "0",
        }
        for one in self.each(act):
            with self.assertRefused("", AccessError):
                one.create(values)
            with self.assertRefused(""):
                one.write({"name": "x"})
            with self.assertRefused(""):
                one.unlink()

    def test_the_reason_dialog_opens_no_other_door(self):
        for name in ("sign", "approve", "send_back", "step_back", "drop", "start", "withdraw"):
            dialog = self.env["gotgan.transition.wizard"].with_user(self.stranger).create({
                "res_model": "gotgan.approval", "res_ids": str(self.approval.id),
                "transition": name, "reason": "x",
            })
            with self.assertRefused(""):
                dialog.action_confirm()
        self.assertEqual(self.approval.state, "running")

    def test_the_pass_of_a_line_is_not_forged_by_context(self):
        document = self.document_of(self.approval).with_user(self.author)
        for forged in (True, {"approve": True}, "approve"):
            with self.assertRefused("decided by its line", AccessError):
                document.with_context(gotgan_approval_pass=forged).action_approve()

    def test_what_is_not_open_is_read_only_by_its_line(self):
        purchase = self.purchase()
        purchase.action_prepare_approval()
        approval = self.approval_of(purchase)
        approval.with_user(self.author).write({"security": "closed", "security_reason": "제6호"})
        purchase.action_submit()
        colleague = self.hire("동료", self.team, "주무관")
        for user in (colleague, self.stranger, self.keeper, self.director):
            with self.assertRefused("", AccessError):
                approval.with_user(user).read(["name"])
            with self.assertRefused("", AccessError):
                approval.act_ids.with_user(user).read(["name"])
            with self.assertRefused("", AccessError):
                approval.step_ids.with_user(user).read(["why"])
            box = approval.with_user(user).action_read_inbox("sign")
            self.assertFalse(box["rows"])
        for user in (self.author, self.leader, self.chief, self.auditor):
            approval.with_user(user).read(["name"])

    def test_withholding_needs_its_ground(self):
        purchase = self.purchase()
        purchase.action_prepare_approval()
        with self.assertRefused("Article 9"):
            self.approval_of(purchase).with_user(self.author).security = "closed"

    def test_others_read_what_is_open_in_their_department(self):
        self.approval.with_user(self.director).read(["name"])
        with self.assertRefused("", AccessError):
            self.approval.with_user(self.stranger).read(["name"])

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_the_authors_own_signature(self):
        for author in (self.author, self.chief):
            with self.assertRaises(psycopg2.errors.CheckViolation), self.cr.savepoint():
                self.env.cr.execute(
                    """INSERT INTO gotgan_approval_act (approval_id, sequence, act, author_id,
                           user_id, name, time, data_hash, previous_hash, hash)
                       VALUES (%s, 99, 'sign', %s, %s, 'x', now(), '0', '0', '0')""",
                    [self.approval.id, author.id, self.author.id],
                )

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_acts_and_numbers(self):
        statements = (
            ("UPDATE gotgan_approval_act SET name = 'x' WHERE approval_id = %s",
             psycopg2.errors.RestrictViolation),
            ("DELETE FROM gotgan_approval_act WHERE approval_id = %s",
             psycopg2.errors.RestrictViolation),
            ("UPDATE gotgan_approval SET state = 'approved' WHERE id = %s",
             psycopg2.errors.CheckViolation),
            ("UPDATE gotgan_approval_step SET state = 'signed' WHERE approval_id = %s "
             "AND role = 'decide'", psycopg2.errors.CheckViolation),
        )
        for statement, error in statements:
            with self.assertRaises(error), self.cr.savepoint():
                self.env.cr.execute(statement, [self.approval.id])

    def test_a_copy_is_refused(self):
        with self.assertRefused("never copied"):
            self.approval.copy()
