from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.gotgan_expenditure.models.payment_check import PaymentCheck

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestPaymentChecks(ExpenditureCase):
    """지방회계법 시행령 33: three checks before payment, each with its figures."""

    def setUp(self):
        super().setUp()
        self.commitment = self.commit(self.approve_request(1_000_000))
        self.inspect(self.commitment)

    def draft_order(self, voucher):
        return self.env["gotgan.payment.order"].with_user(self.disburser).create({
            "voucher_ids": [(6, 0, voucher.ids)],
        })

    def test_all_pass_and_stay_visible(self):
        order = self.order(self.resolve(self.commitment))
        self.assertEqual(order.check_ids.mapped("kind"), ["papers", "allotment", "subject"])
        self.assertTrue(all(order.check_ids.mapped("passed")))
        self.assertIn("10,000,000", order.check_ids[1].finding)
        self.assertIn(self.invoice.name, order.check_ids[0].finding)

    def test_papers_missing(self):
        voucher = self.resolve(self.commitment, evidence_ids=[])
        self.assertFalse(voucher.papers_date)
        order = self.draft_order(voucher)
        with self.assertRefused(voucher.number, "33"):
            order.action_issue()
        self.assertEqual(order.state, "draft")
        voucher.with_user(self.disburser).evidence_ids = self.invoice
        voucher.action_receive()
        order.action_issue()
        self.assertEqual((order.state, voucher.papers_date), ("issued", self.today))

    def test_what_is_ticked_is_shown_or_explained(self):
        bound = self.commit(self.approve_request(name="강사 수당"), inspected_kind="none")
        voucher = self.resolve(bound)
        order = self.draft_order(voucher)
        with self.assertRefused(voucher.number, "33"):
            order.action_issue()
        voucher.with_user(self.disburser).papers_reason = "청구서 원본은 회계과에 편철함"
        order.action_issue()
        self.assertEqual(order.state, "issued")
        second = self.resolve(self.commit(
            self.approve_request(name="자문 수당"), inspected_kind="none",
        ))
        paper = self.env["ir.attachment"].with_user(self.disburser).create({
            "name": "청구서.pdf", "raw": b"1",
        })
        second.with_user(self.disburser).attachment_ids = paper
        self.assertEqual(self.order(second).state, "issued")

    def test_checked_without_issuing(self):
        """The checks can be seen before the order goes out, failed ones too."""
        order = self.draft_order(self.resolve(self.commitment, evidence_ids=[]))
        order.action_check()
        self.assertEqual(order.check_ids.mapped("passed"), [False, True, True])
        self.assertEqual(order.state, "draft")

    def test_beyond_the_allotment(self):
        """The ledger never lets it come so far; were a cell wrong, the check would stop it."""
        order = self.draft_order(self.resolve(self.commitment))
        self.cell.flush_recordset()
        self.env.cr.execute(
            "UPDATE gotgan_commitment_line SET paid = 900000 WHERE commitment_id = %s",
            [self.commitment.id],
        )
        self.env.invalidate_all()
        with self.assertRefused("100,000", "1,000,000"):
            order.action_issue()

    def test_wrong_year(self):
        order = self.draft_order(self.resolve(self.commitment))
        self.world.year._write_locked({"state": "closed"})
        with self.assertRefused(self.world.year.display_name):
            order.action_issue()

    def test_wrong_department(self):
        order = self.draft_order(self.resolve(self.commitment))
        order._write_locked({"department_id": self.world.other.id})
        order.voucher_ids._write_locked({"department_id": self.world.other.id})
        with self.assertRefused(self.world.other.name, self.cell.department_id.name):
            order.action_issue()

    def test_only_resolved_vouchers_are_ordered(self):
        """A draft can still change: its order would carry another amount than it pays."""
        voucher = self.draft_voucher(self.commitment)
        with self.assertRefused("resolved"):
            self.draft_order(voucher)

    def test_every_failed_order_is_named(self):
        vouchers = self.resolve(self.commitment, evidence_ids=[])
        second = self.commit(self.approve_request(500_000))
        self.inspect(second)
        vouchers |= self.resolve(second, evidence_ids=[])
        orders = self.draft_order(vouchers[0]) | self.draft_order(vouchers[1])
        with self.assertRefused(*vouchers.mapped("number")):
            orders.action_issue()

    def test_voucher_is_paid_once(self):
        voucher = self.resolve(self.commitment)
        first, second = self.draft_order(voucher), self.draft_order(voucher)
        first.action_issue()
        with self.assertRefused(voucher.number):
            second.action_issue()

    def test_checks_are_done_at_the_time_of_issue(self):
        order = self.draft_order(self.resolve(self.commitment))
        order.action_check()
        lost = patch.object(PaymentCheck, "_examine_papers", return_value=(False, "서류 회수"))
        with lost, self.assertRefused("서류 회수"):
            order.action_issue()

    def test_transfer_day_and_reference(self):
        order = self.order(self.resolve(self.commitment)).with_user(self.cashier)
        with self.assertRefused():
            order._confirm_transfers(self.today, {})
        with self.assertRefused("2026-01-01"):
            order._confirm_transfers(self.today.replace(month=1, day=1), {order.id: "이체"})
        with self.assertRefused():
            order._do_transition("pay")

    def test_account_of_another_payee(self):
        _other, account = self.world.make_payee("다른 업체")
        voucher = self.draft_voucher(self.commitment, bank_account_id=account.id)
        with self.assertRefused(self.payee.name):
            voucher.action_resolve()
