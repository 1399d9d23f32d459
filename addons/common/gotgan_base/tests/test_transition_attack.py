from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from odoo.addons.gotgan_base.transition import WritePass

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestTransitionAttack(BaseCase):
    """Nobody reaches a state by a side door, however the call is dressed."""

    def letters(self, user=None, **context):
        return self.env["gotgan.fake.letter"].with_user(user or self.writer).with_context(**context)

    def test_state_is_refused_in_write(self):
        letter = self.write_letter()
        for value in ("sent", "draft", False):
            with self.assertRaises(AccessError):
                letter.write({"state": value})
            with self.assertRaises(AccessError):
                letter.sudo().write({"state": value})
        with self.assertRaises(AccessError):
            letter.state = "sent"

    def test_state_is_refused_in_create_and_copy(self):
        with self.assertRaises(AccessError):
            self.write_letter(state="sent")
        with self.assertRaises(AccessError):
            self.write_letter().copy({"state": "sent"})
        self.assertEqual(self.write_letter(state="draft").state, "draft")

    def test_defaults_of_the_context_are_not_heard(self):
        letter = self.letters(default_state="sent").create({"subject": "x"})
        self.assertEqual(letter.state, "draft")
        with self.assertRaises(AccessError):
            self.letters(default_state="sent").create({"state": "sent"})

    def test_defaults_that_people_set_are_not_heard(self):
        self.env["ir.default"].set("gotgan.fake.letter", "state", "sent")
        self.assertEqual(self.write_letter().state, "draft")

    def test_state_is_refused_in_import(self):
        result = self.letters().load(["subject", "state"], [["x", "Sent"]])
        self.assertFalse(result["ids"])
        letter = self.write_letter()
        self.env["ir.model.data"].create({
            "module": "__test__", "name": "letter", "model": letter._name, "res_id": letter.id,
        })
        result = self.letters().load(["id", "state"], [["__test__.letter", "Sent"]])
        self.assertFalse(result["ids"])
        self.assertEqual(letter.state, "draft")

    def test_no_context_key_opens_the_door_over_rpc(self):
        letter, vals = self.write_letter(), {"state": "sent"}
        for forged in (True, 1, {"_model": letter._name}, "WritePass", [letter.id]):
            context = {WritePass.KEY: forged, "skip_readonly_check": True, "force_write": True}
            with self.assertRaises(AccessError):
                call_kw(self.letters(), "write", [letter.ids, vals], {"context": context})
            with self.assertRaises(AccessError):
                call_kw(self.letters(), "web_save", [letter.ids, vals, {}], {"context": context})

    def test_private_doors_cannot_be_called_over_rpc(self):
        letter = self.write_letter()
        for name, args in (
            ("_do_transition", ["send"]), ("_write_locked", [{"state": "sent"}]),
            ("_log_events", ["send", {}, {}, None]), ("_take_numbers", []),
        ):
            with self.assertRaises(AccessError):
                call_kw(self.letters(), name, [letter.ids, *args], {})

    def test_pass_is_used_once(self):
        letter = self.write_letter()
        one = WritePass(letter, {"state": "sent"})
        holder = letter.with_context(**{WritePass.KEY: one})
        holder.write({"state": "sent"})
        with self.assertRaises(AccessError):
            holder.write({"state": "sent"})

    def test_pass_fits_only_its_own_records_and_fields(self):
        letter, other = self.write_letter(), self.write_letter()
        one = WritePass(letter, {"state": "sent"})
        for records, vals in (
            (other, {"state": "sent"}), (letter | other, {"state": "sent"}),
            (letter, {"state": "sent", "subject": "x"}), (letter, {"number": "1"}),
        ):
            with self.assertRaises(AccessError):
                records.with_context(**{WritePass.KEY: one}).write(vals)

    def test_pass_does_not_leak_into_nested_writes(self):
        """The fake letter writes its copy's state inside its own write: that one is refused."""
        other = self.write_letter()
        letter = self.write_letter(copy_to_id=other.id)
        with self.assertRaises(AccessError):
            letter._do_transition("send")

    def test_event_rows_are_not_written_through_the_document(self):
        letter = self.write_letter()
        values = {
            "res_model": letter._name, "transition": "send", "source": "draft", "target": "sent",
            "user_id": self.manager.id,
        }
        with self.assertRaises(AccessError):
            letter.write({"event_ids": [(0, 0, values)]})
        letter._do_transition("send")
        for command in ((2, letter.event_ids.id), (3, letter.event_ids.id), (5,)):
            with self.assertRaises(UserError):
                letter.write({"event_ids": [command]})
