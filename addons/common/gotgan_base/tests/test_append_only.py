from psycopg2.errors import InsufficientPrivilege, RestrictViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestAppendOnly(BaseCase):
    """Rows are written once: the ORM says so kindly, the database in any case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entry = cls.env["gotgan.fake.entry"].create({"kind": "a", "amount": 1})

    def assert_database_refuses(self, query):
        with (
            self.assertRaisesRegex(RestrictViolation, "append-only"),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.env.execute_query(SQL(query))

    def test_orm_refuses_change_and_deletion(self):
        for act in (lambda: self.entry.write({"amount": 2}), self.entry.unlink):
            with self.assertRefused("cannot be changed or deleted"):
                act()
        self.assertEqual(self.entry.amount, 1)

    def test_assignment_is_refused_too(self):
        with self.assertRaises(UserError):
            self.entry.amount = 2
        with self.assertRaises(UserError):
            self.entry.sudo().amount = 2

    def test_database_refuses_update_delete_and_truncate(self):
        self.env.flush_all()
        for query in (
            "UPDATE gotgan_fake_entry SET amount = 2 RETURNING id",
            "UPDATE gotgan_fake_entry SET amount = amount RETURNING id",
            "DELETE FROM gotgan_fake_entry RETURNING id",
            "INSERT INTO gotgan_fake_entry (id, amount) SELECT id, 2 FROM gotgan_fake_entry "
            "ON CONFLICT (id) DO UPDATE SET amount = 2 RETURNING id",
        ):
            with self.subTest(query=query):
                self.assert_database_refuses(query)
        with (
            self.assertRaisesRegex(RestrictViolation, "append-only"),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.cr.execute("TRUNCATE gotgan_fake_entry CASCADE")

    def test_replication_role_opens_no_door(self):
        """Ordinary triggers sleep for a replica; ours do not. A plain role may not even try."""
        self.cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not self.cr.fetchone()[0]:
            with (
                self.assertRaises(InsufficientPrivilege), mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute("SET LOCAL session_replication_role = replica")
            return
        self.cr.execute("SET LOCAL session_replication_role = replica")
        self.assert_database_refuses("UPDATE gotgan_fake_entry SET amount = 2 RETURNING id")
        self.assert_database_refuses("DELETE FROM gotgan_fake_entry RETURNING id")
        self.cr.execute("SET LOCAL session_replication_role = DEFAULT")
        self.assert_database_refuses("UPDATE gotgan_fake_entry SET amount = 2 RETURNING id")

    def test_the_history_is_append_only_for_everybody(self):
        letter = self.write_letter()
        letter._do_transition("send")
        event = self.events_of(letter)
        for user in (self.writer, self.manager, self.auditor):
            with self.assertRaises(UserError):
                event.with_user(user).write({"reason": "better"})
            with self.assertRaises(UserError):
                event.with_user(user).unlink()
            with self.assertRaises(AccessError):
                event.with_user(user).create({
                    "res_model": letter._name, "res_id": letter.id, "transition": "send",
                    "source": "draft", "target": "sent", "user_id": user.id,
                })
        self.assert_database_refuses("UPDATE gotgan_event SET reason = 'better' RETURNING id")

    def test_the_time_is_the_databases_whatever_is_given(self):
        event = self.env["gotgan.event"].create({
            "res_model": "res.users", "res_id": 1, "transition": "x", "source": "a", "target": "b",
            "user_id": self.writer.id, "time": "2001-01-01 00:00:00",
        })
        self.assertEqual(event.time, self.env.cr.now())
        self.assertEqual(event.step, "a → b")
