import json

from psycopg2 import DatabaseError

from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_exchange.signing import is_signed

from ..bank.signature import content
from .common import TreasuryCase


@tagged("post_install", "-at_install")
class TestOfficerKeys(TreasuryCase):
    """Each officer signs with a key of one's own, instruction by instruction."""

    def get_told(self, instruction):
        """What the bank is told of an instruction, and the signature."""
        instruction.sudo().valid_until = "2030-01-01"
        told = self.treasury._get_adapter()._say_order(instruction)
        return content(self.treasury.client, self.treasury.number, told), told["signature"]

    def test_every_instruction_carries_the_signature_over_its_content(self):
        orders = self.issue(1_000_000, count=2)
        self.sign(orders)
        for instruction in orders.instruction_ids:
            said, signature = self.get_told(instruction)
            self.assertEqual(said["order"], instruction.order_id.number)
            self.assertTrue(is_signed(self.officer_key.public, said, signature))

    def test_what_is_altered_afterwards_is_no_longer_signed(self):
        order = self.issue()
        self.sign(order)
        for field, value in (
            ("amount", 9_000_000), ("number", "999-9"), ("holder", "아무개"), ("bank_code", "099"),
        ):
            with self.subTest(field), self.env.cr.savepoint() as point:
                order.instruction_ids.sudo()[field] = value
                said, signature = self.get_told(order.instruction_ids)
                self.assertFalse(is_signed(self.officer_key.public, said, signature))
                point.rollback()
                self.env.invalidate_all()

    def test_nobody_signs_with_the_key_of_another(self):
        other = self.officer_key.with_user(self.cashier)
        with self.assertRefused(self.disburser.name):
            other._open()
        with self.assertRaises(AccessError):
            self.officer_key.with_user(self.disburser).read(["private"])
        with self.assertRefused(self.cashier.name):
            self.env["gotgan.officer.key"].with_user(self.cashier).action_make()

    def test_who_has_no_key_does_not_sign(self):
        order = self.issue()
        self.end("분실")
        with self.assertRefused(self.disburser.name):
            self.sign(order)
        made = self.env["gotgan.officer.key"].with_user(self.disburser).action_make()
        one = order.instruction_ids.list_id
        one.with_user(self.disburser).action_close()
        one.with_user(self.disburser).action_sign()
        self.assertEqual(one.officer_key_id.id, made["res_id"])

    def test_the_button_of_the_list_makes_a_key(self):
        """A page gives the chosen rows along, none or some."""
        keys = self.env["gotgan.officer.key"].with_user(self.disburser)
        for ids in ([], self.officer_key.ids):
            made = call_kw(keys, "action_make", [ids], {})
            self.assertEqual(keys.browse(made["res_id"]).user_id, self.disburser)

    def test_the_register_only_grows(self):
        second = self.env["gotgan.officer.key"].with_user(self.disburser).action_make()
        second = self.officer_key.browse(second["res_id"])
        self.assertTrue(self.officer_key.date_to)
        self.assertEqual((second.turn, second.date_to), (self.officer_key.turn + 1, False))
        with self.assertRefused(), self.env.cr.savepoint():
            second.public = self.officer_key.public
        with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError), \
                self.env.cr.savepoint():
            self.env.cr.execute("UPDATE gotgan_officer_key SET public = 'x'")

    def test_a_key_is_ended_by_its_officer_or_a_manager(self):
        with self.assertRefused(self.officer_key.number):
            self.end("장난", self.cashier)
        self.assertFalse(self.officer_key.date_to)
        self.end("분실", self.disburser)
        card = json.loads(self.officer_key.card.splitlines()[0])
        self.assertEqual(card["to"], self.today.isoformat())

    def test_a_key_kept_by_another_installation_is_not_opened(self):
        self.env["ir.config_parameter"].set_param("database.secret", "another")
        with self.assertRefused(self.officer_key.number):
            self.officer_key.with_user(self.disburser)._open()

    def end(self, reason, user=None):
        return self.env["gotgan.officer.key.end"].with_user(user or self.disburser).create({
            "key_id": self.officer_key.id, "reason": reason,
        })
