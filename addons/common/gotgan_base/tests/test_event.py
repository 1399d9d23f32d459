from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestEvent(BaseCase):
    """The history of a document is read by whoever may read the document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.rule"].create([
            {
                "name": "one's own letters",
                "model_id": cls.env["ir.model"]._get_id("gotgan.fake.letter"),
                "domain_force": "[('create_uid', '=', user.id)]",
                "groups": [(4, cls.env.ref("gotgan_base.group_staff").id)],
            },
            {
                "name": "every letter",
                "model_id": cls.env["ir.model"]._get_id("gotgan.fake.letter"),
                "domain_force": "[(1, '=', 1)]",
                "groups": [(4, cls.env.ref("gotgan_base.group_auditor").id)],
            },
        ])

    def setUp(self):
        super().setUp()
        self.letter = self.write_letter()
        self.letter._do_transition("send")
        self.events = self.events_of(self.letter)

    def seen_by(self, user):
        return self.env["gotgan.event"].with_user(user).search([("id", "in", self.events.ids)])

    def test_the_writer_and_the_auditor_see_it(self):
        for user in (self.writer, self.auditor):
            self.assertEqual(self.seen_by(user), self.events)
            self.assertEqual(self.seen_by(user).mapped("transition"), ["send"])
        self.assertEqual(self.letter.event_ids, self.events)

    def test_others_do_not(self):
        self.assertFalse(self.seen_by(self.reader))
        with self.assertRaises(AccessError):
            self.events.with_user(self.reader).read(["reason"])
        groups = self.env["gotgan.event"].with_user(self.reader)._read_group(
            [("id", "in", self.events.ids)], ["user_id"], ["__count"],
        )
        self.assertFalse(groups)

    def test_without_access_to_the_kind_there_is_no_history(self):
        lines = self.env["ir.model.access"].search([("model_id.model", "=", "gotgan.fake.letter")])
        lines.active = False
        for user in (self.writer, self.auditor):
            self.assertFalse(self.seen_by(user))

    def test_kinds_that_are_gone_show_nothing(self):
        gone = self.env["gotgan.event"].create({
            "res_model": "gotgan.gone", "res_id": 1, "transition": "x", "source": "a",
            "target": "b", "user_id": self.writer.id,
        })
        self.assertIn("gotgan.gone", self.env["gotgan.event"]._get_kinds())
        seen = self.env["gotgan.event"].with_user(self.auditor)
        self.assertFalse(seen.search([("id", "=", gone.id)]))
        with self.assertRaises(AccessError):
            gone.with_user(self.auditor).read(["reason"])
