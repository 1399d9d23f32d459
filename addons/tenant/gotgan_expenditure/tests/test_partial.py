from odoo.fields import Command
from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestPartial(ExpenditureCase):
    """Parts of requests, deliveries and claims; several cells in one document."""

    def test_two_commitments_of_one_request(self):
        request = self.approve_request(1_000_000)
        self.commit(request, 300_000, is_final=False)
        second = self.draft_commitment(request)
        self.assertEqual(second.amount, 700_000)
        second.action_commit()
        self.assertEqual(request.state, "closed")
        self.assertFigures(requested=0, committed=1_000_000)

    def test_last_commitment_releases_the_rest(self):
        request = self.approve_request(1_000_000)
        self.commit(request, 950_000)
        self.assertEqual((request.state, request.rest), ("closed", 0))
        self.assertFigures(requested=0, committed=950_000)

    def test_more_than_the_request_keeps(self):
        request = self.approve_request(1_000_000)
        commitment = self.draft_commitment(request, 1_000_001)
        with self.assertRefused("1,000,000", "1,000,001"):
            commitment.action_commit()

    def test_delivered_and_paid_in_parts(self):
        commitment = self.commit(self.approve_request(1_000_000))
        self.inspect(commitment, 400_000)
        first = self.resolve(commitment)
        self.assertEqual(first.amount, 400_000)
        self.pay(self.order(first))
        self.assertRecordValues(
            commitment, [{"state": "committed", "paid": 400_000, "unpaid": 600_000}]
        )
        self.inspect(commitment)
        self.pay(self.order(self.resolve(commitment)))
        self.assertRecordValues(commitment, [{"state": "closed", "unpaid": 0}])
        self.assertFigures(paid=1_000_000)

    def test_claim_beyond_inspection(self):
        commitment = self.commit(self.approve_request(1_000_000))
        self.inspect(commitment, 400_000)
        voucher = self.draft_voucher(commitment, 400_001)
        with self.assertRefused("400,000", "400,001"):
            voucher.action_resolve()

    def test_same_money_claimed_twice(self):
        commitment = self.commit(self.approve_request(1_000_000))
        self.inspect(commitment)
        first, second = self.draft_voucher(commitment), self.draft_voucher(commitment)
        first.action_resolve()
        with self.assertRefused("0", "1,000,000"):
            second.action_resolve()

    def test_inspection_beyond_commitment(self):
        commitment = self.commit(self.approve_request(1_000_000))
        with self.assertRefused("1,000,000", "1,200,000"):
            self.inspect(commitment, 1_200_000)

    def test_without_inspection(self):
        commitment = self.commit(self.approve_request(), inspected_kind="none")
        voucher = self.resolve(commitment, papers_reason="청구서 원본은 회계과에 편철함")
        self.pay(self.order(voucher))
        self.assertEqual(commitment.state, "closed")

    def test_failed_inspection_claims_nothing(self):
        commitment = self.commit(self.approve_request())
        inspection = self.env["gotgan.inspection"].with_user(self.author).create({
            "commitment_id": commitment.id,
        })
        inspection._do_transition("refuse", "규격 미달")
        self.assertEqual(inspection.state, "failed")
        self.assertFalse(self.draft_voucher(commitment).line_ids)

    def test_two_funding_sources(self):
        """The amount is spread by what is available: 30 to 70 here; the user may change it."""
        project = self.world._make_project("공원 정비")
        own = self.world.fund_cell(3_000_000, project=project)
        national = self.world.fund_cell(7_000_000, project=project, source=self.world.national)
        self.assertEqual(own.line_id, national.line_id)
        request = self.approve_request(1_000_000, line=own.line_id)
        splits = {one.cell_id: one.amount for one in request.line_ids.split_ids}
        self.assertEqual(splits, {own: 300_000, national: 700_000})
        commitment = self.commit(request)
        self.inspect(commitment)
        self.pay(self.order(self.resolve(commitment)))
        self.assertFigures(own, paid=300_000, committed=300_000)
        self.assertFigures(national, paid=700_000, committed=700_000)

    def test_changed_split(self):
        project = self.world._make_project("공원 정비")
        own = self.world.fund_cell(3_000_000, project=project)
        national = self.world.fund_cell(7_000_000, project=project, source=self.world.national)
        request = self.draft_request(1_000_000, line=own.line_id)
        first, second = request.line_ids.split_ids.sorted("amount")
        first.amount, second.amount = 0, 900_000
        with self.assertRefused("900,000", "1,000,000"):
            request.action_submit()
        second.amount = 1_000_000
        request.action_submit()
        self.assertFigures(own, requested=0)
        self.assertFigures(national, requested=1_000_000)

    def test_several_lines_and_cells_unwound(self):
        other = self.world.fund_cell(2_000_000, project=self.world._make_project("소통 행사"))
        before = self.get_figures(self.cell, other)
        request = self.draft_request(500_000)
        request.line_ids = [Command.create({"budget_line_id": other.line_id.id, "amount": 700_000})]
        request.action_submit()
        request.with_user(self.officer).action_approve()
        commitment = self.commit(request)
        self.assertEqual(commitment.amount, 1_200_000)
        commitment._do_transition("cancel", "취소")
        request._do_transition("cancel", "취소")
        self.assertEqual(self.get_figures(self.cell, other), before)
