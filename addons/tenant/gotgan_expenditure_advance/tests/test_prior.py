from datetime import timedelta

from odoo.tests import tagged

from .common import AdvanceCase


@tagged("post_install", "-at_install")
class TestPrior(AdvanceCase):
    """과년도지출: recognized first, then paid out of this year's budget."""

    def draft_claim(self, **values):
        return self.env["gotgan.prior.claim"].with_user(self.author).create({
            "name": "12월 전기요금", "partner_id": self.payee.id, "amount": 500_000,
            "prior_year": self.today.year - 1, "arose_date": self.today - timedelta(days=330),
            "reason": "고지서가 출납폐쇄 뒤에 도착함", **values,
        })

    def recognize(self, **values):
        claim = self.draft_claim(**values)
        claim.action_submit()
        claim.with_user(self.officer).action_recognize()
        return claim

    def draft_payment(self, claim, amount=500_000, **values):
        return self.draft_request(
            amount, kind="prior_year", prior_claim_id=claim.id, **values,
        )

    def test_paid_out_of_the_present_budget(self):
        claim = self.recognize()
        voucher = self.pay_kind(self.draft_payment(claim))
        self.assertRecordValues(voucher, [{"state": "paid", "kind": "prior_year"}])
        self.assertEqual(claim.rest, 0)
        self.assertFalse(voucher.advance_ids)
        self.assertFigures(paid=500_000)

    def test_not_before_it_is_recognized(self):
        claim = self.draft_claim()
        with self.assertRefused("제37조"):
            self.draft_payment(claim).action_submit()

    def test_no_more_than_was_recognized(self):
        claim = self.recognize()
        self.draft_payment(claim, 300_000).action_submit()
        self.assertEqual(claim.rest, 200_000)
        with self.assertRefused("200,000"):
            self.draft_payment(claim, 200_001).action_submit()

    def test_this_year_is_no_prior_year(self):
        with self.assertRefused("제37조"):
            self.draft_claim(prior_year=self.today.year).action_submit()

    def test_prescribed(self):
        arose = self.today.replace(year=self.today.year - 6, day=1)
        claim = self.draft_claim(prior_year=arose.year, arose_date=arose)
        with self.assertRefused("제82조"):
            claim.action_submit()
        claim.interrupted = True
        claim.action_submit()
        self.assertEqual(claim.state, "submitted")

    def test_no_more_than_was_left_unused(self):
        commitment = self.commit(self.approve_request(10_000_000))
        self.inspect(commitment)
        self.pay(self.order(self.resolve(commitment)))
        claim = self.draft_claim(commitment_id=commitment.id)
        found = claim._find_findings("submit")
        self.assertIn("prior.unused", [one.edition.rule_id.code for one in found])

    def test_a_debt_that_is_asked_for_is_not_cancelled(self):
        claim = self.recognize()
        request = self.draft_payment(claim)
        with self.assertRefused(request.name):
            claim.with_user(self.officer)._do_transition("cancel", "착오")
