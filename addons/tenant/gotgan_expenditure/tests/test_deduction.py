from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestDeduction(ExpenditureCase):
    """원천징수·공제: the payee gets the rest, the books the whole, custody the part kept back."""

    def setUp(self):
        super().setUp()
        self.tax = self.env["gotgan.custody"]._find_account("income_tax")

    def claim(self, won=88_000, amount=1_000_000, **values):
        commitment = self.commit(self.approve_request(amount, **values))
        self.inspect(commitment)
        return self.draft_voucher(commitment, deduction_ids=[Command.create({
            "account_id": self.tax.id, "name": "기타소득 원천징수", "amount": won,
        })])

    def test_payee_gets_the_rest(self):
        voucher = self.claim()
        self.assertRecordValues(voucher, [{"amount": 1_000_000, "net_amount": 912_000}])
        voucher.action_resolve()
        order = self.order(voucher)
        self.assertRecordValues(order, [{"amount": 1_000_000, "net_amount": 912_000}])
        before = self.tax.balance
        self.pay(order)
        self.assertFigures(committed=1_000_000, paid=1_000_000)
        case = voucher.deduction_ids.case_id
        self.assertEqual((case.partner_id, case.rest), (self.payee, 88_000))
        self.assertEqual(self.tax.balance, before + 88_000)

    def test_returned_transfer_takes_it_back(self):
        voucher = self.claim()
        voucher.action_resolve()
        order = self.pay(self.order(voucher))
        case = voucher.deduction_ids.case_id
        order._do_transition("return", "예금주 불일치")
        self.assertFigures(paid=0)
        self.assertEqual(case.rest, 0)
        self.assertFalse(voucher.deduction_ids.case_id)

    def test_not_more_than_the_amount(self):
        voucher = self.claim(1_200_000)
        with self.assertRefused("1,200,000", "1,000,000"):
            voucher.action_resolve()

    def test_fixed_with_the_voucher(self):
        voucher = self.claim()
        voucher.action_resolve()
        with self.assertRefused(voucher.number):
            voucher.deduction_ids.amount = 1

    def test_case_is_set_by_the_payment_alone(self):
        voucher = self.claim()
        with self.assertRaises(AccessError):
            voucher.deduction_ids.with_user(self.disburser).write({"case_id": 1})

    def test_nothing_and_less(self):
        voucher = self.claim()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            voucher.deduction_ids.amount = 0
            self.env.flush_all()
