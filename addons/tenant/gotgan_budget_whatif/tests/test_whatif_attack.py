from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import WhatifCase


@tagged("post_install", "-at_install")
class TestWhatifAttack(WhatifCase):
    """What was found is what the solver found; nobody slips another line into it."""

    def test_staff_neither_see_nor_ask(self):
        whatif = self.compare((self.own, -1_000_000))
        with self.assertRaises(AccessError):
            whatif.with_user(self.staff).read(["name"])
        with self.assertRaises(AccessError):
            self.env["gotgan.budget.whatif"].with_user(self.staff).create({"name": "가"})

    def test_auditors_read_and_accept_nothing(self):
        whatif = self.compare((self.own, -1_000_000)).with_user(self.auditor)
        self.assertTrue(whatif.option_ids.line_ids.mapped("why"))
        with self.assertRaises(AccessError), self.cr.savepoint():
            whatif.option_ids[0].action_accept()
        self.assertFalse(whatif.version_id)

    def test_options_and_lines_are_not_written_by_hand(self):
        option = self.compare((self.own, -1_000_000)).option_ids[0]
        for work in (
            lambda: option.write({"cut": 1}),
            lambda: option.line_ids.write({"after": 1}),
            lambda: option.line_ids.create({"option_id": option.id, "cell_id": self.plain.id}),
            option.unlink,
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                work()

    def test_state_and_version_are_not_written_by_hand(self):
        whatif = self.compare((self.own, -1_000_000))
        for values in (
            {"state": "accepted"}, {"accepted_option_id": whatif.option_ids[0].id},
            {"version_id": 1},
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                whatif.write(values)

    def test_an_answered_question_is_not_changed(self):
        whatif = self.compare((self.own, -1_000_000))
        with self.assertRaises(UserError), self.cr.savepoint():
            whatif.shock_ids.amount = -5_000_000
        with self.assertRaises(UserError), self.cr.savepoint():
            whatif.smallest = 5000
