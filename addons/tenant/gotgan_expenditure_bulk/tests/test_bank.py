from odoo.tests import tagged

from odoo.addons.gotgan_treasury.tests.common import TreasuryCase

from .common import BulkCase
from .test_bulk import SHOP, SINGER, TEACHER

SINGERS_ACCOUNT = "10012345678"


@tagged("post_install", "-at_install")
class TestBank(BulkCase, TreasuryCase):
    """Each payee of a list is an instruction of its own; what fails of them is owed again."""

    def instruct(self, *rows):
        """Take a list as far as the signed list of the bank; return (list, order)."""
        bulk = self.load(self.make_csv(*rows))
        voucher = self.confirm(bulk).with_user(self.disburser)
        voucher.evidence_ids = self.invoice
        voucher.action_resolve()
        order = self.order(voucher)
        self.sign(order)
        return bulk, order

    def get_row(self, bulk, name):
        return bulk.payee_ids.filtered(lambda one: one.name == name)

    def test_every_payee_is_told_once(self):
        bulk, order = self.instruct(TEACHER, SINGER, SHOP)
        told = order.instruction_ids.sorted("part")
        self.assertRecordValues(told, [
            {"part": one.id, "amount": one.net_amount, "number": one.account_number,
             "bank_code": one.bank_code, "holder": one.name, "state": "created"}
            for one in bulk.payee_ids.sorted("id")
        ])
        self.assertEqual(len(set(told.mapped("key"))), 3)
        self.run_sender()
        self.assertEqual(sorted(self.bank.heard), sorted(told.mapped("key")))
        self.assertRecordValues(order, [{"state": "paid", "transfer_date": self.today}])
        self.assertEqual(self.treasury.balance, -bulk.net_amount)
        self.assertFigures(paid=1_000_000)

    def test_only_what_was_refused_is_owed_again(self):
        bulk, order = self.instruct(TEACHER, SINGER, SHOP)
        self.bank.refused.add(SINGERS_ACCOUNT)
        self.run_sender()
        singer = self.get_row(bulk, "이가수")
        self.assertEqual(order.state, "paid")
        self.assertRecordValues(singer, [{"state": "returned", "return_reason": "잔액 부족"}])
        self.assertEqual(set((bulk.payee_ids - singer).mapped("state")), {"listed"})
        self.assertFigures(paid=1_000_000 - 483_500)
        self.assertEqual(self.treasury.balance, -490_100)
        self.run_sender()
        self.assertFigures(paid=1_000_000 - 483_500)
        again = self.env["gotgan.bulk.payment"].with_user(self.author).browse(
            bulk.with_user(self.author).action_repay()["res_id"])
        self.assertEqual(again.payee_ids.mapped("name"), ["이가수"])

    def test_what_comes_back_later_is_owed_again(self):
        bulk, order = self.instruct(TEACHER, SINGER)
        self.run_sender()
        singer = self.get_row(bulk, "이가수")
        key = order.instruction_ids.filtered(lambda one: one.part == singer.id).key
        self.bank.move("return", key, 483_500, "계좌 없음")
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        day.action_read()
        singer.invalidate_recordset()
        self.assertRecordValues(singer, [{"state": "returned", "return_reason": "계좌 없음"}])
        self.assertFigures(paid=800_000 - 483_500)
        self.assertEqual(self.treasury.balance, -290_100)
        self.assertEqual(day.own_amount, 773_600)

    def test_nothing_is_paid_while_one_has_no_word(self):
        bulk, order = self.instruct(TEACHER, SINGER)
        self.bank.mood = "mute"
        self.run_sender()
        self.assertEqual((order.state, bulk.returned_count), ("issued", 0))
        with self.assertRefused(order.number):
            order.with_user(self.disburser).action_instruct()
        self.hurry(order.instruction_ids)
        self.run_sender()
        self.assertEqual((order.state, len(self.bank.heard)), ("paid", 2))

    def test_all_refused_is_given_anew(self):
        _bulk, order = self.instruct(TEACHER, SINGER)
        self.bank.mood = "reject"
        self.run_sender()
        self.assertEqual(order.state, "issued")
        self.bank.mood = "done"
        order.with_user(self.disburser).action_instruct()
        self.sign(order)
        self.run_sender()
        self.assertEqual((order.state, len(order.instruction_ids)), ("paid", 4))
        self.assertFigures(paid=800_000)

    def test_no_file_beside_the_instructions(self):
        _bulk, order = self.instruct(TEACHER)
        with self.assertRefused(order.number):
            order.with_user(self.disburser).action_bulk_file()

    def test_the_file_is_on_the_list_whose_download_needs_a_reason(self):
        self.treasury.fund_ids = False
        _bulk, order = self.instruct(TEACHER, "=가수,,088,100-1234-5678,500000,,,-1회")
        for _time in range(2):
            order.with_user(self.disburser).action_bulk_file()
        paper = self.env["ir.attachment"].search([
            ("res_model", "=", "gotgan.bulk.payment"), ("mimetype", "=", "text/csv"),
            ("res_field", "=", False),
        ])
        self.assertEqual(len(paper), 1)
        self.assertIn("'=가수", paper.raw.decode("utf-8-sig"))
        subjects = self.env["gotgan.access.subject"]._get_all()
        self.assertIn("gotgan.bulk.payment", subjects)
