from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustodyCase


@tagged("post_install", "-at_install")
class TestPayout(CustodyCase):
    """반환과 세입 귀속: asked, decided and executed by three people."""

    def setUp(self):
        super().setUp()
        self.case = self.receive().case_id

    def test_returned_by_three_hands(self):
        payout = self.pay(self.draft(self.case))
        self.assertRecordValues(payout, [{
            "state": "paid", "requester_id": self.author.id, "decider_id": self.disburser.id,
            "payer_id": self.cashier.id, "paid_on": self.today, "amount": 1_000_000,
        }])
        self.assertEqual(self.case.rest, 0)
        self.assertBalance(0)

    def test_what_was_kept_back_for_delay_becomes_revenue(self):
        """지방계약법 30: it goes back to nobody, and waits for no time limit."""
        account = self.custody._find_account("damages")
        late = self.hold(90_000, account=account)
        action = (late | self.case).with_user(self.cashier).action_make_payout()
        drafts = self.env["gotgan.custody.payout"].search(action["domain"])
        self.assertEqual({(one.kind, one.ground) for one in drafts}, {
            ("forfeit", "damages"), ("return", False),
        })
        payout = drafts.filtered(lambda one: one.kind == "forfeit")
        self.pay(payout.with_user(self.cashier))
        self.assertEqual((late.rest, payout.state), (0, "paid"))
        back = self.draft(self.hold(90_000, account=account))
        self.assertRefused(["Article 30", "revenue"], back.action_submit)
        wrong = self.draft(self.case, kind="forfeit", ground="damages", partner_id=False,
                           bank_account_id=False)
        self.assertRefused(["not kept back for delay"], wrong.action_submit)

    def test_a_part_is_returned(self):
        self.pay(self.draft(self.case, 300_000))
        self.assertEqual(self.case.rest, 700_000)

    def test_the_transfer_came_back(self):
        payout = self.pay(self.draft(self.case))
        payout.with_user(self.cashier)._do_transition("bounce", "계좌 해지")
        self.assertBalance(1_000_000)
        self.pay(self.draft(self.case))
        self.assertBalance(0)

    def test_two_payments_of_the_same_money(self):
        """Refused when it is approved, by the database too, and again when it is executed."""
        first, second = self.draft(self.case), self.draft(self.case)
        self.approve(first)
        second.action_submit()
        self.assertRefused(["1,000,000"], second.with_user(self.disburser).action_approve)
        self.assertRefused([], lambda: self.leave("pay_out", self.case, 1))
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE gotgan_custody_payout SET decider_id = %s, state = 'approved'"
                " WHERE id = %s", (self.disburser.id, second.id),
            )
            second.invalidate_recordset()
            self.env.add_to_compute(self.case._fields["promised"], self.case)
            self.env.flush_all()
        self.case.invalidate_recordset()
        first.with_user(self.cashier).action_pay()
        self.assertBalance(0)
        self.assertEqual(self.case.promised, 0)

    def test_money_goes_back_to_whom_it_is_held_for(self):
        account = self.env["res.partner.bank"].create({
            "partner_id": self.worker.id, "acc_number": "cust-999",
        })
        stolen = self.draft(self.case, partner_id=self.worker.id, bank_account_id=account.id)
        self.assertRefused(["김근로", "한빛건설"], stolen.action_submit)
        swapped = self.draft(self.case, bank_account_id=account.id)
        self.assertRefused(["한빛건설"], swapped.action_submit)
        self.assertRefused([], self.draft(self.case, bank_account_id=False).action_submit)

    def test_whoever_asks_does_not_decide(self):
        payout = self.draft(self.case).with_user(self.disburser)
        payout = self.env["gotgan.custody.payout"].with_user(self.disburser).create({
            "name": "반환", "department_id": self.department.id, "partner_id": self.builder.id,
            "bank_account_id": self.bank.id,
            "line_ids": [(0, 0, {"case_id": self.case.id, "amount": 1})],
        })
        payout.action_submit()
        self.assertRefused([], payout.action_approve, AccessError)

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_the_hands_apart(self):
        payout = self.approve(self.draft(self.case))
        self.env.flush_all()
        for statement in (
            "decider_id = requester_id", "payer_id = decider_id", "decider_id = NULL",
        ):
            with (
                self.subTest(statement=statement), self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(
                    f"UPDATE gotgan_custody_payout SET {statement} WHERE id = {payout.id}",
                )

    def test_each_role_and_step(self):
        steps = (
            ("action_approve", "submitted", {self.disburser}),
            ("action_pay", "approved", {self.cashier}),
        )
        everybody = {
            self.author, self.disburser, self.collector, self.cashier, self.auditor, self.manager,
        }
        for action, state, allowed in steps:
            payout = self.draft(self.case, 1)
            payout.action_submit()
            if state == "approved":
                payout.with_user(self.disburser).action_approve()
            for user in everybody - allowed:
                with self.subTest(action=action, user=user.login):
                    self.assertRefused([], getattr(payout.with_user(user), action), AccessError)
        self.assertBalance(1_000_000)

    def test_what_can_still_be_claimed_is_no_revenue(self):
        payout = self.draft(self.case, kind="forfeit", ground="prescription", partner_id=False,
                            bank_account_id=False)
        self.assertRefused(["82"], payout.action_submit)

    def test_what_lapsed_becomes_revenue(self):
        self.case.with_user(self.cashier).claimable_from = self.today
        self.set_today(self.case.claimable_until + timedelta(days=1))
        self.case.invalidate_recordset()
        self.assertEqual(self.case.stage, "lapsed")
        found = self.case.search([("stage", "in", ["lapsed"]), ("id", "=", self.case.id)])
        self.assertEqual(found, self.case)
        action = self.case.with_user(self.cashier).action_make_forfeiture()
        payout = self.env["gotgan.custody.payout"].browse(action["res_id"])
        self.assertEqual(payout.ground, "prescription")
        payout.with_user(self.cashier).action_submit()
        self.assertRefused([], payout.with_user(self.disburser).action_approve, AccessError)
        payout.with_user(self.collector).action_approve()
        payout.with_user(self.cashier).action_pay()
        self.assertBalance(0)
        self.assertEqual(self.case.move_ids[0].kind, "forfeit")

    def test_the_last_day_still_belongs_to_the_claimant(self):
        self.case.with_user(self.cashier).claimable_from = self.today
        self.set_today(self.case.claimable_until)
        payout = self.draft(self.case, kind="forfeit", ground="prescription", partner_id=False,
                            bank_account_id=False)
        self.assertRefused([], payout.action_submit)

    def test_a_breach_takes_a_guarantee_and_nothing_else(self):
        self.pay(self.draft(self.case, kind="forfeit", ground="default", partner_id=False,
                            bank_account_id=False))
        self.assertBalance(0)
        deposit = self.receive(account_id=self.safekeeping.id).case_id
        payout = self.draft(deposit, kind="forfeit", ground="default", partner_id=False,
                            bank_account_id=False)
        self.assertRefused([], payout.action_submit)

    def test_nobody_changes_what_is_asked(self):
        payout = self.approve(self.draft(self.case))
        self.assertRefused([], lambda: payout.line_ids.write({"amount": 1}))
        self.assertRefused([], lambda: payout.write({"partner_id": self.worker.id}))
        payout.with_user(self.cashier).transfer_reference = "이체-1"
        payout.with_user(self.cashier).action_pay()
        self.assertRefused([], lambda: payout.write({"transfer_reference": "이체-2"}))
