from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestSend(TreasuryCase):
    """The bank is told once, asked as often as needed, and its answer moves the order."""

    def test_an_account_without_a_bank_is_refused_at_issue(self):
        self.account.bank_id = False
        with self.assertRefused(self.account.acc_number, self.payee.name):
            self.issue()
        self.assertFalse(self.instructions.search([("number", "=", self.account.acc_number)]))

    def test_issued_signed_sent_paid(self):
        order, instruction = self.pay_by_bank(1_200_000)
        self.assertRecordValues(instruction, [{
            "state": "acked", "amount": 1_200_000, "transfer_date": self.today, "attempts": 1,
        }])
        self.assertRecordValues(order, [{
            "state": "paid", "transfer_reference": f"T-{instruction.key}",
        }])
        self.assertEqual(order.voucher_ids.state, "paid")
        self.assertFigures(paid=1_200_000)
        self.assertEqual(self.treasury.balance, -1_200_000)
        self.assertEqual(instruction.attempt_ids.mapped("status"), ["asked", "done"])
        self.assertIn(self.treasury.name, order.event_ids.sorted("id")[-1].capacity)

    def test_the_instruction_is_there_with_the_order_and_not_before_it_is_signed(self):
        order = self.issue()
        self.assertEqual(order.instruction_ids.state, "created")
        self.run_sender()
        self.assertEqual((self.bank.heard, order.instruction_ids.state), ([], "created"))

    def test_no_answer_is_asked_about_and_never_sent_again(self):
        order, instruction = self.pay_by_bank(mood="mute")
        self.assertEqual((instruction.state, order.state), ("unknown", "issued"))
        self.bank.mood = "done"
        for _time in range(3):
            self.hurry(instruction)
            self.run_sender()
        self.assertEqual((instruction.state, order.state), ("acked", "paid"))
        self.assertEqual(self.bank.heard, [instruction.key])
        self.assertFigures(paid=1_000_000)

    def test_not_arrived_yet_stays_unknown_until_its_time_is_over(self):
        order, instruction = self.pay_by_bank(mood="deaf")
        self.bank.mood = "done"
        self.hurry(instruction)
        self.run_sender()
        self.assertEqual(instruction.state, "unknown")
        with self.assertRefused(order.number):
            order.with_user(self.disburser).action_instruct()
        self.bank.mood = "late"
        self.hurry(instruction)
        self.run_sender()
        self.assertEqual((instruction.state, order.state), ("rejected", "issued"))
        order.with_user(self.disburser).action_instruct()
        again = order.instruction_ids - instruction
        self.assertNotEqual(again.key, instruction.key)
        self.sign(order)
        self.bank.mood = "done"
        self.run_sender()
        self.assertEqual((order.state, self.bank.heard), ("paid", [again.key]))

    def test_refused(self):
        order, instruction = self.pay_by_bank(mood="reject")
        self.assertRecordValues(instruction, [{"state": "rejected", "reason": "잔액 부족"}])
        self.assertEqual(order.state, "issued")
        with self.assertRefused(order.number, instruction.key):
            self.pay(order)
        order.with_user(self.disburser)._do_transition("cancel", "계좌 오류")
        self.assertEqual((order.state, order.voucher_ids.state), ("cancelled", "resolved"))

    def test_being_processed(self):
        order, instruction = self.pay_by_bank(mood="pending")
        self.assertEqual(instruction.state, "sent")
        self.bank.mood = "done"
        self.hurry(instruction)
        self.run_sender()
        self.assertEqual(order.state, "paid")

    def test_killed_after_sending(self):
        """The answer never reached the books: whoever comes next asks."""
        order = self.issue()
        self.sign(order)
        instruction = order.instruction_ids
        self.bank.transfers(self.treasury, {"transfers": [
            {"key": instruction.key, "amount": instruction.amount},
        ]})
        instruction.sudo().write({"state": "sent", "valid_until": "2099-01-01"})
        self.hurry(instruction)
        self.run_sender()
        self.assertEqual((order.state, self.bank.heard), ("paid", [instruction.key]))

    def test_nobody_confirms_or_cancels_what_the_bank_has(self):
        order, instruction = self.pay_by_bank(mood="mute")
        with self.assertRefused(order.number, instruction.key):
            order.with_user(self.cashier)._confirm_transfers(self.today, {order.id: "손"})
        with self.assertRefused(order.number, instruction.key):
            order.with_user(self.disburser)._do_transition("cancel", "취소")

    def test_cancelled_before_it_was_signed(self):
        order = self.issue()
        order.with_user(self.disburser)._do_transition("cancel", "잘못 발행")
        self.assertEqual(order.instruction_ids.state, "withdrawn")
        self.run_sender()
        self.assertFalse(self.bank.heard)

    def test_an_answer_the_books_refuse_is_kept(self):
        order = self.issue()
        self.sign(order)
        self.world.year._write_locked({"state": "closed"})
        with mute_logger("odoo.addons.gotgan_treasury.models.bank_payer_mixin"):
            self.run_sender()
        instruction = order.instruction_ids
        self.assertEqual((instruction.state, order.state), ("acked", "issued"))
        self.assertTrue(instruction.fault)
        self.world.year._write_locked({"state": "open"})
        self.run_sender()
        self.assertEqual((order.state, instruction.fault), ("paid", False))

    def test_a_fund_without_an_account_is_paid_by_hand(self):
        self.treasury.fund_ids = False
        order = self.issue()
        self.assertFalse(order.instruction_ids)
        self.assertEqual(self.pay(order).state, "paid")

    def test_words_are_never_changed(self):
        _order, instruction = self.pay_by_bank()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            instruction.attempt_ids[:1].write({"status": "silent"})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            instruction.unlink()

    def test_a_cashier_reads_why_the_bank_is_silent(self):
        tell = self.env["gotgan.bank.adapter"]._tell
        own = ("import", "unconfigured", "503", "ReadTimeout", "ConnectionError", "results: 'day'")
        for words in own:
            with self.subTest(words=words):
                self.assertNotIn(words.split(":")[0], tell(words).replace("error 503", ""))
        self.assertEqual(tell("예금주 불일치"), "예금주 불일치")
        self.assertFalse(tell(False))
