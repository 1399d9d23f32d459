import base64
import io

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MILLION, ContractCase

WORKERS = "성명,생년월일,직종,근로일수,노무비\n김목수,800131-1234567,형틀목공,20,5000000\n" \
    "이철근,1975. 6. 2,철근공,15.5,4000000\n합계,,,,9000000\n"
PAID = "성명,생년월일,지급액,공제액,지급일\n김목수,800131,4800000,200000,2026-11-05\n" \
    "이철근,750602,4000000,,2026. 11. 5.\n"


@tagged("post_install", "-at_install")
class TestLabour(ContractCase):
    """노무비 구분지급: wages apart, each transfer by itself, the next one after the proof."""

    def setUp(self):
        super().setUp()
        self.contract = self.sign(self.draft_contract(
            self.works(), defect_years=3, labour_apart=True, labour_amount=90 * MILLION,
        ))
        self.firm = self.contract.partner_id
        self.plain = self.env["res.partner.bank"].create({
            "partner_id": self.firm.id, "acc_number": "301-11-1",
        })
        self.accept(self.contract, amount=30 * MILLION)

    def test_wages_and_rest_are_two_transfers_on_one_commitment(self):
        wages = self.name_account()
        claim = self.check(self.draft())
        self.assertRecordValues(claim, [{
            "state": "checked", "amount": 30 * MILLION, "labour_amount": 9 * MILLION,
            "rest_amount": 21 * MILLION, "worker_count": 2,
        }])
        shown = [claim.with_user(one).is_unclaimed for one in (self.disburser, self.clerk)]
        self.assertEqual(shown, [True, False], "only for whom it is of use")
        vouchers = self.resolve_claim(claim)
        self.assertRecordValues(vouchers.sorted("labour_part"), [
            {"labour_part": "rest", "amount": 21 * MILLION, "bank_account_id": self.plain.id},
            {"labour_part": "wages", "amount": 9 * MILLION, "bank_account_id": wages.id},
        ])
        self.assertEqual(vouchers.commitment_id, self.contract.commitment_ids)
        orders = self.env["gotgan.payment.order"].with_user(self.disburser)._create_from_vouchers(
            vouchers.with_user(self.disburser),
        )
        self.assertEqual(len(orders), 2, "each account is an order, so a transfer, of its own")
        orders.action_issue()
        self.pay(orders)
        self.assertEqual((claim.state, self.contract.paid), ("paid", 30 * MILLION))
        self.assertFigures(committed=270 * MILLION, paid=30 * MILLION)
        back = orders.filtered(lambda one: one.bank_account_id == wages)
        back.with_user(self.cashier)._do_transition("return", "계좌 해지")
        self.env.invalidate_all()
        self.assertEqual((claim.state, self.contract.paid), ("checked", 21 * MILLION))

    def test_the_next_claim_waits_for_the_proof(self):
        self.name_account()
        claim = self.pay_claim(self.check(self.draft(amount=20 * MILLION)))
        following = self.draft(amount=10 * MILLION)
        with self.assertRefused(claim.number, "Article 43"):
            following.action_check()
        self.assertFalse(claim.with_user(self.disburser).is_unclaimed)
        self.assertFalse(claim.is_proven)
        with self.assertRefused("김목수 (0 of 5,000,000 won)", "이철근"):
            claim.action_confirm()
        claim.receipt_file = base64.b64encode(PAID.replace("4000000", "3999999").encode())
        claim.action_load_receipt()
        with self.assertRefused("이철근 (3,999,999 of 4,000,000 won)"):
            claim.action_confirm()
        with self.assertRefused("10월"):
            self.contract._write_locked({"state": "completed"})
            self.contract.with_user(self.clerk).action_close()
        claim.worker_ids[1].with_user(self.clerk).write({"paid": 4_000_000})
        self.assertTrue(claim.is_proven)
        claim.action_confirm()
        self.assertRecordValues(claim, [{"state": "confirmed", "confirmed_on": self.today}])
        following.action_check()

    def test_what_is_refused(self):
        with self.assertRefused("no account for wages"):
            self.draft().action_check()
        wages = self.name_account()
        with self.assertRefused("paid apart"):
            self.resolve(self.contract.commitment_ids, 10 * MILLION)
        with self.assertRefused("30,000,001", "Articles 17 and 18"):
            self.draft(amount=30 * MILLION + 1).action_check()
        with self.assertRefused("9,000,000", "more than the claim"):
            self.draft(amount=8 * MILLION).action_check()
        with self.assertRefused("lists no workers"):
            self.draft(file=False).action_check()
        claim = self.check(self.draft())
        vouchers = self.draft_vouchers(claim)
        part = vouchers.filtered(lambda one: one.labour_part == "wages")
        for values, word in (
            ({"bank_account_id": self.plain.id}, "not the right one"),
            ({"labour_claim_id": False, "labour_part": False}, "wages only"),
        ):
            with self.assertRefused(word):
                part.write(values)
                part.action_resolve()
        with self.assertRefused("Cancel that first"):
            claim.action_reopen()
        with self.assertRefused("from the claim"):
            part.line_ids.amount -= 1
            part.action_resolve()
        self.assertEqual(part.bank_account_id, wages)

    def test_wages_cannot_be_attached(self):
        self.name_account()
        self.env["gotgan.payee.claim"].with_user(self.disburser).create({
            "partner_id": self.firm.id, "claimant_id": self.firms[3].id, "kind": "collection",
            "name": "2026타채77", "amount": 0,
        }).action_register()
        vouchers = self.resolve_claim(self.check(self.draft()))
        part = vouchers.filtered(lambda one: one.labour_part == "wages")
        self.assertFalse(part.claim_text)
        self.assertIn("2026타채77", (vouchers - part).claim_text)
        self.order(part)
        with self.assertRefused("2026타채77"):
            self.order(vouchers - part)

    def test_faults_of_a_list_are_named_by_row(self):
        book = openpyxl.Workbook()
        for row in (("노무비 청구 내역",), ("성명", "생년월일", "노무비(원)", "일수"),
                    ("김목수", "801301", 1000, 1), ("", "800101", "만원", 400),
                    ("박용접", "900101", 2000, 3), ("박용접", "900101", 2000, 3)):
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        claim = self.draft(file=False)
        claim.file = base64.b64encode(out.getvalue())
        with self.assertRefused(
            "Row 3 (생년월일)", "Row 4 (성명)", "Row 4 (노무비)", "Row 4 (근로일수)",
            "Row 6: 박용접",
        ):
            claim.action_load()
        self.assertFalse(claim.worker_ids, "all of the list, or nothing")
        paid = self.draft()
        paid._write_locked({"state": "paid"})
        paid.receipt_file = base64.b64encode(PAID.replace("이철근", "이처근").encode("cp949"))
        with self.assertRefused("Row 3: 이처근"):
            paid.action_load_receipt()
        self.assertNotIn("1234567", str(paid.worker_ids.read()))

    def test_an_account_for_wages_needs_two_people(self):
        with self.assertRaises(AccessError):
            self.plain.write({"is_labour": True})
        with self.assertRaises(AccessError):
            self.plain.create({
                "partner_id": self.firm.id, "acc_number": "9", "is_labour": True,
            })
        change = self.ask_account()
        with self.assertRaises(AccessError):
            change.action_confirm()

    def test_each_step_has_its_person(self):
        claim = self.draft()
        for user in (self.world.colleague, self.disburser):
            with self.assertRaises(AccessError):
                claim.with_user(user).action_check()
        for values in ({"state": "paid"}, {"confirmed_on": self.today}, {"labour_amount": 1}):
            with self.assertRaises(AccessError):
                claim.write(values)
        with self.assertRaises(AccessError):
            claim.worker_ids.write({"paid": 1})
        with self.assertRaises(AccessError):
            claim.with_user(self.world.stranger).read(["name"])

    # ---- vocabulary --------------------------------------------------------

    def draft(self, file=WORKERS, amount=30 * MILLION):
        claim = self.env["gotgan.labour.claim"].with_user(self.clerk).create({
            "name": "10월 노무비", "contract_id": self.contract.id, "amount": amount,
            "date_from": "2026-10-01", "date_to": "2026-10-31",
            "file": base64.b64encode(file.encode()) if file else False,
        })
        if file:
            claim.action_load()
        return claim

    def check(self, claim):
        claim.action_check()
        return claim

    def draft_vouchers(self, claim):
        claim.with_user(self.disburser).action_new_vouchers()
        vouchers = claim.voucher_ids.with_user(self.disburser)
        vouchers.evidence_ids = self.invoice
        return vouchers

    def resolve_claim(self, claim):
        vouchers = self.draft_vouchers(claim)
        vouchers.action_resolve()
        return vouchers

    def pay_claim(self, claim):
        self.pay(self.order(self.resolve_claim(claim)))
        return claim

    def ask_account(self):
        change = self.env["gotgan.payee.change"].with_user(self.disburser).create({
            "partner_id": self.firm.id, "acc_number": "777-01-9", "ground": "전용계좌 사본",
            "acc_holder_name": self.firm.name, "is_labour": True,
        })
        change.action_ask()
        return change

    def name_account(self):
        self.ask_account().with_user(self.officer).action_confirm()
        return self.firm.bank_ids.filtered("is_labour")
