from odoo.tests import tagged

from odoo.addons.gotgan_exchange.signing import BadSeal, new_key, open_sealed, seal

from ..delivery import read_answer
from .common import LinkCase


@tagged("post_install", "-at_install")
class TestDeliveryAttack(LinkCase):
    """A hub, or somebody in between, that answers strangely."""

    def test_strange_answers_change_nothing(self):
        for status, body in (
            (302, b""), (200, b""), (200, b"[]"), (200, b'{"status": "refused"}'),
            (200, b'"accepted"'), (500, b'{"status": "accepted"}'),
            (409, b'{"last_sequence": "9"}'),
            (409, b'{"last_sequence": true}'), (200, b'{"status": "accepted"' + b" " * 99),
            (418, b'{"reason": "teapot"}'), (200, b"\xff\xfe"),
        ):
            self.assertEqual(read_answer(status, body).state, "", (status, body[:30]))

    def test_a_link_that_is_no_object_is_not_kept(self):
        self.assertIsNone(read_answer(200, b'{"status": "accepted", "link": "x"}').link)

    def test_a_long_answer_is_not_read_to_the_end(self):
        self.agree()
        self.hub.answers = [(200, b"x" * 10_000_000)] * 2
        self.run_sender()
        self.assertEqual(set(self.due().mapped("state")), {"sent"})

    def test_what_was_recorded_is_worth_nothing_later_or_elsewhere(self):
        self.agree()
        self.run_sender()
        sealed = seal(self.private, {"purpose": "report", "exp": 1, "body": {}})
        with self.assertRaises(BadSeal):
            open_sealed(self.public, sealed, purpose="report")
        with self.assertRaises(BadSeal):
            open_sealed(new_key()[1], sealed, now=0, purpose="report")
        with self.assertRaises(BadSeal):
            open_sealed(self.public, sealed, now=0, purpose="consent")

    def test_a_strange_depth_asked_for_is_not_shown(self):
        consent = self.agree()
        link = {"city": "가온시", "state": "<script>", "depth": "everything"}
        self.hub.answers = [(200, {"status": "accepted", "link": link})] * 2
        self.run_sender()
        consent.invalidate_recordset()
        self.assertFalse(consent.wish)
        self.assertNotIn("script", consent.situation)
