from psycopg2 import errors

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SignInCase


@tagged("post_install", "-at_install")
class TestAppendOnly(SignInCase):
    """What happened at the doors stays written, whoever asks."""

    def test_event_cannot_be_changed(self):
        event = self.get_events("password_changed", self.clerk)[0]
        with self.assertRefused("cannot be changed"):
            event.reason = "nothing happened"
        for query in (
            "UPDATE gotgan_security_event SET detail = ''",
            "DELETE FROM gotgan_password_history",
        ):
            with (
                self.subTest(query=query), mute_logger("odoo.sql_db"),
                self.assertRaises(errors.RestrictViolation), self.cr.savepoint(),
            ):
                self.cr.execute(query)

    def test_session_cannot_be_deleted(self):
        with self.assertRefused("Sessions are kept"):
            self.env["gotgan.session"].create({
                "user_id": self.clerk.id, "identifier": "x" * 42,
                "started": "2026-11-22", "last_seen": "2026-11-22",
            }).unlink()

    def test_nobody_reads_hashes(self):
        for model in ("gotgan.password.history", "gotgan.recovery.code"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.officer).search([]).read(["hashed"])
