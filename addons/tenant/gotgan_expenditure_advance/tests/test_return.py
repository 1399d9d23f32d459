from datetime import timedelta
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import Form, tagged

from odoo.addons.gotgan_expenditure_advance.models import spending_return

from .common import AdvanceCase


@tagged("post_install", "-at_install")
class TestReturn(AdvanceCase):
    """반납·여입: money that comes back, in its year and after it."""

    def pay_once(self, amount=1_000_000):
        return self.pay_through(amount)[3]

    def test_restores_the_budget_line(self):
        voucher = self.pay_once()
        commitment = voucher.commitment_id
        self.assertFigures(committed=1_000_000, paid=1_000_000, available=9_000_000)
        document = self.receive(self.notify(voucher, 300_000))
        self.assertRecordValues(document, [{
            "state": "collected", "outcome": "object", "receipt_date": self.today,
        }])
        self.assertFigures(committed=700_000, paid=700_000, available=9_300_000)
        self.assertRecordValues(commitment, [{
            "state": "closed", "paid": 700_000, "unpaid": 0, "current_amount": 700_000,
        }])
        self.assertEqual(voucher.line_ids.returned, 300_000)

    def test_ledger_agrees(self):
        self.receive(self.notify(self.pay_once(), 300_000))
        self.assertFalse(self.env["gotgan.ledger.verifier"]._verify()["findings"])

    def test_no_more_than_was_paid(self):
        voucher = self.pay_once()
        self.receive(self.notify(voucher, 600_000))
        with self.assertRefused("600,000", "400,001"):
            self.notify(voucher, 400_001)
        self.receive(self.notify(voucher, 400_000))
        self.assertFigures(committed=0, paid=0)

    def test_two_notices_for_the_same_money(self):
        voucher = self.pay_once()
        first = self.notify(voucher, 700_000)
        self.assertEqual(voucher.line_ids.noticed, 700_000)
        with self.assertRefused("700,000", "300,001"):
            self.notify(voucher, 300_001)
        second = self.notify(voucher, 300_000)
        self.receive(first)
        self.receive(second)
        self.assertRecordValues(voucher.line_ids, [{"noticed": 0, "returned": 1_000_000}])

    def test_a_notice_taken_back_leaves_room_for_another(self):
        voucher = self.pay_once()
        first = self.notify(voucher, 700_000)
        first.with_user(self.disburser)._do_transition("cancel", "착오 고지")
        self.receive(self.notify(voucher, 1_000_000))

    def test_after_the_books_are_completed_it_is_revenue(self):
        """지방회계법 27, 시행령 29: what comes later restores nothing."""
        voucher = self.pay_once()
        document = self.notify(voucher, 300_000)
        year = document.fiscal_year_id
        later = year.completion_date + timedelta(days=5)
        with patch.object(spending_return, "today", lambda _env: later):
            self.assertEqual(document._get_outcome(later), "revenue")
            self.assertEqual(document._get_outcome(year.completion_date), "revenue")
            self.receive(document, later)
        self.assertEqual(document.outcome, "revenue")
        self.assertEqual(voucher.line_ids.returned, 300_000)
        self.assertFigures(committed=1_000_000, paid=1_000_000)
        self.assertEqual(document._get_outcome(year.date_to), "object")

    def test_receipt_in_a_form(self):
        document = self.notify(self.pay_once(), 300_000).with_user(self.cashier)
        action = document.action_collect()
        receipts = self.env[action["res_model"]].with_user(self.cashier)
        with Form(receipts.with_context(**action["context"])) as form:
            form.reference = "농협 20261122-9"
        form.record.action_confirm()
        self.assertRecordValues(document, [{
            "state": "collected", "receipt_reference": "농협 20261122-9",
        }])

    def test_received_on_no_day_to_come(self):
        document = self.notify(self.pay_once(), 300_000)
        with self.assertRefused(document.number):
            self.receive(document, self.today + timedelta(days=1))

    def test_reminders_are_counted(self):
        document = self.notify(self.pay_once(), 300_000).with_user(self.disburser)
        document.action_remind()
        document.action_remind()
        self.assertRecordValues(document, [{"reminder_count": 2, "state": "noticed"}])

    def test_what_was_returned_is_not_unpaid(self):
        voucher = self.pay_once()
        document = self.receive(self.notify(voucher, 300_000))
        with self.assertRefused():
            voucher.payment_order_id.with_user(self.cashier)._do_transition("return", "오류")
        self.assertTrue(document.number)

    @settings(max_examples=8, deadline=None)
    @given(st.lists(st.integers(1, 400_000), min_size=1, max_size=4))
    def test_sums_stay_whole(self, parts):
        """Whatever comes back in how many parts: paid and committed fall by the same won."""
        with self.env.cr.savepoint() as savepoint:
            voucher = self.pay_once()
            back = 0
            for part in parts:
                if back + part <= 1_000_000:
                    self.receive(self.notify(voucher, part))
                    back += part
            self.assertFigures(
                committed=1_000_000 - back, paid=1_000_000 - back, available=9_000_000 + back,
            )
            self.assertEqual(voucher.line_ids.returned, back)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
