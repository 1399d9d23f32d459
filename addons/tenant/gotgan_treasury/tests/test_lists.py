from odoo.tests import tagged

from odoo.addons.gotgan_exchange.signing import open_sealed

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestLists(TreasuryCase):
    """What is signed is what was seen, and not more than may leave in a day."""

    def test_signature_covers_the_list(self):
        orders = self.issue(1_000_000, count=2)
        one = self.sign(orders)
        claims = open_sealed(self.officer_key.public, one.signature, purpose="payment_list")
        self.assertEqual((claims["amount"], claims["count"]), (2_000_000, 2))
        self.assertIn(self.disburser.name, claims["officer"])

    def test_the_list_waits_for_its_officer_and_is_signed_at_once(self):
        orders = self.issue(1_000_000, count=2)
        one = orders.instruction_ids.list_id.with_user(self.disburser)
        domain = [("res_model", "=", one._name), ("res_id", "=", one.id)]
        items = self.env["gotgan.work.item"]
        mine = items.with_user(self.disburser).search([*domain, ("is_mine", "=", True)])
        self.assertRecordValues(mine, [{"amount": 2_000_000, "step": "sign_list"}])
        self.assertFalse(items.with_user(self.cashier).search([*domain, ("is_mine", "=", True)]))
        one.with_context(seen=[2, 2_000_000]).action_close_and_sign()
        self.assertEqual(one.state, "signed")
        self.env.flush_all()
        self.assertFalse(items.search(domain))

    def test_what_came_onto_the_list_meanwhile_is_not_signed_unseen(self):
        one = self.issue(1_000_000).instruction_ids.list_id.with_user(self.disburser)
        self.issue(2_000_000)
        for seen in ([1, 1_000_000], None):
            with self.assertRefused("2 transfers of 3,000,000"):
                one.with_context(seen=seen).action_close_and_sign()
        self.assertEqual(one.state, "draft")

    def test_orders_issued_after_closing_go_onto_another_list(self):
        first = self.issue()
        closed = first.instruction_ids.list_id
        closed.with_user(self.disburser).action_close()
        second = self.issue()
        self.assertNotEqual(second.instruction_ids.list_id, closed)

    def test_what_waits_is_counted_while_the_list_is_open(self):
        orders = self.issue(1_000_000, count=2)
        one = orders.instruction_ids.list_id
        self.assertRecordValues(one, [{"state": "draft", "count": 2, "amount": 2_000_000}])
        orders[0].with_user(self.disburser)._do_transition("cancel", "잘못 발행")
        self.assertRecordValues(one, [{"state": "draft", "count": 1, "amount": 1_000_000}])

    def test_an_order_cancelled_leaves_the_closed_list(self):
        orders = self.issue(1_000_000, count=2)
        one = orders.instruction_ids.list_id
        one.with_user(self.disburser).action_close()
        orders[0].with_user(self.disburser)._do_transition("cancel", "잘못 발행")
        self.assertRecordValues(one, [{"count": 1, "amount": 1_000_000}])
        one.with_user(self.disburser).action_sign()
        self.run_sender()
        self.assertEqual(orders.mapped("state"), ["cancelled", "paid"])

    def test_daily_limit(self):
        self.limit(1_500_000)
        self.sign(self.issue(1_000_000))
        second = self.issue(600_000)
        with self.assertRefused("1,500,000", "1,600,000"):
            self.sign(second)
        self.assertEqual(second.instruction_ids.state, "created")

    def test_what_the_bank_refused_counts_no_more(self):
        self.limit(1_500_000)
        order, _instruction = self.pay_by_bank(1_000_000, mood="reject")
        order.with_user(self.disburser).action_instruct()
        self.bank.mood = "done"
        self.sign(order)
        self.run_sender()
        self.assertEqual(order.state, "paid")
        with self.assertRefused("1,500,000", "1,600,000"):
            self.sign(self.issue(600_000))

    def test_what_came_back_counts_no_more(self):
        self.limit(1_500_000)
        _order, instruction = self.pay_by_bank(1_000_000)
        self.bank.move("return", instruction.key, 1_000_000, "계좌 해지")
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        day.action_read()
        self.sign(self.issue(1_400_000))

    def test_nobody_sets_a_limit_alone(self):
        manager = self.world.hire(
            "limit_manager", "문관리", self.world.finance, "gotgan_base.group_manager",
        )
        limit = self.limit(500_000)
        limit.with_user(self.officer)._do_transition("revise", "한도 상향")
        limit.with_user(manager).amount = 9_000_000
        with self.assertRefused(self.treasury.name):
            limit.with_user(manager).action_confirm()
        with self.assertRefused("500,000"):
            self.sign(self.issue(600_000))
        limit.with_user(self.officer).action_confirm()
        self.assertEqual(limit.confirmed_amount, 9_000_000)
        with self.assertRefused():
            limit.with_user(manager).unlink()

    def test_limit_of_an_office(self):
        office = self.env["gotgan.office"]._find(
            "disbursing_officer", self.author.employee_id.department_id, self.today,
        )
        self.limit(500_000, office_id=office.id)
        with self.assertRefused(office.name):
            self.sign(self.issue(600_000))

    def test_an_empty_list_is_not_closed(self):
        order = self.issue()
        one = order.instruction_ids.list_id
        order.with_user(self.disburser)._do_transition("cancel", "잘못 발행")
        with self.assertRefused():
            one.with_user(self.disburser).action_close()
