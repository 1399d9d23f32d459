from odoo.tests import tagged

from .common import CustodyCase


@tagged("post_install", "-at_install")
class TestWithheld(CustodyCase):
    """What was withheld stands by its due day and is paid over with one click."""

    def setUp(self):
        super().setUp()
        self.pension = self.custody._find_account("pension")
        self.pension.payee_id = self.env["res.partner"].create({"name": "국민연금공단"})
        self.taxes = self.hold(33_000, self.income_tax, self.worker, count=3)
        self.fees = self.hold(45_000, self.pension, self.worker)

    def test_one_click_one_payment_per_office(self):
        action = (self.taxes | self.fees).with_user(self.cashier).action_make_payout()
        payouts = self.env["gotgan.custody.payout"].search(action["domain"])
        self.assertEqual(
            {(one.partner_id.name, one.kind, one.amount) for one in payouts},
            {("수원세무서", "remit", 99_000), ("국민연금공단", "remit", 45_000)},
        )
        self.assertEqual(set(payouts.mapped("due_date")), set(self.taxes.mapped("due_date")))

    def test_paid_over(self):
        action = self.taxes.with_user(self.cashier).action_make_payout()
        payout = self.env["gotgan.custody.payout"].browse(action["res_id"])
        payout.with_user(self.cashier).action_submit()
        payout.with_user(self.disburser).action_approve()
        payout.with_user(self.cashier).action_pay()
        self.assertBalance(0, self.income_tax)
        self.assertEqual(set(self.taxes.mapped("stage")), {"settled"})

    def test_the_list_shows_what_is_overdue(self):
        self.set_today(self.taxes[0].due_date)
        self.taxes.invalidate_recordset()
        self.assertEqual(set(self.taxes.mapped("stage")), {"held"})
        self.set_today(self.taxes[0].due_date.replace(day=28))
        self.taxes.invalidate_recordset()
        late = self.taxes.search([("stage", "in", ["late"]), ("id", "in", self.taxes.ids)])
        self.assertEqual(late, self.taxes.sorted("id", reverse=True))

    def test_where_nobody_is_named_it_goes_back(self):
        self.income_tax.payee_id = False
        action = self.taxes[0].with_user(self.cashier).action_make_payout()
        payout = self.env["gotgan.custody.payout"].browse(action["res_id"])
        self.assertEqual((payout.kind, payout.partner_id), ("return", self.worker))
