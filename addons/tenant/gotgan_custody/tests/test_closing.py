from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CustodyCase, month_end


@tagged("post_install", "-at_install")
class TestClosing(CustodyCase):
    """월 마감: figures that stay, and no move dated before them."""

    def setUp(self):
        super().setUp()
        self.end = month_end(self.today)
        earlier = month_end(self.end)
        case = self.hold(1_000, day=earlier)
        self.hold(500, day=self.end)
        self.leave("pay_out", case, 300, day=self.end)
        self.leave("forfeit", case, 100, day=self.end)
        self.hold(7, day=self.today)
        self.closing = self.env["gotgan.custody.closing"].with_user(self.cashier).create({
            "date_to": self.end,
        })

    def get_line(self):
        return self.closing.line_ids.filtered(lambda one: one.account_id == self.guarantee)

    def test_the_figures_of_a_month(self):
        self.closing.action_close()
        self.assertRecordValues(self.get_line(), [{
            "opening": 1_000, "received": 500, "paid": 300,
            "forfeited": 100, "closing": 1_100,
        }])
        self.assertEqual(self.closing.balance, sum(self.closing.line_ids.mapped("closing")))

    def test_nothing_is_dated_in_it_any_more(self):
        self.closing.action_close()
        self.assertRefused([], lambda: self.hold(1, day=self.end))
        self.assertRefused([], lambda: self.hold(1, day=self.end - timedelta(days=60)))
        self.hold(1, day=self.today)

    def test_taken_back_by_another_officer(self):
        self.closing.action_close()
        self.assertRefused(
            [], lambda: self.closing._do_transition("reopen", "누락"), AccessError,
        )
        self.closing.with_user(self.disburser)._do_transition("reopen", "수납 누락")
        self.hold(50, day=self.end)
        self.closing.action_close()
        self.assertEqual(self.get_line().closing, 1_150)

    def test_this_month_is_not_over(self):
        after = (self.today.replace(day=28) + timedelta(days=5)).replace(day=1)
        closing = self.closing.create({"date_to": after - timedelta(days=1)})
        self.assertRefused([], closing.action_close)

    def test_auditors_read_and_close_nothing(self):
        closing = self.closing.with_user(self.auditor)
        self.assertTrue(closing.display_name)
        self.assertRefused([], closing.action_close, AccessError)
