from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestPayee(ExpenditureCase):
    """Whose account it is, and who else has a right to the money."""

    def ask_change(self, **values):
        change = self.env["gotgan.payee.change"].with_user(self.disburser).create({
            "partner_id": self.payee.id, "account_id": self.account.id,
            "acc_number": "777-12-345678", "acc_holder_name": self.payee.name,
            "ground": "통장 사본", **values,
        })
        change.action_ask()
        return change

    def test_one_person_cannot_change_a_used_account(self):
        self.pay_through()
        with self.assertRefused(self.account.acc_number):
            self.account.with_user(self.disburser).acc_number = "111-11-111111"
        with self.assertRefused(self.payee.name):
            self.env["res.partner.bank"].with_user(self.disburser).create({
                "partner_id": self.payee.id, "acc_number": "111-11-111111",
            })

    def test_second_person_confirms(self):
        self.pay_through()
        change = self.ask_change()
        with self.assertRaises(AccessError):
            change.action_confirm()
        change.with_user(self.officer).action_confirm()
        self.assertEqual(self.account.acc_number, "777-12-345678")
        self.assertIn("301-0001-11", change.old_text)

    def test_another_account_is_added_by_two(self):
        self.pay_through()
        self.ask_change(account_id=False).with_user(self.officer).action_confirm()
        self.assertIn("777-12-345678", self.payee.bank_ids.mapped("acc_number"))

    def test_refused_change_changes_nothing(self):
        change = self.ask_change()
        change.with_user(self.officer)._do_transition("refuse", "통화가 되지 않음")
        self.assertNotEqual(self.account.acc_number, "777-12-345678")

    def attach(self, **values):
        claimant, _account = self.world.make_payee("채권자 주식회사", "220-81-62517")
        claim = self.env["gotgan.payee.claim"].with_user(self.disburser).create({
            "partner_id": self.payee.id, "claimant_id": claimant.id, "kind": "collection",
            "name": "2026타채1234", **values,
        })
        claim.action_register()
        return claim

    def claimed(self, **values):
        commitment = self.commit(self.approve_request())
        self.inspect(commitment)
        return self.resolve(commitment, **values)

    def test_attached_claim_stops_the_payment(self):
        claim = self.attach(amount=300_000)
        voucher = self.claimed()
        with self.assertRefused("2026타채1234", "300,000"):
            self.order(voucher)
        claim._do_transition("end", "압류 해제 통지")
        self.order(voucher)

    def test_kept_back_for_the_claimant_it_goes_on(self):
        claim = self.attach(amount=300_000)
        account = self.env["gotgan.custody"]._find_account("attachment")
        voucher = self.claimed(deduction_ids=[Command.create({
            "account_id": account.id, "name": "2026타채1234", "amount": 300_000,
            "partner_id": claim.claimant_id.id,
        })])
        self.pay(self.order(voucher))
        self.assertEqual(voucher.deduction_ids.case_id.partner_id, claim.claimant_id)

    def keep(self, claim, amount):
        account = self.env["gotgan.custody"]._find_account("attachment")
        return [Command.create({
            "account_id": account.id, "name": claim.name, "amount": amount,
            "partner_id": claim.claimant_id.id,
        })]

    def test_what_an_earlier_voucher_kept_back_counts(self):
        claim = self.attach(amount=1_300_000)
        self.order(self.claimed(deduction_ids=self.keep(claim, 1_000_000)))
        lean = self.claimed(deduction_ids=self.keep(claim, 200_000))
        self.assertIn("100,000", lean.claim_text)
        with self.assertRefused("2026타채1234", "100,000"):
            self.order(lean)
        other = self.claimed(deduction_ids=self.keep(claim, 100_000))
        self.assertFalse(other.claim_text)
        self.order(other)

    def test_claim_on_one_commitment_only(self):
        other = self.commit(self.approve_request())
        self.attach(commitment_ids=[Command.link(other.id)])
        self.order(self.claimed())
