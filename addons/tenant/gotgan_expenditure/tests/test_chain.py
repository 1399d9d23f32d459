from odoo.tests import Form, tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestChain(ExpenditureCase):
    """From the request to the confirmed transfer, as people do it."""

    def test_working_day(self):
        request, commitment, inspection, voucher, order = self.pay_through(1_200_000)
        self.assertRecordValues(request, [{"state": "closed", "amount": 1_200_000, "rest": 0}])
        self.assertRecordValues(commitment, [{"state": "closed", "paid": 1_200_000, "unpaid": 0}])
        self.assertRecordValues(inspection, [{"state": "passed", "amount": 1_200_000}])
        self.assertRecordValues(voucher, [{"state": "paid", "payment_order_id": order.id}])
        self.assertRecordValues(order, [{"state": "paid", "transfer_date": self.today}])
        self.assertFigures(
            allotted=10_000_000, requested=0, committed=1_200_000, paid=1_200_000,
        )
        for document in (request, commitment, inspection, voucher, order):
            self.assertRegex(document.number, r"^\d{4}-\d{6}$")

    def test_money_is_kept_from_submission_on(self):
        request = self.draft_request(3_000_000)
        self.assertFigures(requested=0)
        request.action_submit()
        self.assertFigures(requested=3_000_000, committed=0)
        request.with_user(self.officer).action_approve()
        self.commit(request)
        self.assertFigures(requested=0, committed=3_000_000, paid=0)

    def test_every_step_leaves_its_author_and_office(self):
        request, commitment, _inspection, voucher, order = self.pay_through()
        steps = [
            (event.transition, event.user_id)
            for document in (request, commitment, voucher, order)
            for event in document.event_ids.sorted("id")
        ]
        self.assertEqual(steps, [
            ("submit", self.author), ("approve", self.officer), ("settle", self.officer),
            ("commit", self.officer), ("settle", self.cashier),
            ("resolve", self.disburser), ("order", self.disburser), ("pay", self.cashier),
            ("issue", self.disburser), ("pay", self.cashier),
        ])
        self.assertIn(self.officer.name, commitment.event_ids.sorted("id")[0].capacity)

    def test_written_in_forms(self):
        """Every document after the first is prefilled from the one before it."""
        request = self.approve_request(2_000_000)
        commitments = self.env["gotgan.commitment"].with_user(self.officer)
        action = request.with_user(self.officer).action_new_commitment()
        with Form(commitments.with_context(**action["context"])) as form:
            self.assertEqual((form.name, form.partner_id), (request.name, self.payee))
            form.agreed_amount = 1_800_000
            form.basis = "물품구매 계약서"
            self.assertEqual(form.line_ids.edit(0).amount, 1_800_000)
        commitment = form.record
        commitment.action_commit()
        self.assertFigures(requested=0, committed=1_800_000)

        action = commitment.action_new_inspection()
        inspections = self.env["gotgan.inspection"].with_user(self.author)
        with Form(inspections.with_context(**action["context"])) as form:
            self.assertEqual(form.inspector_id, self.author)
        form.record.action_accept()

        action = commitment.action_new_voucher()
        vouchers = self.env["gotgan.voucher"].with_user(self.disburser)
        with Form(vouchers.with_context(**action["context"])) as form:
            self.assertEqual(form.bank_account_id, self.account)
            form.evidence_ids.add(self.invoice)
        voucher = form.record
        self.assertEqual(
            (voucher.amount, voucher.inspection_ids.ids), (1_800_000, commitment.inspection_ids.ids)
        )
        voucher.action_resolve()
        order = self.env["gotgan.payment.order"].browse(
            voucher.action_new_payment_order()["res_id"]
        )
        order.with_user(self.disburser).action_issue()
        dialog = order.with_user(self.cashier).action_pay()
        confirmations = self.env[dialog["res_model"]].with_user(self.cashier)
        with Form(confirmations.with_context(**dialog["context"])) as form:
            form.common_reference = "농협 20261122-7"
        form.record.action_confirm()
        self.assertRecordValues(order, [{
            "state": "paid", "transfer_reference": "농협 20261122-7", "amount": 1_800_000,
        }])

    def test_receipt_says_what_comes_next(self):
        request = self.draft_request()
        request.action_submit()
        self.assertIn(self.officer.name, request.next_step)
        request.with_user(self.officer).action_approve()
        commitment = self.commit(request, basis_date="2026-11-19")
        self.inspect(commitment)
        voucher = self.draft_voucher(commitment, claim_date="2026-11-19")
        self.assertIn(self.disburser.name, voucher.next_step)
        self.assertIn("2026-11-26", voucher.next_step)

    def test_case_shows_the_whole_chain(self):
        request, *_rest, order = self.pay_through(1_200_000)
        case = order.case
        self.assertEqual(
            [[one["number"] for one in stage["documents"]] for stage in case["stages"]],
            [[one.number] for one in (request, *_rest, order)],
        )
        figures = {one["key"]: one["won"] for one in case["figures"]}
        self.assertEqual((figures["requested"], figures["paid"]), (1_200_000, 1_200_000))
        self.assertTrue(case["stages"][-1]["documents"][0]["focus"])

    def test_orders_are_grouped_by_payee(self):
        other, _account = self.world.make_payee("주식회사 두리", "220-81-62517")
        commitments = self.commit(self.approve_request(count=3))
        self.inspect(commitments)
        vouchers = self.resolve(commitments)
        third = self.commit(self.approve_request(partner_id=other.id))
        self.inspect(third)
        vouchers |= self.resolve(third)
        orders = self.env["gotgan.payment.order"].search(
            vouchers.action_new_payment_order()["domain"], order="amount",
        )
        self.assertEqual(orders.mapped("amount"), [1_000_000, 3_000_000])
        orders.with_user(self.disburser).action_issue()
        self.pay(orders)
        self.assertEqual(set(vouchers.mapped("state")), {"paid"})
        self.assertFigures(paid=4_000_000)
