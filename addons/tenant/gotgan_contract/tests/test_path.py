from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestPath(ContractCase):
    """From the need to the payment, as people do it."""

    def test_from_need_to_payment(self):
        case = self.draft_case(15 * MILLION)
        self.assertEqual(case.method, "private_one")
        self.assertIn("제30조제1항제2호", case.method_reason)
        case = self.award(15 * MILLION)
        contract = self.draft_contract(case)
        self.assertEqual((contract.partner_id, contract.original_amount),
                         (self.firms[0], 15 * MILLION))
        self.sign(contract)
        self.assertRecordValues(contract, [{
            "state": "signed", "amount": 15 * MILLION, "signer_id": self.officer.id, "version": 1,
        }])
        self.assertEqual(case.state, "contracted")
        commitment = contract.commitment_ids
        self.assertRecordValues(commitment, [{
            "state": "committed", "amount": 15 * MILLION, "basis_kind": "contract",
        }])
        self.assertFigures(requested=0, committed=15 * MILLION)
        self.accept(contract)
        self.assertRecordValues(contract, [{
            "state": "completed", "completed_on": self.today, "delay_damages": 0,
        }])
        self.world.make_payee(self.firms[0].name)
        self.pay_contract(commitment)
        self.assertEqual((contract.paid, contract.unpaid), (15 * MILLION, 0))
        contract.with_user(self.clerk).action_close()
        self.assertEqual(contract.state, "closed")

    def pay_contract(self, commitment):
        self.env["res.partner.bank"].create({
            "partner_id": commitment.partner_id.id, "acc_number": "301-11-1",
            "acc_holder_name": commitment.partner_id.name,
        })
        vouchers = self.draft_voucher(commitment)
        vouchers.action_resolve()
        return self.pay(self.order(vouchers))

    def test_a_subcontractor_is_paid_directly(self):
        contract = self.sign(self.draft_contract(self.award(15 * MILLION)))
        builder = self.firms[1]
        part = self.env["gotgan.contract.subcontract"].with_user(self.clerk).create({
            "contract_id": contract.id, "partner_id": builder.id, "part": "설치",
            "amount": 4 * MILLION,
        }).with_user(self.disburser)
        with self.assertRefused("Article 14"):
            part.action_pay_directly()
        part.with_user(self.clerk).write({"is_direct": True, "ground": "발주자·원사업자 합의"})
        with self.assertRefused("Inspect first"):
            part.action_pay_directly()
        self.accept(contract)
        part.action_pay_directly()
        voucher = part.voucher_ids
        voucher.evidence_ids = self.invoice
        self.assertRecordValues(voucher, [{"partner_id": builder.id, "amount": 4 * MILLION}])
        with self.assertRefused("account of the subcontractor"):
            voucher.action_resolve()
        voucher.bank_account_id = self.env["res.partner.bank"].create({
            "partner_id": builder.id, "acc_number": "301-22-2", "acc_holder_name": builder.name,
        })
        voucher.action_resolve()
        with self.assertRefused("0 won of its part"):
            part.action_pay_directly()
        self.pay(self.order(voucher))
        self.assertEqual((part.paid, contract.paid), (4 * MILLION, 4 * MILLION))

    def test_a_subcontractor_is_paid_from_the_share_of_its_contractor(self):
        contract = self.draft_contract(self.award(15 * MILLION), joint_kind="joint")
        contract.party_ids.share = 60
        self.env["gotgan.contract.party"].with_user(self.clerk).create({
            "contract_id": contract.id, "partner_id": self.firms[1].id, "share": 40,
        })
        self.sign(contract)
        self.accept(contract)
        values = {
            "contract_id": contract.id, "partner_id": self.firms[2].id, "part": "설치",
            "amount": 4 * MILLION, "is_direct": True, "ground": "발주자·원사업자 합의",
        }
        parts = self.env["gotgan.contract.subcontract"].with_user(self.clerk)
        with self.assertRefused(self.firms[3].name):
            parts.create({**values, "contractor_id": self.firms[3].id})
        part = parts.create({**values, "contractor_id": self.firms[1].id})
        action = part.with_user(self.disburser).action_pay_directly()
        voucher = self.env["gotgan.voucher"].browse(action["res_id"])
        self.assertEqual(voucher.commitment_id.partner_id, self.firms[1])

    def test_late_completion_costs(self):
        contract = self.sign(self.draft_contract(self.award(15 * MILLION), days=0))
        self.accept(contract, notice=self.today + timedelta(days=10))
        self.assertRecordValues(contract, [{
            "state": "completed", "delay_days": 10, "delay_damages": 120_000,
        }])
        self.assertIn("제75조", contract.late_words)

    def excuse(self, contract, first, last, **values):
        return self.env["gotgan.contract.excuse"].with_user(self.clerk).create({
            "contract_id": contract.id, "reason": "호우경보 발효, 기상청 통보문",
            "date_from": contract.date_end + timedelta(days=first),
            "date_to": contract.date_end + timedelta(days=last), **values,
        })

    def test_days_without_fault_are_not_charged(self):
        """시행령 90①: with reason and decision, and never twice for one day."""
        contract = self.sign(self.draft_contract(self.award(15 * MILLION), days=0))
        storm = self.excuse(contract, -1, 3)
        again = self.excuse(contract, 3, 4, cause="agency")
        self.accept(contract, notice=contract.date_end + timedelta(days=10))
        self.assertEqual((contract.delay_days, contract.delay_damages), (10, 120_000))
        with self.assertRaises(AccessError):
            storm.with_user(self.clerk).action_grant()
        storm.with_user(self.officer).action_grant()
        again.with_user(self.officer).action_grant()
        self.assertEqual((contract.delay_days, contract.delay_damages), (6, 72_000))
        again.with_user(self.officer)._do_transition("revoke", "대체 납품 가능하였음")
        self.assertEqual((contract.delay_days, contract.delay_damages), (7, 84_000))
        with self.assertRefused():
            storm.with_user(self.clerk).date_to = contract.date_end + timedelta(days=9)
        public = self.excuse(contract, 1, 30, cause="public", reason="국가기관")
        public.with_user(self.officer).action_grant()
        self.assertEqual((contract.delay_days, contract.delay_damages), (0, 0))
        with self.assertRefused("owes no delay damages"):
            contract.with_user(self.clerk).action_deduct_damages()

    def test_what_came_late_in_parts_is_late_for_its_own_days(self):
        """시행령 제90조제2항: what was taken over is off the base from then on."""
        contract = self.sign(self.draft_contract(self.award(15 * MILLION), days=0))
        self.accept(contract, amount=5 * MILLION, notice=self.today + timedelta(days=4))
        self.accept(contract, notice=self.today + timedelta(days=10))
        self.assertRecordValues(contract, [{
            "delay_days": 10, "delay_base": 15 * MILLION, "delay_damages": 96_000,
        }])
        self.assertIn("5,000,000 won × 4 days + 10,000,000 won × 10 days", contract.late_words)

    def test_damages_are_deducted_from_the_voucher(self):
        contract = self.sign(self.draft_contract(self.award(15 * MILLION), days=0))
        with self.assertRefused("owes no delay damages"):
            contract.with_user(self.disburser).action_deduct_damages()
        self.accept(contract, notice=self.today + timedelta(days=10))
        with self.assertRefused("120,000"):
            contract.with_user(self.disburser).action_deduct_damages()
        voucher = self.draft_voucher(contract.commitment_ids)
        contract.with_user(self.disburser).action_deduct_damages()
        self.assertEqual(voucher.net_amount, 15 * MILLION - 120_000)
        self.assertEqual(voucher.deduction_ids.account_id.use, "damages")
        with self.assertRefused("120,000"):
            contract.with_user(self.disburser).action_deduct_damages()

    def test_an_inspection_taken_back_reopens(self):
        contract = self.sign(self.draft_contract(self.award()))
        inspection = self.accept(contract)
        inspection._do_transition("cancel", "수량 착오")
        self.assertRecordValues(contract, [{"state": "signed", "completed_on": False}])

    def test_progress_then_completion(self):
        contract = self.sign(self.draft_contract(self.award(15 * MILLION)))
        self.accept(contract, amount=6 * MILLION)
        self.assertRecordValues(contract, [{"state": "signed", "inspected": 6 * MILLION}])
        self.accept(contract)
        self.assertEqual(contract.state, "completed")

    def test_works_have_a_defect_calendar(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=2))
        self.assertEqual(contract.defect_bond, 5_400_000)
        noticed = self.today - timedelta(days=9)
        self.accept(contract, notice=noticed)
        self.assertEqual((contract.completed_on, contract.defect_from), (noticed, self.today))
        self.assertEqual(len(contract.defect_check_ids), 4)
        self.assertEqual(contract.defect_check_ids[-1].due_date, contract.defect_until)
        check = contract.defect_check_ids[0].with_user(self.inspector)
        check._do_transition("find", "균열")
        check.action_mend()
        self.assertRecordValues(check, [{"state": "passed", "inspector_id": self.inspector.id}])

    def test_the_last_payment_waits_for_the_defect_bond(self):
        """시행령 71②: parts are paid before it, the last one after it."""
        contract = self.sign(self.draft_contract(self.works(), defect_years=2))
        self.env["res.partner.bank"].create({
            "partner_id": contract.partner_id.id, "acc_number": "301-71-2",
        })
        self.accept(contract, amount=100 * MILLION)
        self.resolve(contract.commitment_ids, 100 * MILLION)
        self.accept(contract)
        last = self.draft_voucher(contract.commitment_ids)
        with self.assertRefused("5,400,000", "제71조"):
            last.action_resolve()
        self.guarantee(contract, kind="defect", amount=5 * MILLION)
        with self.assertRefused("400,000", "제71조"):
            last.action_resolve()
        self.guarantee(contract, kind="defect", amount=400_000)
        last.action_resolve()
        self.assertEqual(last.state, "resolved")

    def test_joint_contract_binds_each_partner(self):
        case = self.award(15 * MILLION)
        contract = self.draft_contract(case, joint_kind="joint")
        contract.party_ids.share = 60
        self.env["gotgan.contract.party"].with_user(self.clerk).create({
            "contract_id": contract.id, "partner_id": self.firms[1].id, "share": 39.5,
        })
        self.guarantee(contract, form="pledge")
        with self.assertRefused("99.5"):
            contract.with_user(self.officer).action_sign()
        contract.party_ids.sorted("share")[0].share = 40
        contract.with_user(self.officer).action_sign()
        self.assertEqual(
            sorted(contract.commitment_ids.mapped("amount")), [6 * MILLION, 9 * MILLION],
        )

    def test_termination_gives_back_what_was_not_delivered(self):
        contract = self.sign(self.draft_contract(self.award(15 * MILLION)))
        self.accept(contract, amount=5 * MILLION)
        contract.with_user(self.officer)._do_transition("terminate", "이행 불가")
        self.assertEqual(contract.state, "terminated")
        self.assertFigures(committed=5 * MILLION)
