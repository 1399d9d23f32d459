from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestCasePage(ExpenditureCase):
    """The page of a case: every kind of its documents, and the days that start legal clocks."""

    def test_the_day_of_the_claim_starts_the_clock(self):
        day = self.today - timedelta(days=7)
        commitment = self.commit(self.approve_request(), basis_date=self.today - timedelta(days=9))
        self.inspect(commitment)
        voucher = self.draft_voucher(commitment, claim_date=day)
        self.assertLess(voucher.due_date, self.draft_voucher(commitment).due_date)
        for wrong in (self.today + timedelta(days=1), self.today - timedelta(days=10)):
            with self.assertRaises(ValidationError):
                voucher.claim_date = wrong
            with self.assertRaises(ValidationError):
                self.env["gotgan.inspection"].with_user(self.author).create({
                    "commitment_id": commitment.id, "notice_date": wrong,
                })

    def test_the_requester_can_enter_another_day(self):
        request = self.approve_request()
        self.commit(request)
        mine = request.with_user(self.author)
        methods = [one["method"] for one in mine.case["actions"]]
        self.assertIn("action_inspect_by_day", methods)
        self.assertEqual(mine.action_inspect_by_day()["res_model"], "gotgan.inspection")

    def test_withheld_money_is_on_the_page(self):
        request = self.approve_request()
        commitment = self.commit(request)
        self.inspect(commitment)
        accounts = self.env["gotgan.custody.account"]
        account = accounts.search([("use", "=", "income_tax")]) or accounts.create({
            "name": "소득세 예수금(시험)", "kind": "sundry", "use": "income_tax",
        })
        self.draft_voucher(commitment, deduction_ids=[(0, 0, {
            "account_id": account.id, "name": "소득세", "amount": 30_000,
        })])
        stages = {one["model"]: one for one in request.with_user(self.disburser).case["stages"]}
        [kept] = stages["gotgan.voucher.deduction"]["documents"]
        self.assertEqual((kept["name"], kept["amount"]), ("소득세", 30_000))
