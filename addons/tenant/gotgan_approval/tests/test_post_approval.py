from datetime import timedelta
from io import BytesIO

import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import OdooPdfFileReader

from .common import LIMITS, ApprovalCase

ARTICLE = "위임전결 규정 제7조"
URGENT = "은행 마감 전에 지급해야 합니다"


@tagged("post_install", "-at_install")
class TestPostApproval(ApprovalCase):
    """후결: carried out by the post below, decided by the post itself afterwards."""

    def setUp(self):
        super().setUp()
        permitted = {
            "post_approval": True, "post_approval_clause": ARTICLE, "post_approval_days": 2,
        }
        rows = self.env["gotgan.approval.delegation"].with_user(self.keeper)
        for level, low, high in LIMITS:
            rows |= self.delegate(level, low, high, **(permitted if level != "team" else {}))
        rows.action_enforce()

    def prepare(self, amount=5_000_000, user=None, **values):
        purchase = self.purchase(amount, user, **values)
        purchase.action_prepare_approval()
        return self.approval_of(purchase).with_user(user or self.author)

    def urge(self, amount=5_000_000, user=None, **values):
        """Return the running approval of an urgent purchase."""
        approval = self.prepare(amount, user, **values)
        approval.write({"is_urgent": True, "urgent_reason": URGENT})
        approval.action_submit_document()
        return approval.with_env(self.env)

    def counts(self, user):
        return self.env["gotgan.approval"].with_user(user).action_read_inbox("post")["counts"]

    def carried(self, amount=5_000_000):
        approval = self.urge(amount)
        self.sign(approval, self.leader)
        return approval

    def test_the_post_below_carries_out_and_the_post_decides_afterwards(self):
        approval = self.urge()
        self.assertEqual(
            self.roles_of(approval)[1:], [("decide", "최팀장"), ("post", "김과장")],
        )
        self.assertEqual(self.counts(self.chief)["post"], 0)
        self.sign(approval, self.leader)
        self.assertEqual((approval.state, self.document_of(approval).state), ("approved",) * 2)
        self.assertEqual((approval.post_approval, approval.carried_by_id), ("waiting", self.leader))
        due = self.env["gotgan.calendar"]._add_working_days(self.day, 2)
        self.assertEqual((approval.post_due, approval.number), (due, "회계과-1"))
        self.assertEqual(self.counts(self.chief)["post"], 1)
        approval.with_user(self.chief).action_post_approve()
        self.assertEqual((approval.post_approval, self.counts(self.chief)["post"]), ("agreed", 0))
        self.assertEqual(self.acts_of(approval)[1:], [
            ("sign", "최팀장", "stand_in"), ("post_sign", "김과장", "post"),
        ])
        self.assertFalse(approval._find_faults())

    def test_the_regulation_must_permit_it(self):
        approval = self.prepare(500_000, user=self.author)
        with self.assertRefused("does not let it be carried out before"):
            approval.write({"is_urgent": True, "urgent_reason": URGENT})
        with self.assertRefused("does not let it be carried out before"):
            self.prepare(500_000_000).write({"is_urgent": True, "urgent_reason": URGENT})

    @mute_logger("odoo.sql_db")
    def test_a_reason_is_compulsory(self):
        approval = self.prepare()
        with self.assertRaises(psycopg2.errors.CheckViolation), self.cr.savepoint():
            approval.write({"is_urgent": True, "urgent_reason": " "})
            self.env.flush_all()

    def test_somebody_must_stand_below(self):
        approval = self.prepare(user=self.leader)
        with self.assertRefused("nobody stands between"):
            approval.write({"is_urgent": True, "urgent_reason": URGENT})

    def test_nobody_else_decides_afterwards(self):
        approval = self.carried()
        for user in (self.author, self.leader, self.director, self.mayor, self.keeper):
            with self.assertRefused("", AccessError):
                approval.with_user(user).action_post_approve()
            with self.assertRefused("", AccessError):
                approval.with_user(user)._do_transition("post_disagree", "아니다")
        self.assertEqual(approval.post_approval, "waiting")

    def test_while_away_the_post_keeps_its_decision(self):
        self.send_away(self.chief, self.stranger)
        approval = self.carried()
        self.assertEqual(approval.post_place, "회계과장 김과장")
        with self.assertRefused("", AccessError):
            approval.with_user(self.stranger).action_post_approve()
        approval.with_user(self.chief).action_post_approve()
        self.assertEqual(approval.post_approval, "agreed")

    def test_who_carried_it_out_never_decides_though_he_gets_the_post(self):
        approval = self.carried()
        self.division.manager_id = self.leader.employee_id
        with self.assertRefused("", AccessError):
            approval.with_user(self.leader).action_post_approve()
        self.assertIn("박국장", approval.post_place)
        self.division.manager_id = self.author.employee_id
        with self.assertRefused("", AccessError):
            approval.with_user(self.author).action_post_approve()
        approval.with_user(self.director).action_post_approve()

    def test_where_the_post_itself_signs_nothing_waits(self):
        self.team.manager_id = False
        approval = self.urge()
        self.sign(approval, self.chief)
        self.assertEqual(self.acts_of(approval)[-1], ("sign", "김과장", "final"))
        self.assertFalse(approval.post_approval)

    def test_a_disagreement_is_recorded_told_and_undoes_nothing(self):
        approval = self.carried()
        self.assertEqual(approval.with_user(self.chief).action_post_disagree()["res_model"],
                         "gotgan.transition.wizard")
        approval.with_user(self.chief)._do_transition("post_disagree", "견적이 하나뿐입니다")
        self.assertEqual(approval.post_approval, "disagreed")
        self.assertEqual((approval.state, self.document_of(approval).state), ("approved",) * 2)
        self.assertEqual(self.acts_of(approval)[-1], ("post_object", "김과장", "post"))
        told = self.env["mail.message"].search([("subject", "ilike", "Disagreed")], limit=1)
        self.assertLessEqual(
            (self.auditor | self.author | self.leader).partner_id, told.notified_partner_ids,
        )
        with self.assertRefused("", AccessError):
            approval.with_user(self.chief).action_post_approve()

    def test_both_papers_stay_and_the_later_one_says_who_decided(self):
        self.author.lang = "en_US"
        approval = self.carried()
        first = approval.paper_id
        self.assertIn("Post-approvalpending", self.text_of(first))
        approval.with_user(self.chief).action_post_approve()
        self.assertEqual(approval.early_paper_id, first)
        text = self.text_of(approval.paper_id)
        self.assertIn(f"Post-Approval{self.day.month}.{self.day.day}.", text)
        self.assertIn("".join(URGENT.split()), text)
        self.assertIn("김과장", text)
        with self.assertRefused("can no longer be changed"):
            approval.paper_id.sudo().write({"raw": b"x"})

    def text_of(self, paper):
        reader = OdooPdfFileReader(BytesIO(paper.raw), strict=False)
        return "".join("".join(page.extract_text().split()) for page in reader.pages)

    def test_what_is_late_is_found(self):
        approval = self.carried()
        approval._write_locked({"post_due": self.day - timedelta(days=1)})
        late = self.env["gotgan.approval"].with_user(self.auditor).search([
            ("post_approval", "=", "waiting"), ("post_due", "<", "today"),
        ])
        self.assertEqual((late, approval.is_post_late), (approval, True))
        box = self.env["gotgan.approval"].with_user(self.auditor).action_read_inbox("sign")
        self.assertEqual((box["late"], box["disagreed"]), (1, 0))

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_who_carried_it_out(self):
        approval = self.carried()
        for user in (self.author, self.leader):
            with self.assertRaises(psycopg2.errors.CheckViolation), self.cr.savepoint():
                self.env.cr.execute(
                    """INSERT INTO gotgan_approval_act (approval_id, sequence, act, author_id,
                           user_id, name, time, data_hash, previous_hash, hash)
                       VALUES (%s, 99, 'post_sign', %s, %s, 'x', now(), '0', '0', '0')""",
                    [approval.id, self.author.id, user.id],
                )

    def test_a_stand_in_signs_beside_the_box_of_who_decides_by_delegation(self):
        """시행규칙 제7조제3항: 전결 in the box of who decides, 대결 in that of who signs."""
        approval = self.submit(50_000_000)
        self.sign(approval, self.leader, self.chief)
        self.send_away(self.director, self.chief)
        self.sign(approval, self.chief)
        self.assertEqual(
            [(box.title, box.name) for box in approval._describe_boxes()][-2:],
            [("회계과장", "김과장"), ("재정국장", "")],
        )
        self.assertEqual(approval._describe_boxes()[-1].date, "Delegated Decision")
