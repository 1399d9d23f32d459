from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestChain(ExpenditureCase):
    """From the request to the confirmed transfer, as people do it."""

    def test_working_day(self):
        request, commitment, inspection, voucher, order = self.pay_through(1_200_000)
        self.assertRecordValues(request, [{"state": "closed", "amount": 1_200_000, "rest": 0}])
        self.assertRecordValues(commitment, [{"state": "closed", "paid": 1_200_000, "unpaid": 0}])
        self.assertRecordValues(inspection, [{"state": "passed", "amount": 1_200_000}])
        self.assertRecordValues(voucher, [{"state": "paid", "payment_order_id": order.id}])
        self.assertRecordValues(order, [{"state": "paid", "transfer_date": self.today}])
        self.assertFigures(
            allotted=10_000_000, requested=0, committed=1_200_000, paid=1_200_000,
        )
        for document in (request, commitment, inspection, voucher, order):
            self.assertRegex(document.number, r"^\d{4}-\d{6}$")
