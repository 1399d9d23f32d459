from psycopg2 import IntegrityError

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_custody.core import CustodyPosting

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestPayout(TreasuryCase):
    """반환과 납부: what lies in a treasury account leaves it by the bank's word, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.custody = cls.env["gotgan.custody"]
        cls.guarantee = cls.custody._find_account("contract")
        cls.guarantee.treasury_account_id = cls.treasury
        cls.keeper = cls.world.appoint("custodial_cashier", "최보관")
        cls.payouts = cls.env["gotgan.custody.payout"]

    def setUp(self):
        super().setUp()
        self.case = self.hold()

    def hold(self, won=500_000):
        return self.custody._receive(
            [CustodyPosting(
                self.guarantee.id, self.payee.id, won, self.payee.id, "계약보증금",
                self.world.department.id,
            )], source_model="res.partner", date=self.today,
        )

    def draft(self, cases=None, **values):
        return self.payouts.with_user(self.keeper).create({
            "name": "계약보증금 반환", "department_id": self.world.department.id,
            "partner_id": self.payee.id, "bank_account_id": self.payee.bank_ids[:1].id,
            "line_ids": [Command.create({"case_id": one.id}) for one in cases or self.case],
            **values,
        })

    def approve(self, payout=None):
        payout = payout or self.draft()
        payout.action_submit()
        payout.with_user(self.disburser).action_approve()
        return payout

    def send(self, payout, mood="done"):
        self.sign(payout.sudo())
        self.bank.mood = mood
        self.run_sender()
        return payout.sudo().instruction_ids[:1]

    def assertHeld(self, won):
        self.env.invalidate_all()
        held = self.env["gotgan.cash.move"].search([
            ("account_id", "=", self.treasury.id), ("holding", "=", "custody"),
        ])
        self.assertEqual((self.case.rest, sum(held.mapped("amount"))), (won, won))

    def compare(self):
        day = self.env["gotgan.bank.day"].with_user(self.cashier).create({
            "account_id": self.treasury.id, "date": self.today,
        })
        day.action_read()
        return day

    def test_approved_signed_sent_paid_and_the_day_agrees(self):
        payout = self.approve()
        instruction = payout.sudo().instruction_ids
        self.assertEqual((instruction.state, instruction.amount), ("created", 500_000))
        self.assertEqual(self.case.promised, 500_000)
        self.run_sender()
        self.assertFalse(self.bank.heard, "nothing leaves before the list is signed")
        self.send(payout)
        self.assertRecordValues(payout, [{
            "state": "paid", "paid_on": self.today, "payer_id": False, "date": self.today,
            "transfer_reference": f"T-{instruction.key}",
        }])
        self.assertIn(self.treasury.name, payout.event_ids.sorted("id")[-1].capacity)
        self.assertHeld(0)
        self.bank.move("deposit", "", 500_000, "보증금")
        day = self.compare()
        self.assertFalse(day.difference_ids)
        self.assertEqual((day.own_amount, day.bank_amount), (500_000, 500_000))

    def test_no_answer_is_asked_about_and_never_sent_again(self):
        payout = self.approve()
        instruction = self.send(payout, "mute")
        self.assertEqual((instruction.state, payout.state), ("unknown", "approved"))
        with self.assertRefused(payout.number, instruction.key):
            payout.with_user(self.keeper).action_pay()
        with self.assertRefused(payout.number, instruction.key):
            payout.with_user(self.keeper)._do_transition("cancel", "취소")
        with self.assertRefused(payout.number):
            payout.with_user(self.disburser).action_instruct()
        self.bank.mood = "done"
        self.hurry(instruction)
        self.run_sender()
        self.assertEqual((payout.state, self.bank.heard), ("paid", [instruction.key]))

    def test_refused_and_given_anew(self):
        payout = self.approve()
        first = self.send(payout, "reject")
        self.assertEqual((first.state, payout.state), ("rejected", "approved"))
        self.assertHeld(500_000)
        with self.assertRefused(payout.number):
            payout.with_user(self.keeper).action_pay()
        payout.with_user(self.disburser).action_instruct()
        self.send(payout)
        self.assertEqual((payout.state, len(payout.sudo().instruction_ids)), ("paid", 2))
        self.assertHeld(0)

    def test_came_back_is_held_and_owed_again(self):
        payout = self.approve()
        instruction = self.send(payout)
        with self.assertRefused(payout.number):
            payout.with_user(self.keeper)._do_transition("bounce", "말로만")
        self.bank.move("return", instruction.key, 500_000, "계좌 해지")
        self.compare()
        self.assertEqual((instruction.state, payout.state), ("returned", "bounced"))
        self.assertHeld(500_000)
        again = self.approve()
        self.send(again)
        self.assertHeld(0)

    def test_cancelled_before_it_was_signed(self):
        payout = self.approve()
        payout.with_user(self.keeper)._do_transition("cancel", "착오")
        self.run_sender()
        self.assertFalse(self.bank.heard)
        self.assertEqual((payout.sudo().instruction_ids.state, self.case.promised),
                         ("withdrawn", 0))

    def test_what_the_bank_pays_needs_one_place_and_an_account(self):
        self.guarantee.treasury_account_id = False
        elsewhere = self.hold()
        with self.assertRefused(self.treasury.name):
            self.draft(self.case | elsewhere).action_submit()
        by_hand = self.approve(self.draft(elsewhere))
        self.assertFalse(by_hand.sudo().instruction_ids)
        by_hand.with_user(self.keeper).action_pay()
        self.assertEqual(by_hand.state, "paid")

    def test_an_office_paid_by_the_bank_needs_its_account(self):
        tax = self.custody._find_account("income_tax")
        tax.treasury_account_id = self.treasury
        tax.payee_id = office = self.env["res.partner"].create({"name": "수원세무서"})
        case = self.custody._receive(
            [CustodyPosting(tax.id, self.payee.id, 88_000, self.payee.id)],
            source_model="res.partner", date=self.today,
        )
        payout = self.draft(case, kind="remit", partner_id=office.id, bank_account_id=False)
        with self.assertRefused("수원세무서"):
            payout.action_submit()

    @mute_logger("odoo.sql_db")
    def test_the_database_knows_one_live_instruction(self):
        payout = self.approve()
        self.env.flush_all()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env.cr.execute(
                "INSERT INTO gotgan_bank_instruction (key, list_id, account_id, payout_id, number,"
                " holder, amount, state) SELECT key || 'x', list_id, account_id, payout_id, number,"
                " holder, amount, state FROM gotgan_bank_instruction WHERE payout_id = %s",
                (payout.id,),
            )
