from datetime import date, timedelta

from odoo.tests import tagged

from odoo.addons.gotgan_base.clock import today

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestTerms(ExpenditureCase):
    """Legal terms come from the standards of the day and the calendar of working days."""

    def test_relief_ends_on_its_day(self):
        vouchers = self.env["gotgan.voucher"]
        self.assertEqual(
            vouchers._get_term_day("spending.payment_days", date(2026, 6, 29), working=True),
            date(2026, 7, 2),
        )
        self.assertEqual(
            vouchers._get_term_day("spending.payment_days", date(2026, 11, 19), working=True),
            date(2026, 11, 26),
        )
        term = self.env["gotgan.inspection"]._get_term_day
        self.assertEqual(term("spending.inspection_days", date(2026, 6, 30)), date(2026, 7, 7))
        self.assertEqual(term("spending.inspection_days", date(2026, 7, 1)), date(2026, 7, 15))

    def test_late_payment_bears_interest(self):
        late = today(self.env) - timedelta(days=40)
        commitment = self.commit(self.approve_request(3_650_000), basis_date=late)
        self.inspect(commitment)
        voucher = self.draft_voucher(commitment, claim_date=late)
        self.assertEqual(voucher.urgency, "overdue")
        days = (today(self.env) - voucher.due_date).days
        self.assertEqual((voucher.late_days, voucher.late_interest), (days, 800 * days))
        voucher.action_resolve()
        self.pay(self.order(voucher))
        self.assertEqual((voucher.late_days, voucher.urgency), (days, False))

    def test_in_time_bears_none(self):
        voucher = self.pay_through()[3]
        self.assertEqual((voucher.late_days, voucher.late_interest), (0, 0))
