from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CustodyCase


@tagged("post_install", "-at_install")
class TestAttack(CustodyCase):
    """Nobody makes money, moves it, or writes a state by hand."""

    def setUp(self):
        super().setUp()
        self.case = self.receive().case_id
        self.everybody = (
            self.author, self.cashier, self.disburser, self.collector, self.auditor, self.manager,
        )

    def test_nobody_writes_a_balance_or_a_rest(self):
        for user in self.everybody:
            for record, vals in (
                (self.guarantee, {"balance": 5}), (self.guarantee, {"head_hash": "0"}),
                (self.case, {"rest": 0}), (self.case, {"partner_id": self.worker.id}),
                (self.case, {"claimable_until": self.today}),
            ):
                with self.subTest(user=user.login, vals=vals):
                    self.assertRefused(
                        [], lambda record=record, vals=vals, user=user:
                        record.with_user(user).write(vals), UserError,
                    )

    def test_nobody_makes_a_case_or_a_move(self):
        for user in self.everybody:
            for model, vals in (
                ("case", {"number": "x", "account_id": self.guarantee.id, "amount": 1, "rest": 1,
                          "partner_id": self.worker.id, "name": "x", "date": self.today,
                          "source_model": "x", "source_id": 1}),
                ("move", {"account_id": self.guarantee.id, "case_id": self.case.id, "kind": "in",
                          "amount": 1}),
            ):
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[f"gotgan.custody.{model}"].with_user(user).create(vals)

    def test_nobody_writes_a_state(self):
        payout = self.draft(self.case)
        for user in self.everybody:
            for vals in ({"state": "approved"}, {"decider_id": user.id}, {"payer_id": user.id}):
                with self.subTest(user=user.login, vals=vals):
                    self.assertRefused(
                        [], lambda vals=vals, user=user: payout.with_user(user).write(vals),
                        UserError,
                    )
        for vals in ({"state": "approved"}, {"decider_id": self.disburser.id}):
            self.assertRefused(
                [], lambda vals=vals: self.draft(self.case, **vals), AccessError,
            )

    def test_only_the_cashier_releases(self):
        for user in self.everybody:
            if user != self.cashier:
                with self.subTest(user=user.login):
                    self.assertRefused(
                        [], lambda user=user: self.case.with_user(user).write({
                            "claimable_from": self.today,
                        }), UserError,
                    )

    def test_who_sees_what(self):
        withheld = self.hold(33_000, self.income_tax, self.worker)
        for user, case, seen in (
            (self.author, self.case, True), (self.stranger, self.case, False),
            (self.author, withheld, False), (self.auditor, withheld, True),
            (self.cashier, withheld, True),
        ):
            with self.subTest(user=user.login, case=case.name):
                self.assertEqual(case.with_user(user).has_access("read"), seen)

    def test_what_holds_money_is_not_put_away(self):
        for vals in ({"active": False}, {"use": "bid"}, {"kind": "deposit"}):
            with self.subTest(vals=vals):
                self.assertRefused(
                    [], lambda vals=vals: self.guarantee.with_user(self.cashier).write(vals),
                )
        self.assertRefused([], self.guarantee.with_user(self.cashier).unlink)
