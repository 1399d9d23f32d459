from odoo.fields import Command
from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestWorkbench(ExpenditureCase):
    """A routine case: a click of the requester, one of each officer, on one page."""

    def save(self, **values):
        return self.env["gotgan.spending.template"].with_user(self.author).create({
            "name": "10월 복사기 임차료", "partner_id": self.payee.id, "basis": "임대차 계약서",
            "basis_kind": "contract", "evidence_ids": [Command.link(self.invoice.id)],
            "line_ids": [Command.create({
                "budget_line_id": self.line.id, "amount": 300_000,
            })],
            **values,
        })

    def write_from(self, template):
        action = template.action_new_request()
        return self.env["gotgan.spending.request"].with_user(self.author).browse(action["res_id"])

    def test_routine_case(self):
        request = self.write_from(self.save())
        self.assertIn(f"{self.today.month}월", request.name)
        request.action_advance()
        request.with_user(self.officer).action_advance()
        self.assertEqual(request.commitment_ids.state, "committed")
        request.with_user(self.author).action_advance()
        request.with_user(self.disburser).action_advance()
        order = request.commitment_ids.voucher_ids.payment_order_id
        self.assertEqual((order.state, order.amount), ("issued", 300_000))
        dialog = request.with_user(self.cashier).action_advance()
        self.assertEqual(dialog["res_model"], "gotgan.payment.confirmation")

    def test_nobody_does_the_steps_of_another(self):
        request = self.write_from(self.save())
        request.action_advance()
        request.action_advance()
        self.assertEqual(request.state, "submitted")
        request.with_user(self.disburser).action_advance()
        self.assertEqual(request.state, "submitted")

    def test_page_says_what_is_missing_and_whose_turn_it_is(self):
        request = self.write_from(self.save(basis=False))
        request.action_advance()
        case = request.with_user(self.officer).case
        self.assertTrue(case["missing"])
        self.assertEqual(case["actions"][0]["method"], "action_advance")
        self.assertEqual(len(case["timeline"]), 1)
        dialog = request.with_user(self.officer).action_advance()
        self.assertEqual(dialog["res_model"], "gotgan.commitment")  # the basis is asked for
        self.assertEqual(request.state, "approved")

    def test_saved_from_a_case_and_repeated(self):
        request, commitment, *_rest = self.pay_through(name="9월 신문 구독료")
        action = request.with_user(self.author).action_save_template()
        template = self.env["gotgan.spending.template"].browse(action["res_id"])
        self.assertRecordValues(template, [{
            "partner_id": self.payee.id, "basis": commitment.basis, "amount": 1_000_000,
            "evidence_ids": self.invoice.ids,
        }])
        again = self.env["gotgan.spending.request"].browse(
            request.with_user(self.author).action_repeat()["res_id"]
        )
        self.assertRecordValues(again, [{
            "name": f"{self.today.month}월 신문 구독료", "amount": 1_000_000, "state": "draft",
            "create_uid": self.author.id, "repeated_id": request.id,
        }])
        again.with_user(self.author).action_advance()
        again.with_user(self.officer).action_advance()
        again.with_user(self.author).action_advance()
        again.with_user(self.disburser).action_advance()
        voucher = again.commitment_ids.voucher_ids
        self.assertEqual(again.commitment_ids.basis, commitment.basis)
        self.assertEqual((voucher.state, voucher.evidence_ids), ("ordered", self.invoice))
