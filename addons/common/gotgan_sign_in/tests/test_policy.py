from psycopg2 import errors

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OFFICE, DoorCase, SignInCase

LIMITS = {
    "password_length": (9, 64), "password_classes": (3, 4), "password_history": (3, 24),
    "password_max_age": (30, 365), "lock_failures": (3, 10), "lock_minutes": (5, 1440),
    "source_failures": (10, 100), "idle_minutes": (5, 60), "absolute_hours": (1, 24),
    "parallel_sessions": (1, 5),
}  # fmt: skip


@tagged("post_install", "-at_install")
class TestPolicy(SignInCase):
    """The policy is safe from the first second, and stays within the law."""

    def test_first_second_is_safe(self):
        fresh = self.env["gotgan.security.policy"].new({})
        self.assertEqual(len(self.policy), 1)
        self.assertRecordValues(fresh, [{
            "password_length": 9, "password_classes": 3, "password_history": 5,
            "lock_failures": 5, "lock_minutes": 10, "idle_minutes": 15, "absolute_hours": 12,
            "parallel_sessions": 2, "allowed_networks": False, "office_networks": False,
        }])

    def test_limits_hold_in_the_database(self):
        for field, (low, high) in LIMITS.items():
            for value in (low - 1, high + 1, 0, -1):
                with (
                    self.subTest(field=field, value=value), mute_logger("odoo.sql_db"),
                    self.assertRaises(errors.CheckViolation), self.cr.savepoint(),
                ):
                    self.policy.with_user(self.officer)[field] = value
                    self.policy.flush_recordset()
            for value in (low, high):
                self.policy[field] = value

    def test_there_is_one_policy(self):
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(errors.UniqueViolation),
            self.cr.savepoint(),
        ):
            self.env["gotgan.security.policy"].create({})
        with self.assertRefused("cannot be deleted"):
            self.policy.unlink()

    def test_a_change_takes_effect_and_is_recorded(self):
        self.assertEqual(self.policy._get_values()["idle_minutes"], 15)
        self.policy.with_user(self.officer).idle_minutes = 20
        self.assertEqual(self.policy._get_values()["idle_minutes"], 20)
        event = self.get_events("policy_changed")[0]
        self.assertEqual(event.user_id, self.officer)
        self.assertIn("15 → 20", event.detail)

    def test_only_the_officer_changes_it(self):
        for user in (self.clerk, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.policy.with_user(user).idle_minutes = 60

    def test_networks_are_networks(self):
        for field in ("allowed_networks", "office_networks"):
            for text in ("10.0.0.300", "본청", "10.0.0.0/33", "2001:db8::/129"):
                with (
                    self.subTest(field=field, text=text), self.cr.savepoint(),
                    self.assertRefused("is not a network", ValidationError),
                ):
                    self.policy[field] = text

    def test_an_office_is_not_the_world(self):
        for text in ("0.0.0.0/0", "::/0", "10.0.0.0/16\n128.0.0.0/1", "203.0.0.0/8"):
            with (
                self.subTest(text=text), self.cr.savepoint(),
                self.assertRefused("제6조제2항", ValidationError),
            ):
                self.policy.office_networks = text

    def test_installations_name_their_office(self):
        self.policy._set_office_networks(["127.0.0.0/8", "::1"])
        self.assertTrue(self.policy._is_office("127.0.0.1"))
        self.assertTrue(self.policy._is_office("::1"))
        self.assertFalse(self.policy._is_office("128.0.0.1"))


@tagged("post_install", "-at_install")
class TestPolicyOverHttp(DoorCase):
    def test_officer_cannot_lock_himself_out(self):
        browser = self.signed_in("sig.officer")
        refused = browser.call_kw(
            "gotgan.security.policy", "write", [self.policy.id],
            {"allowed_networks": "203.0.113.0/24"},
        )
        self.assertIn(OFFICE, refused["data"]["message"])
        self.assertTrue(browser.call_kw(
            "gotgan.security.policy", "write", [self.policy.id],
            {"allowed_networks": "203.0.113.0/24\n10.20.0.0/16"},
        ))
