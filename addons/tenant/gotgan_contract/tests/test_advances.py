from odoo.fields import Command
from odoo.tests import tagged

from .common import MILLION, ContractCase

WON = 81 * MILLION


@tagged("post_install", "-at_install")
class TestAdvances(ContractCase):
    """선금: paid through the chain, settled with each 기성."""

    def setUp(self):
        super().setUp()
        self.contract = self.sign(self.draft_contract(self.works(), defect_years=3))
        self.env["res.partner.bank"].create({
            "acc_number": "110-555-000001", "partner_id": self.contract.partner_id.id,
        })
        self.paper = self.env.ref("gotgan_expenditure.evidence_kind_tax_invoice")
        self.bound = self.contract.commitment_ids.line_ids

    def advance(self, amount=WON):
        return self.env["gotgan.contract.advance"].with_user(self.clerk).create({
            "contract_id": self.contract.id, "partner_id": self.contract.partner_id.id,
            "amount": amount, "plan": "자재 구입",
        })

    def grant(self, amount=WON):
        self.guarantee(self.contract, kind="advance", amount=amount)
        advance = self.advance(amount)
        advance.with_user(self.officer).action_grant()
        return advance

    def draft(self, advance):
        action = advance.with_user(self.disburser).action_new_voucher()
        voucher = self.env["gotgan.voucher"].with_user(self.disburser).browse(action["res_id"])
        voucher.evidence_ids = self.paper
        return voucher

    def claim(self, amount=None):
        voucher = self.env["gotgan.voucher"].with_user(self.disburser).create({
            "commitment_id": self.contract.commitment_ids.id,
            "evidence_ids": [Command.link(self.paper.id)],
        })
        if amount is not None:
            voucher.line_ids.amount = amount
        voucher.action_resolve()
        return voucher

    def figures(self):
        self.env.invalidate_all()
        return tuple(
            won // MILLION for won in (
                self.bound.inspected, self.bound.vouchered, self.bound.advanced, self.bound.paid,
            )
        )

    def test_three_parts_and_completion(self):
        self.assertEqual(self.contract.amount, 270 * MILLION)
        advance = self.grant()
        voucher = self.draft(advance)
        voucher.action_resolve()
        self.assertEqual(self.figures(), (0, 81, 81, 0))
        self.pay(self.order(voucher))
        self.assertEqual((advance.state, self.figures()), ("paid", (0, 81, 81, 81)))
        self.assertFalse(voucher.advance_ids, "the inspections settle it, not a paper")
        for accepted, claimed, rest, paid in (
            (50, 35, 66, 116), (50, 35, 51, 151), (100, 70, 21, 221), (70, 49, 0, 270),
        ):
            self.accept(self.contract, amount=accepted * MILLION)
            if self.contract.state == "completed":
                self.guarantee(self.contract, "defect", amount=self.contract.defect_bond)
            part = self.claim()
            self.assertEqual(part.amount, claimed * MILLION)
            self.pay(self.order(part))
            self.assertEqual(self.figures()[2:], (rest, paid))
            self.assertEqual(advance.unsettled, rest * MILLION)
        self.assertEqual((self.contract.state, self.contract.unpaid), ("completed", 0))
        self.assertEqual(self.cell.paid, 270 * MILLION)

    def test_what_is_refused(self):
        with self.assertRefused("81,000,000", "0 won are held"):
            self.advance().with_user(self.officer).action_grant()
        advance = self.grant(150 * MILLION)
        voucher = self.draft(advance)
        self.assertEqual(self.draft(advance), voucher)
        voucher.action_resolve()
        self.guarantee(self.contract, kind="advance", amount=50 * MILLION)
        with self.assertRefused("189,000,000"):
            self.advance(50 * MILLION).with_user(self.officer).action_grant()
        with self.assertRefused("Cancel that first"):
            advance.with_user(self.officer)._do_transition("cancel", "철회")
        self.accept(self.contract, amount=90 * MILLION)
        with self.assertRefused("only 40,000,000 won"):
            self.claim(41 * MILLION)
        self.claim(40 * MILLION)

    def test_an_inspection_taken_back_opens_the_advance_again(self):
        self.draft(self.grant()).action_resolve()
        inspection = self.accept(self.contract, amount=90 * MILLION)
        self.assertEqual(self.figures(), (90, 81, 54, 0))
        inspection._do_transition("cancel", "재검사")
        self.assertEqual(self.figures(), (0, 81, 81, 0))

    def test_a_returned_payment(self):
        advance = self.grant()
        voucher = self.draft(advance)
        voucher.action_resolve()
        order = self.pay(self.order(voucher))
        order._do_transition("return", "계좌 오류")
        self.assertEqual((advance.state, voucher.state), ("granted", "resolved"))
        self.assertEqual((self.figures(), self.cell.paid), ((0, 81, 81, 0), 0))
        voucher._do_transition("cancel", "선금 취소")
        self.assertEqual(self.figures(), (0, 0, 0, 0))

    def test_an_advance_that_comes_back_after_the_end(self):
        voucher = self.draft(self.grant())
        voucher.action_resolve()
        self.pay(self.order(voucher))
        self.contract.with_user(self.officer)._do_transition("terminate", "공사 포기")
        self.assertEqual(self.contract.unpaid, 0)
        back = self.env["gotgan.spending.return"].with_user(self.author).create({
            "voucher_id": voucher.id, "ground": "terminated",
        })
        back.line_ids.amount = WON
        back.with_user(self.disburser).action_notice()
        back.with_user(self.cashier)._receive(self.today, {back.id: "입금-1"})
        self.assertEqual((self.figures(), self.cell.paid), ((0, 0, 0, 0), 0))
        self.assertEqual(self.bound.reduced, 270 * MILLION)
