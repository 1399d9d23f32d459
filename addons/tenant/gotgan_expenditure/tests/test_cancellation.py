from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestCancellation(ExpenditureCase):
    """After any way back, the cells are as they were to the won."""

    def setUp(self):
        super().setUp()
        self.before = self.get_figures(self.cell)

    def assertAsBefore(self):
        self.assertEqual(self.get_figures(self.cell), self.before)

    def test_request_withdrawn(self):
        request = self.draft_request()
        request.action_submit()
        request._do_transition("cancel", "다음 분기로 미룸")
        self.assertEqual(request.state, "cancelled")
        self.assertAsBefore()

    def test_request_returned_and_submitted_again(self):
        request = self.draft_request()
        request.action_submit()
        number = request.number
        request.with_user(self.officer)._do_transition("reject", "견적서를 붙이십시오")
        self.assertEqual(request.state, "draft")
        self.assertAsBefore()
        request.line_ids.amount = 900_000
        request.action_submit()
        self.assertEqual((request.number, request.amount), (number, 900_000))
        self.assertFigures(requested=900_000)

    def test_rest_of_request_given_back(self):
        request = self.approve_request(1_000_000)
        self.commit(request, 400_000, is_final=False)
        self.assertEqual((request.state, request.rest), ("approved", 600_000))
        request._do_transition("close", "더 살 것이 없음")
        self.assertEqual(request.state, "closed")
        self.assertFigures(requested=0, committed=400_000)

    def test_commitment_cancelled_returns_to_request(self):
        request = self.approve_request()
        commitment = self.commit(request)
        commitment._do_transition("cancel", "계약 해제")
        self.assertEqual(
            (commitment.state, request.state, request.rest), ("cancelled", "approved", 1_000_000)
        )
        self.assertFigures(requested=1_000_000, committed=0)
        self.commit(request)
        self.assertFigures(requested=0, committed=1_000_000)

    def test_commitment_reduced(self):
        commitment = self.commit(self.approve_request())
        commitment._reduce({commitment.line_ids: 300_000}, "수량 감소")
        self.assertRecordValues(commitment, [{"current_amount": 700_000, "unpaid": 700_000}])
        self.assertFigures(committed=700_000, requested=0)
        self.assertEqual(commitment.event_ids.sorted("id")[-1].reason, "수량 감소")
        with self.assertRefused("700,000", "800,000"):
            commitment._reduce({commitment.line_ids: 800_000}, "더 감소")

    def test_reduction_dialog(self):
        commitment = self.commit(self.approve_request())
        action = commitment.action_reduce()
        dialog = self.env[action["res_model"]].with_user(self.officer).with_context(
            **action["context"],
        ).create({"reason": "수량 감소"})
        dialog.line_ids.amount = 250_000
        dialog.action_confirm()
        self.assertEqual(commitment.current_amount, 750_000)

    def test_unwound_from_the_end(self):
        """Paid, the transfer comes back, and everything is taken back step by step."""
        request, commitment, inspection, voucher, order = self.pay_through()
        order._do_transition("return", "예금주 불일치")
        self.assertRecordValues(order, [{"state": "returned"}])
        self.assertRecordValues(voucher, [{"state": "resolved"}])
        self.assertRecordValues(commitment, [{"state": "committed", "unpaid": 1_000_000}])
        self.assertFigures(paid=0, committed=1_000_000)
        voucher.with_user(self.disburser)._do_transition("cancel", "계좌 정정")
        inspection._do_transition("cancel", "검수 취소")
        commitment._do_transition("cancel", "계약 해제")
        request.with_user(self.author)._do_transition("cancel", "사업 취소")
        self.assertAsBefore()

    def test_returned_transfer_is_paid_again(self):
        *_chain, voucher, order = self.pay_through()
        order._do_transition("return", "계좌 오류")
        second = self.pay(self.order(voucher))
        self.assertEqual((voucher.state, voucher.payment_order_id), ("paid", second))
        self.assertFigures(paid=1_000_000, committed=1_000_000)

    def test_order_cancelled_before_payment(self):
        commitment = self.commit(self.approve_request())
        self.inspect(commitment)
        voucher = self.resolve(commitment)
        order = self.order(voucher)
        self.assertEqual(voucher.state, "ordered")
        order._do_transition("cancel", "계좌 확인")
        self.assertEqual((order.state, voucher.state), ("cancelled", "resolved"))
        self.pay(self.order(voucher))
        self.assertFigures(paid=1_000_000)

    def test_later_steps_stand_in_the_way(self):
        request, commitment, inspection, voucher, _order = self.pay_through()
        for document, step, who in (
            (commitment, "cancel", self.officer), (voucher, "cancel", self.disburser),
            (inspection, "cancel", self.author), (request, "cancel", self.author),
        ):
            with self.subTest(document=document._name), self.assertRefused():
                document.with_user(who)._do_transition(step, "취소")

    def test_standing_commitment_is_named(self):
        request = self.approve_request()
        commitment = self.commit(request, 400_000, is_final=False)
        with self.assertRefused(commitment.number, "600,000"):
            request._do_transition("cancel", "취소")
