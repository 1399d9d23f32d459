from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestAuthority(TreasuryCase):
    """Each step is its office's; nobody writes what only the bank says."""

    def test_only_the_disbursing_officer_signs(self):
        one = self.issue().instruction_ids.list_id
        one.with_user(self.disburser).action_close()
        for person in (self.author, self.officer, self.cashier, self.world.manager):
            with (
                self.subTest(person=person.login), self.assertRaises(AccessError),
                self.env.cr.savepoint(),
            ):
                one.with_user(person).action_sign()

    def test_nobody_writes_the_banks_word(self):
        _order, instruction = self.pay_by_bank()
        for person in (self.disburser, self.cashier, self.world.manager, self.world.auditor):
            for record, vals in (
                (instruction, {"state": "rejected"}),
                (instruction.list_id, {"amount": 1}),
                (instruction.attempt_ids[:1], {"status": "silent"}),
            ):
                with (
                    self.subTest(person=person.login, of=record._name),
                    self.assertRaises(UserError), self.env.cr.savepoint(),
                ):
                    record.with_user(person).write(vals)

    def test_nobody_pays_in_the_banks_name(self):
        order = self.issue()
        self.sign(order)
        for person in (self.author, self.disburser, self.world.manager):
            with (
                self.subTest(person=person.login), self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                order.with_user(person)._do_transition("pay")

    def test_staff_see_no_transfers(self):
        order, instruction = self.pay_by_bank()
        with self.assertRaises(AccessError):
            instruction.with_user(self.author).read(["number"])
        self.assertTrue(order.with_user(self.author).bank_state)

    def test_the_treasurer_keeps_cash(self):
        with self.assertRaises(AccessError):
            self.env["gotgan.term.deposit"].with_user(self.cashier).create({
                "name": "예치", "account_id": self.treasury.id, "fund_id": self.world.fund.id,
                "amount": 1, "basis_points": 300, "date_to": "2099-01-01",
            })
