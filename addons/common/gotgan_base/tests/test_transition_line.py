from odoo.tests import tagged

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestTransitionLine(BaseCase):
    """Lines follow their document: open while it is open, closed with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        letters = cls.env["gotgan.fake.letter"].with_user(cls.writer)
        cls.open = letters.create({"line_ids": [(0, 0, {"text": "open"})]})
        cls.closed = letters.create({"line_ids": [(0, 0, {"text": "closed"})]})
        cls.closed._do_transition("send")
        cls.lines = cls.env["gotgan.fake.line"].with_user(cls.writer)

    def assert_closed(self, act, *args):
        with self.assertRefused("can no longer be changed"):
            act(*args)

    def test_lines_of_an_open_document(self):
        line = self.lines.create({"letter_id": self.open.id, "text": "new"})
        line.write({"text": "changed"})
        self.assertEqual(self.open.line_ids.mapped("text"), ["open", "changed"])
        line.unlink()
        self.assertEqual(len(self.open.line_ids), 1)

    def test_lines_of_a_closed_document(self):
        line = self.closed.line_ids
        self.assert_closed(self.lines.create, {"letter_id": self.closed.id, "text": "late"})
        self.assert_closed(line.write, {"text": "other"})
        self.assert_closed(line.sudo().write, {"text": "other"})
        self.assert_closed(line.unlink)
        self.assertEqual(line.text, "closed")

    def test_lines_through_the_document(self):
        line = self.closed.line_ids
        for command in (
            (0, 0, {"text": "late"}), (1, line.id, {"text": "other"}), (2, line.id), (5,),
            (6, 0, []),
        ):
            with self.subTest(command=command):
                self.assert_closed(self.closed.write, {"line_ids": [command]})

    def test_lines_do_not_wander(self):
        self.assert_closed(self.open.line_ids.write, {"letter_id": self.closed.id})
        self.assert_closed(self.closed.line_ids.write, {"letter_id": self.open.id})

    def test_several_documents_at_once(self):
        self.assert_closed((self.open | self.closed).line_ids.write, {"text": "both"})
        self.assertEqual(self.open.line_ids.text, "open")

    def test_the_effect_of_a_step_may_write_a_closed_line(self):
        line = self.closed.line_ids
        line._write_locked({"text": "by the step"})
        self.assertEqual(line.text, "by the step")
        self.assert_closed(line.write, {"text": "by hand"})
