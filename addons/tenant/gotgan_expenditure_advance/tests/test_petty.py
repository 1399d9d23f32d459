from datetime import timedelta

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AdvanceCase


@tagged("post_install", "-at_install")
class TestPetty(AdvanceCase):
    """일상경비: designated, granted, spent, settled, returned."""

    def test_a_month_of_petty_cash(self):
        designation = self.designate()
        voucher = self.grant(designation, 1_000_000)
        self.assertRecordValues(designation, [{"state": "designated", "balance": 1_000_000}])
        use = self.spend(designation, 300_000)
        self.assertRecordValues(use, [{"state": "paid", "paid_by_id": self.keeper.id}])
        self.assertEqual(designation.balance, 700_000)
        self.assertRecordValues(voucher.advance_ids, [{
            "kind": "petty", "amount": 1_000_000, "used": 300_000, "rest": 700_000,
            "state": "open",
        }])
        self.receive(self.notify(voucher, 700_000, ground="petty"))
        self.assertRecordValues(voucher.advance_ids, [{"rest": 0, "state": "settled"}])
        self.assertFigures(committed=300_000, paid=300_000)
        settlement = self.settle_month(designation)
        self.assertRecordValues(settlement, [{
            "opening": 0, "granted": 1_000_000, "spent": 300_000, "returned": 700_000,
            "amount": 0, "state": "submitted",
        }])
        settlement.with_user(self.disburser).action_accept()
        designation.with_user(self.world.manager)._do_transition("end", "연도 말")
        self.assertEqual(designation.state, "ended")

    def test_book_carries_the_balance(self):
        designation = self.designate()
        self.grant(designation, 500_000)
        self.spend(designation, 200_000)
        use = self.spend(designation, 100_000)
        use.with_user(self.keeper)._do_transition("undo", "반품")
        moves = designation.move_ids.sorted("sequence")
        self.assertEqual(moves.mapped("sequence"), [1, 2, 3, 4])
        self.assertEqual(moves.mapped("kind"), ["grant", "spend", "spend", "undo"])
        self.assertEqual(moves.mapped("balance"), [500_000, 300_000, 200_000, 300_000])
        self.assertEqual((sum(moves.mapped("income")), sum(moves.mapped("outgo"))),
                         (600_000, 300_000))

    def test_oldest_grant_first(self):
        designation = self.designate()
        first, second = self.grant(designation, 200_000), self.grant(designation, 300_000)
        self.spend(designation, 250_000)
        self.assertEqual(
            (first.advance_ids.rest, second.advance_ids.rest), (0, 250_000),
        )

    def test_no_more_than_is_there(self):
        designation = self.designate()
        self.grant(designation, 100_000)
        with self.assertRefused("100,000", "34"):
            self.draft_use(designation, 100_001).action_submit()
        first, second = (self.approve_use(designation, 60_000) for _place in range(2))
        first.with_user(self.keeper).action_pay()
        with self.assertRefused("40,000"):
            second.with_user(self.keeper).action_pay()

    def test_no_payment_without_papers(self):
        designation = self.designate()
        self.grant(designation)
        use = self.approve_use(designation, papers=False)
        with self.assertRefused(use.number):
            use.with_user(self.keeper).action_pay()
        self.attach(use)
        use.with_user(self.keeper).action_pay()
        with self.assertRefused(use.number):
            self.attach(use)

    def test_settled_month_is_closed(self):
        designation = self.designate()
        self.grant(designation)
        settlement = self.settle_month(designation)
        use = self.approve_use(designation)
        with self.assertRefused(settlement.number):
            use.with_user(self.keeper).action_pay()
        settlement.with_user(self.disburser)._do_transition("reject", "영수증 누락")
        use.with_user(self.keeper).action_pay()
        settlement.action_submit()
        self.assertEqual(settlement.spent, 100_000)

    def test_transfer_that_came_back_leaves_the_book(self):
        designation = self.designate()
        voucher = self.grant(designation, 400_000)
        voucher.payment_order_id.with_user(self.cashier)._do_transition("return", "계좌 오류")
        self.assertEqual(designation.balance, 0)
        self.assertEqual(voucher.advance_ids.state, "withdrawn")
        self.pay(self.order(voucher))
        self.assertEqual(designation.balance, 400_000)
        self.spend(designation, 1_000)
        with self.assertRefused("1,000"):
            voucher.payment_order_id.with_user(self.cashier)._do_transition("return", "계좌 오류")

    def test_database_holds_the_book(self):
        designation = self.designate()
        self.grant(designation)
        move = designation.move_ids
        self.env.flush_all()
        for query, values in (
            ("UPDATE gotgan_petty_designation SET balance = -1 WHERE id = %s", designation.id),
            ("UPDATE gotgan_petty_move SET amount = 1 WHERE id = %s", move.id),
            ("UPDATE gotgan_advance SET used = amount + 1 WHERE id = %s", move.advance_id.id),
        ):
            with (
                self.subTest(query=query), mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.IntegrityError), self.env.cr.savepoint(),
            ):
                self.env.cr.execute(query, (values,))
        with self.assertRaises(UserError):
            move.sudo().write({"amount": 1})

    def test_reminder(self):
        designation = self.designate()
        voucher = self.grant(designation)
        advance = voucher.advance_ids
        advance.sudo().due_date = self.today - timedelta(days=1)
        self.assertTrue(advance.is_overdue)
        self.env["gotgan.advance"]._cron_remind()
        self.env["gotgan.advance"]._cron_remind()
        self.assertRecordValues(advance, [{"reminder_count": 1, "reminded_date": self.today}])
