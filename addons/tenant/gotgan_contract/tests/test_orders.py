from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestOrders(ContractCase):
    """단가계약: orders at the price of the day, within the amount, each with its own money."""

    def setUp(self):
        super().setUp()
        self.contract = self.sign(self.draft_unit(date_start=self.today - timedelta(days=100)))
        self.paper, self.toner = self.contract.item_ids

    def test_signing_binds_nothing_and_an_order_binds_its_own(self):
        self.assertFalse(self.contract.commitment_ids or self.contract.progress_due)
        self.assertFalse(self.contract.is_delivery_due or self.contract.is_term_over)
        order = self.place(self.contract, {self.paper: 100, self.toner: 2.5})
        self.assertRecordValues(order, [{
            "state": "placed", "amount": 2_750_000, "date": self.today,
            "fiscal_year_id": self.contract.fiscal_year_id.id,
        }])
        self.assertTrue(order.number and self.contract.is_delivery_due)
        self.assertRecordValues(order.commitment_id, [{
            "amount": 2_750_000, "state": "committed", "contract_id": self.contract.id,
            "contract_order_id": order.id, "basis_kind": "order",
        }])
        self.assertEqual((self.contract.ordered, self.contract.order_rest),
                         (2_750_000, 12_250_000))
        self.assertFigures(committed=2_750_000)

    def test_delivery_inspection_and_voucher_of_an_order(self):
        order = self.place(self.contract, {self.paper: 100, self.toner: 2.5})
        self.deliver(order, {self.paper: 40})
        self.assertEqual((order.state, order.accepted), ("placed", 800_000))
        self.assertRecordValues(self.paper, [{
            "ordered_quantity": 100, "delivered_quantity": 40, "left_quantity": 300,
        }])
        with self.assertRefused("61", "60 are left"):
            self.deliver(order, {self.paper: 61})
        self.deliver(order)
        self.assertRecordValues(order, [{
            "state": "completed", "accepted": 2_750_000, "completed_on": self.today,
        }])
        self.assertEqual(self.contract.state, "signed", "its term goes on")
        self.env["res.partner.bank"].create({
            "partner_id": order.partner_id.id, "acc_number": "301-11-1",
        })
        self.pay(self.order(self.resolve(order.commitment_id)))
        self.assertEqual((order.paid, self.contract.paid), (2_750_000, 2_750_000))
        self.assertFigures(paid=2_750_000)

    def test_the_parts_of_a_line_add_up_to_the_won(self):
        contract = self.sign(self.draft_unit((1_333,), (100,), kind="service"))
        order = self.place(contract, {contract.item_ids: 2.5})
        for quantity in (0.7, 1.1, 0.7):
            self.deliver(order, {contract.item_ids: quantity})
        self.assertEqual((order.amount, order.accepted, order.state), (3_332, 3_332, "completed"))

    def test_no_more_than_the_contract(self):
        self.place(self.contract, {self.paper: 700})
        with self.assertRefused("1,020,000", "1,000,000", "Article 25"):
            self.draft_order(self.contract, {self.paper: 51}).action_submit()
        first, second = (self.draft_order(self.contract, {self.paper: 30}) for _place in range(2))
        (first | second).action_submit()
        first.with_user(self.officer).action_place()
        with self.assertRefused("600,000", "400,000"):
            second.with_user(self.officer).action_place()
        with (
            mute_logger("odoo.sql_db"), self.assertRaisesRegex(CheckViolation, "ordered_within"),
            self.cr.savepoint(),
        ):
            self.cr.execute(
                "UPDATE gotgan_contract SET ordered = amount + 1 WHERE id = %s",
                [self.contract.id],
            )

    def test_only_within_the_term(self):
        late = self.contract.date_end + timedelta(days=1)
        with self.assertRefused(str(late), "Article 25"):
            self.draft_order(self.contract, {self.paper: 1}, due_date=late).action_submit()
        order = self.draft_order(self.contract, {self.paper: 1})
        order.action_submit()
        self.contract._write_locked({
            "date_start": self.today - timedelta(days=9),
            "date_end": self.today - timedelta(days=1),
        })
        with self.assertRefused("outside"):
            order.with_user(self.officer).action_place()
        order.action_cancel()

    def test_what_an_order_needs(self):
        order = self.draft_order(self.contract, {self.paper: 1}, request_id=False)
        order.action_submit()
        with self.assertRefused("Article 29"):
            order.with_user(self.officer).action_place()
        with self.assertRefused("not a partner"):
            self.draft_order(
                self.contract, {self.paper: 1}, partner_id=self.firms[3].id,
            ).action_submit()
        with self.assertRefused("asks for nothing"):
            self.draft_order(self.contract, {}).action_submit()
        plain = self.sign(self.draft_contract(self.award(MILLION, name="책상")))
        with self.assertRefused("Article 25"):
            self.draft_order(plain, {}).action_submit()

    def test_a_price_changes_by_a_dated_edition(self):
        before = self.place(self.contract, {self.paper: 10})
        with self.assertRefused("20,800 won"):
            self.change_price(self.paper, 20_900)
        change = self.change_price(self.paper, 20_800)
        self.assertEqual((self.paper.price_now, before.amount), (20_800, 200_000))
        self.assertEqual(self.place(self.contract, {self.paper: 10}).amount, 208_000)
        self.assertRecordValues(self.paper.price_ids, [
            {"unit_price": 20_800, "date_from": self.today, "change_id": change.id},
            {"unit_price": 20_000, "date_from": self.contract.date_start, "change_id": False},
        ])
        with self.assertRefused("cannot be changed"):
            self.paper.price_ids[0].sudo().write({"unit_price": 1})
        with self.assertRefused("90 days"):
            self.change_price(self.toner, 312_000)

    def test_a_revoked_order_gives_back_what_did_not_come(self):
        order = self.place(self.contract, {self.paper: 100})
        self.deliver(order, {self.paper: 30})
        order.with_user(self.officer)._do_transition("recall", "공급 중단")
        self.assertRecordValues(order, [{"state": "revoked", "accepted": 600_000}])
        self.assertEqual(self.contract.ordered, 600_000)
        self.assertFigures(committed=600_000)
        with self.assertRefused("stays accepted"):
            order.inspection_ids.with_user(self.inspector)._do_transition("cancel", "착오")
        whole = self.place(self.contract, {self.paper: 10})
        whole.with_user(self.officer)._do_transition("recall", "주문 착오")
        self.assertEqual(whole.commitment_id.state, "cancelled")
        self.assertRecordValues(self.paper, [{"ordered_quantity": 30, "left_quantity": 370}])

    def test_a_late_order_costs(self):
        order = self.place(self.contract, {self.paper: 100}, due_date=self.today)
        with self.assertRefused("owes no delay damages"):
            order.with_user(self.disburser).action_deduct_damages()
        self.deliver(order, notice=self.today + timedelta(days=10))
        self.assertRecordValues(order, [{"delay_days": 10, "delay_damages": 16_000}])
        self.assertIn("제75조", order.late_words)
        with self.assertRefused("write that first"):
            order.with_user(self.disburser).action_deduct_damages()
        voucher = self.draft_voucher(order.commitment_id)
        order.with_user(self.disburser).action_deduct_damages()
        self.assertEqual(voucher.net_amount, 2 * MILLION - 16_000)
        with self.assertRefused("deducted already"):
            order.with_user(self.disburser).action_deduct_damages()
        with self.assertRefused("late order"):
            self.contract.with_user(self.disburser).action_deduct_damages()

    def test_money_bound_at_signing_carries_the_orders(self):
        contract = self.sign(self.draft_unit(binds="signing", kind="service"))
        self.assertFigures(committed=15 * MILLION)
        order = self.place(contract, {contract.item_ids[0]: 100}, request_id=False)
        self.assertEqual(order.commitment_id, contract.commitment_ids)
        with self.assertRefused("from its order"):
            self.inspect(contract.commitment_ids)
        self.deliver(order)
        self.assertEqual((order.state, contract.inspected), ("completed", 2 * MILLION))
        self.assertFigures(committed=15 * MILLION)

    def test_what_waits_stands_in_the_work_to_do(self):
        order = self.draft_order(self.contract, {self.paper: 1})
        work = self.env["gotgan.work.item"]
        where = [("res_model", "=", order._name), ("res_id", "=", order.id)]
        mine = [*where, ("is_mine", "in", [True])]
        self.assertEqual(work.with_user(self.author).search(mine).step, "submit")
        order.action_submit()
        self.env.invalidate_all()
        self.assertFalse(work.with_user(self.author).search(mine))
        waiting = work.with_user(self.officer).search(mine)
        self.assertEqual((waiting.step, waiting.amount), ("place", 20_000))
        order.with_user(self.officer).action_place()
        self.env.invalidate_all()
        self.assertFalse(work.search(where))

    def test_the_end_of_the_term(self):
        order = self.place(self.contract, {self.paper: 100})
        with self.assertRefused(order.number):
            self.contract.with_user(self.clerk).action_end_term()
        self.deliver(order)
        with self.assertRefused(f"runs until {self.contract.date_end}. It"):
            self.contract.with_user(self.clerk).action_end_term()
        self.contract._write_locked({
            "date_start": self.today - timedelta(days=9),
            "date_end": self.today - timedelta(days=1),
        })
        self.contract.with_user(self.clerk).action_end_term()
        self.assertEqual(self.contract.state, "completed")
        with self.assertRefused("unit-price contract in performance"):
            self.contract.with_user(self.clerk).action_end_term()

    def test_each_step_has_its_person(self):
        order = self.draft_order(self.contract, {self.paper: 1})
        with self.assertRaises(AccessError):
            order.with_user(self.world.colleague).action_submit()
        order.action_submit()
        for user in (self.author, self.clerk, self.disburser):
            with self.assertRaises(AccessError):
                order.with_user(user).action_place()
        for values in ({"state": "placed"}, {"date": self.today}, {"commitment_id": 1}):
            with self.assertRaises(AccessError):
                order.write(values)
        for values in ({"unit_price": 1}, {"delivered": 1}, {"amount": 1}):
            with self.assertRaises(AccessError):
                order.line_ids.write(values)
        with self.assertRaises(AccessError):
            order.with_user(self.world.stranger).read(["name"])
        self.assertTrue(self.contract.with_user(self.world.stranger).read(["name"]))

    def change_price(self, item, price):
        self.contract._write_locked({"signed_on": self.today - timedelta(days=100)})
        change = self.env["gotgan.contract.change"].with_user(self.clerk).create({
            "contract_id": self.contract.id, "kind": "price", "reason": "물가 상승",
            "reference_date": self.today, "index_before": 100, "index_after": 104,
            "item_ids": [Command.create({"item_id": item.id, "unit_price": price})],
        })
        change.with_user(self.officer).action_agree()
        return change
