from copy import copy
from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.gotgan_rule.values import parse_value

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

    def find(self, claim):
        return [one.edition.rule_id.code for one in claim._find_findings("submit")]

    def make_line_of_last_year(self, won):
        """A budget line of last year of which nothing was spent."""
        world, last = copy(self.world), self.today.year - 1
        world.year = world._open_year(last)
        world.fund = world._master("gotgan.fund", "T100", "일반회계(시험)", kind="general")
        world.own = world._master("gotgan.funding.source", "T1", "자체재원")
        world.subitem, world.project = world._make_subitem(), world._make_project("시민 소통 추진")
        cell = world.open_cell()
        self.env.cr.execute(
            "UPDATE gotgan_budget_cell SET appropriated = %s, voted = %s WHERE id = %s",
            (won, won, cell.id),
        )
        cell.invalidate_recordset()
        return cell.line_id

    def draft_last_year(self, amount, line):
        return self.draft_claim(
            amount=amount, prior_line_id=line.id, prior_year=line.fiscal_year_id.year,
        )

    def test_the_debts_of_a_policy_programme_count_together(self):
        line = self.make_line_of_last_year(1_000_000)
        first = self.draft_last_year(600_000, line)
        first.action_submit()
        second = self.draft_last_year(400_000, line)
        self.assertNotIn("prior.unused", self.find(second))
        third = self.draft_last_year(400_001, line)
        with self.assertRefused("1,000,000", "1,000,001", "400,001"):
            third.action_submit()
        first._do_transition("cancel", "착오")
        self.assertNotIn("prior.unused", self.find(third))

    def test_supplementary_costs_are_free_of_the_limit(self):
        line = self.make_line_of_last_year(1_000_000)
        claim = self.draft_last_year(2_000_000, line)
        self.assertIn("prior.unused", self.find(claim))
        rule = self.env["gotgan.rule"]._get_by_code("prior.supplementary")
        self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "origin": "agency", "article": "지방회계법 시행령 제47조",
            "value": parse_value(rule.value_kind, line.subitem_id.code, rule._get_columns()),
            "verified": True,
        })._take_place()
        self.assertNotIn("prior.unused", self.find(claim))

    def test_a_debt_that_is_asked_for_is_not_cancelled(self):
        claim = self.recognize()
        request = self.draft_payment(claim)
        with self.assertRefused(request.name):
            claim.with_user(self.officer)._do_transition("cancel", "착오")
