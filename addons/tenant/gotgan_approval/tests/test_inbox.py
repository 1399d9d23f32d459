from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestInbox(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.enforce()

    def counts(self, user):
        return self.env["gotgan.approval"].with_user(user).action_read_inbox("sign")["counts"]

    def test_everybody_sees_what_is_his(self):
        approval = self.submit(5_000_000)
        boxes = {user.name: self.counts(user) for user in (self.author, self.leader, self.chief)}
        nothing = dict.fromkeys(("sign", "post", "running", "done", "received"), 0)
        self.assertEqual(boxes["최팀장"], {**nothing, "sign": 1})
        self.assertEqual(boxes["한주무"], {**nothing, "running": 1})
        self.assertEqual(boxes["김과장"], nothing)
        self.sign(approval, self.leader, self.chief)
        self.assertEqual(self.counts(self.leader)["done"], 1)

    def test_what_is_circulated_comes_after_the_decision(self):
        purchase = self.purchase(500_000)
        purchase.action_prepare_approval()
        approval = self.approval_of(purchase)
        self.env["gotgan.approval.step"].with_user(self.author).create({
            "approval_id": approval.id, "role": "circulate", "user_id": self.stranger.id,
        })
        purchase.action_submit()
        self.assertEqual(self.counts(self.stranger)["received"], 0)
        self.sign(approval, self.leader)
        self.assertEqual(self.counts(self.stranger)["received"], 1)
        approval.with_user(self.stranger).action_see()
        self.assertEqual(self.counts(self.stranger)["received"], 0)
        approval.with_user(self.stranger).read(["name", "stamps", "content"])

    def test_a_row_says_whom_it_waits_for(self):
        self.submit(5_000_000)
        rows = self.env["gotgan.approval"].with_user(self.leader).action_read_inbox("sign")["rows"]
        self.assertEqual(
            [(one["name"], one["place"], one["author"]) for one in rows],
            [("사무용품 구입", "경리팀장 최팀장", "한주무")],
        )

    def test_stamps_show_name_day_and_capacity(self):
        approval = self.submit(500_000)
        self.sign(approval, self.leader)
        stamp = approval.stamps[-1]
        self.assertEqual((stamp["title"], stamp["name"]), ("경리팀장", "최팀장"))
        self.assertIn(f"{self.day.month}. {self.day.day}.", stamp["date"])
        self.assertIn("Delegated", stamp["date"])

    def test_five_hundred_open_documents_are_few_queries(self):
        for _one in range(20):
            self.submit(500_000)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(60):
            self.env["gotgan.approval"].with_user(self.leader).search_count(
                [("waits_for_me", "=", True)],
            )
