from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TreasuryCase

BANKBOOK = "통장 사본과 신분증을 대조하였다"


@tagged("post_install", "-at_install")
class TestFirstAccount(TreasuryCase):
    """예금주 조회: an account is asked of the bank before it is first paid into."""

    def draft(self, amount=1_000_000):
        commitment = self.commit(self.approve_request(amount))
        self.inspect(commitment)
        voucher = self.resolve(commitment)
        return self.env["gotgan.payment.order"].with_user(self.disburser)._create_from_vouchers(
            voucher.with_user(self.disburser),
        )

    def stops(self, order):
        found = order._find_findings("issue")
        return [one.edition.rule_id.code for one in found if one.stops]

    def test_the_holder_the_bank_names_is_paid(self):
        order = self.draft()
        self.assertEqual(self.stops(order), ["treasury.first_account"])
        order.action_issue()
        self.assertEqual(order.state, "issued")
        self.assertRecordValues(self.account, [{
            "holder_answer": self.account.acc_holder_name, "holder_asked_on": self.today,
        }])

    def test_the_page_of_the_case_shows_the_transfer(self):
        order = self.draft()
        order.action_issue()
        request = order.voucher_ids.commitment_id.request_id
        stages = {one["model"]: one for one in request.case["stages"]}
        [told] = stages["gotgan.bank.instruction"]["documents"]
        self.assertEqual((told["id"], told["amount"]), (order.instruction_ids.id, 1_000_000))

    def test_another_holder_is_refused(self):
        self.bank.holders[self.account.acc_number] = "홍길동"
        order = self.draft()
        with self.assertRefused("홍길동", self.account.acc_number):
            order.action_issue()
        self.assertEqual(order.state, "draft")

    def test_what_the_bank_does_not_know_is_answered_for(self):
        self.bank.holders.clear()
        order = self.draft()
        order.action_check()
        with self.assertRefused(self.account.acc_number, "제33조"):
            order.action_issue()
        right = self.env.ref("gotgan_rule.group_override")
        for user in (self.disburser, self.officer):
            user.sudo().group_ids |= right
        with self.assertRaises(AccessError):
            order._override_findings(BANKBOOK)
        order.with_user(self.officer)._override_findings(BANKBOOK)
        order.action_issue()
        self.assertEqual(order.state, "issued")
        override = self.env["gotgan.rule.override"].search([
            ("res_model", "=", order._name), ("res_id", "=", order.id),
        ])
        self.assertRecordValues(override, [{"user_id": self.officer.id, "reason": BANKBOOK}])

    def test_what_was_paid_into_is_asked_no_more(self):
        order, _instruction = self.pay_by_bank()
        self.assertEqual(order.state, "paid")
        self.bank.holders.clear()
        self.assertFalse(self.stops(self.draft(2_000_000)))

    def test_the_answer_is_of_the_account_that_was_asked(self):
        self.account._ask_holder()
        with self.assertRaises(AccessError):
            self.account.with_user(self.disburser).write({"holder_answer": "홍길동"})
        self.account.acc_number = "302-777"
        self.assertFalse(self.account.holder_answer)
