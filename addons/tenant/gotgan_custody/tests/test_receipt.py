from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CustodyCase


@tagged("post_install", "-at_install")
class TestReceipt(CustodyCase):
    """보관금 수납: announced by the department, received by the cashier."""

    def test_announced_and_received(self):
        receipt = self.announce(paper_number="2026-계약-12")
        self.assertBalance(0)
        receipt.with_user(self.cashier).action_receive()
        self.assertEqual(receipt.state, "received")
        self.assertTrue(receipt.number)
        self.assertRecordValues(receipt.case_id, [{
            "partner_id": self.builder.id, "rest": 1_000_000, "department_id": self.department.id,
            "name": "공원 정비공사 계약보증금 (2026-계약-12)",
            "source_model": "gotgan.custody.receipt", "source_id": receipt.id,
        }])
        self.assertBalance(1_000_000)

    def test_money_of_another_use_has_a_declared_way(self):
        """Nothing comes in before it is said how, where it goes and on what ground."""
        self.guarantee.write({"way_ground": False})
        receipt = self.announce()
        self.assertRefused([self.guarantee.name], receipt.with_user(self.cashier).action_receive)
        self.guarantee.write({"way_ground": "유실물 처리 규칙 제5조", "way_in": "withheld"})
        self.assertRefused([self.guarantee.name], receipt.with_user(self.cashier).action_receive)
        self.guarantee.way_in = "receipt"
        receipt.with_user(self.cashier).action_receive()
        self.assertEqual(receipt.state, "received")
        payout = self.draft(receipt.case_id)
        self.guarantee.way_out = "remit"
        self.assertRefused([self.guarantee.name], payout.action_submit)
        self.guarantee.way_out = "return"
        payout.action_submit()

    def test_a_receipt_of_nothing(self):
        receipt = self.announce(0)
        self.assertRefused([], receipt.with_user(self.cashier).action_receive)

    def test_a_receipt_is_received_once(self):
        receipt = self.receive()
        self.assertRefused([], receipt.with_user(self.cashier).action_receive)
        self.assertBalance(1_000_000)

    def test_undone_while_all_is_there(self):
        receipt = self.receive()
        receipt.with_user(self.cashier)._do_transition("undo", "잘못 수납함")
        self.assertBalance(0)
        other = self.receive()
        self.leave("pay_out", other.case_id, 1)
        self.assertRefused(
            [], lambda: other.with_user(self.cashier)._do_transition("undo", "잘못 수납함"),
        )

    def test_each_role(self):
        receipt = self.announce()
        for user in (self.author, self.disburser, self.collector, self.auditor, self.manager):
            with self.subTest(user=user.login):
                self.assertRefused([], receipt.with_user(user).action_receive, AccessError)
        self.assertRefused(
            [], lambda: receipt.with_user(self.stranger).name, AccessError,
        )
