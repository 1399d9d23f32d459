from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MILLION, ContractCase


@tagged("post_install", "-at_install")
class TestGuarantees(ContractCase):
    """보증금: papers, cash in custody, what they secure."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.world.appoint("custodial_cashier", "문보관")

    def take_cash(self, contract, kind="performance", amount=2 * MILLION):
        guarantee = self.env["gotgan.contract.guarantee"].with_user(self.clerk).create({
            "contract_id": contract.id, "kind": kind, "form": "cash",
            "partner_id": contract.partner_id.id, "amount": amount,
        })
        with self.assertRaises(AccessError):
            guarantee.action_take()
        guarantee.with_user(self.keeper).action_take()
        self.env["res.partner.bank"].create({
            "partner_id": contract.partner_id.id, "acc_number": f"302-{guarantee.id}",
        })
        return guarantee

    def test_cash_stands_in_custody(self):
        contract = self.draft_contract(self.award())
        guarantee = self.take_cash(contract)
        case = guarantee.sudo().custody_case_id
        self.assertEqual((case.amount, case.rest), (2 * MILLION, 2 * MILLION))
        contract.with_user(self.officer).action_sign()
        with self.assertRefused("2,000,000"):
            guarantee.with_user(self.keeper).action_give_back()
        self.accept(contract)
        payout = self.give_back(guarantee)
        self.assertEqual(self.give_back(guarantee), payout)
        payout.action_submit()
        payout.with_user(self.disburser).action_approve()
        self.assertEqual(guarantee.state, "held")
        payout.action_pay()
        self.assertRecordValues(guarantee, [{"state": "returned", "released_on": self.today}])
        self.assertEqual(case.rest, 0)
        payout._do_transition("bounce", "계좌 해지")
        self.assertRecordValues(guarantee, [{"state": "held", "released_on": False}])

    def give_back(self, guarantee):
        action = guarantee.with_user(self.keeper).action_give_back()
        return self.env[action["res_model"]].with_user(self.keeper).browse(action["res_id"])

    def test_what_secures_a_duty_is_not_paid_back_by_another_way(self):
        contract = self.draft_contract(self.award())
        guarantee = self.take_cash(contract)
        contract.with_user(self.officer).action_sign()
        payout = guarantee.sudo().custody_case_id.with_user(self.keeper)._make_payouts()
        with self.assertRefused("2,000,000"):
            payout.action_submit()

    def test_forfeited_cash_becomes_revenue(self):
        contract = self.draft_contract(self.award())
        guarantee = self.take_cash(contract)
        case = guarantee.sudo().custody_case_id
        own = guarantee.with_user(self.officer)
        with self.assertRefused("revenue officer"):
            own._do_transition("forfeit", "계약 불이행")
        action = own.action_forfeit()
        payout = self.env[action["res_model"]].browse(action["res_id"])
        self.assertRecordValues(payout, [
            {"kind": "forfeit", "ground": "default", "amount": 2 * MILLION},
        ])
        self.assertEqual(own.action_forfeit()["res_id"], payout.id, "it is drafted once")
        payout.with_user(self.officer).action_submit()
        with self.assertRaises(AccessError):
            payout.with_user(self.officer).action_approve()
        payout.with_user(self.world.appoint("revenue_officer", "구징수")).action_approve()
        self.assertEqual((guarantee.state, case.rest), ("held", 2 * MILLION))
        payout.with_user(self.keeper).action_pay()
        self.env.invalidate_all()
        self.assertEqual((guarantee.state, case.rest), ("forfeited", 0))
        self.assertEqual(guarantee.released_on, self.today)
        with self.assertRaises(UserError):
            guarantee.with_user(self.keeper).action_give_back()

    def test_the_defect_bond_stays_until_the_liability_is_over(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=1))
        bond = self.guarantee(contract, kind="defect", amount=contract.defect_bond)
        with self.assertRefused("5,400,000"):
            bond.action_give_back()
        self.accept(contract)
        with self.assertRefused("5,400,000"):
            bond.action_give_back()
        contract._write_locked({"defect_until": self.today})
        bond.action_give_back()
        self.assertEqual(bond.state, "returned")

    def test_a_paper_needs_number_and_term(self):
        contract = self.draft_contract(self.award())
        with self.assertRefused("number and a last day"):
            self.guarantee(contract, paper_number=False)

    def test_expiring_papers_are_found(self):
        contract = self.draft_contract(self.award())
        soon = self.guarantee(contract, valid_until=self.today + timedelta(days=20))
        self.guarantee(contract, kind="advance")
        found = self.env["gotgan.contract.guarantee"].search([
            ("is_expiring", "=", True), ("contract_id", "=", contract.id),
        ])
        self.assertEqual(found, soon)

    def test_a_further_bond_is_what_is_missing(self):
        contract = self.sign(self.draft_contract(self.works(), defect_years=1))
        contract._write_locked({"amount": 300 * MILLION})
        contract.invalidate_recordset()
        self.assertTrue(contract.is_bond_short)
        further = self.env["gotgan.contract.guarantee"].with_user(self.clerk).new({
            "contract_id": contract.id,
        })
        further._onchange_contract_id()
        self.assertEqual(further.amount, 3 * MILLION)
