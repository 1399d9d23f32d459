from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestTransition(BaseCase):
    """A document moves by its declared steps, by those who may, with a row for each step."""

    def test_step_changes_the_state_and_leaves_an_event(self):
        letter = self.write_letter(subject="hello")
        self.assertEqual(letter.allowed_transitions, ",send,")
        self.assertTrue(letter._do_transition("send"))
        self.assertRecordValues(letter, [{"state": "sent", "allowed_transitions": ",recall,"}])
        self.assertRecordValues(self.events_of(letter), [{
            "transition": "send", "source": "draft", "target": "sent", "step": "Draft → Sent",
            "user_id": self.writer.id, "capacity": self.writer.name, "reason": False,
            "time": self.env.cr.now(),
        }])
        self.assertEqual(letter.event_ids, self.events_of(letter))

    def test_all_or_none(self):
        mine, foreign = self.write_letter(), self.write_letter(self.reader)
        letters = (mine | foreign).with_user(self.writer)
        with self.assertRaises(AccessError):
            letters._do_transition("send")
        self.assertEqual(letters.mapped("state"), ["draft", "draft"])
        self.assertFalse(self.events_of(mine))

    def test_out_of_state_is_refused_and_says_so(self):
        letter = self.write_letter()
        letter._do_transition("send")
        with self.assertRefused("is Sent: this step"):
            letter._do_transition("send")

    def test_undeclared_step_is_refused(self):
        with self.assertRaises(KeyError):
            self.write_letter()._do_transition("burn")

    def test_wrong_person_is_refused_and_told_who(self):
        letter = self.write_letter()
        with self.assertRefused("the person who wrote it", AccessError):
            letter.with_user(self.manager)._do_transition("send")
        with self.assertRefused("Manager", AccessError):
            letter._do_transition("cancel")
        self.assertEqual(letter.with_user(self.reader).allowed_transitions, "")

    def test_authority_is_not_lent_by_sudo(self):
        letter = self.write_letter()
        with self.assertRaises(AccessError):
            letter.with_user(self.reader).sudo()._do_transition("send")

    def test_any_of_several_authorities_will_do(self):
        letter = self.write_letter()
        letter._do_transition("send")
        letter.with_user(self.manager)._do_transition("recall", "too early")
        self.assertEqual(self.events_of(letter)[-1].capacity, "Manager")

    def test_reason_is_asked_for_by_a_dialog(self):
        letter = self.write_letter()
        letter._do_transition("send")
        for nothing in (None, "", "   "):
            action = letter._do_transition("recall", nothing)
            self.assertEqual(action["res_model"], "gotgan.transition.wizard")
            self.assertEqual(letter.state, "sent")
        wizard = self.env["gotgan.transition.wizard"].with_user(self.writer)
        dialog = wizard.with_context(**action["context"]).create({"reason": "wrong address"})
        dialog.action_confirm()
        self.assertRecordValues(letter, [{"state": "draft", "returned_because": "wrong address"}])
        self.assertEqual(self.events_of(letter)[-1].reason, "wrong address")

    def test_the_dialog_lends_no_authority(self):
        letter = self.write_letter()
        letter._do_transition("send")
        dialog = self.env["gotgan.transition.wizard"].with_user(self.reader).create({
            "res_model": letter._name, "res_ids": str(letter.id),
            "transition": "recall", "reason": "I want to",
        })
        with self.assertRaises(AccessError):
            dialog.action_confirm()

    def test_closed_document_stays_as_it_was_signed(self):
        letter = self.write_letter(subject="as signed")
        letter._do_transition("send")
        for user in (self.writer, self.manager):
            with self.assertRefused("can no longer be changed"):
                letter.with_user(user).write({"subject": "other"})
        letter.write({"note": "free in any state"})
        self.assertRecordValues(letter, [{"subject": "as signed", "note": "free in any state"}])

    def test_returned_document_is_open_again(self):
        letter = self.write_letter(subject="first")
        letter._do_transition("send")
        letter._do_transition("recall", "wrong")
        letter.write({"subject": "second"})
        self.assertEqual(letter.subject, "second")

    def test_document_with_a_history_is_not_deleted(self):
        letter, fresh = self.write_letter(), self.write_letter()
        letter._do_transition("send")
        letter._do_transition("recall", "wrong")
        with self.assertRefused("has a history"):
            letter.unlink()
        self.assertTrue(fresh.unlink())

    def test_copy_begins_anew(self):
        letter = self.write_letter(subject="hello", line_ids=[(0, 0, {"text": "one"})])
        letter._do_transition("send")
        twin = letter.copy()
        self.assertRecordValues(twin, [{"state": "draft", "number": False, "event_ids": []}])
        self.assertEqual(twin.line_ids.text, "one")

    def test_new_document_already_shows_its_authors_steps(self):
        fresh = self.env["gotgan.fake.letter"].with_user(self.writer).new({})
        self.assertEqual(fresh.allowed_transitions, ",send,")
