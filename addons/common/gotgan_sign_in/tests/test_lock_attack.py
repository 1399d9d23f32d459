import time
from unittest.mock import patch

from odoo.tests import tagged

from .common import GOOD, OFFICE, WRONG, DoorCase


@tagged("post_install", "-at_install")
class TestLockAttack(DoorCase):
    """A3: the account locks, wherever the guesses come from; the neighbours notice nothing."""

    def guess(self, login, times, address=OFFICE):
        return [self.browser_at(address).sign_in(login, WRONG) for _time in range(times)]

    def lock_of(self, user):
        self.env.invalidate_all()
        return self.env["gotgan.account.lock"].search([("user_id", "=", user.id)])

    def test_thirty_addresses_guess_one_account(self):
        pages = [
            self.browser_at(f"10.20.1.{number}").sign_in("sig.clerk", WRONG)
            for number in range(1, 31)
        ]
        self.assertIn("not right", self.error_on(pages[4]))
        for page in pages[5:]:
            self.assertIn("locked for 10 minutes", self.error_on(page))
        browser = self.browser_at("10.20.1.99")
        self.assertIn("locked", self.error_on(browser.sign_in("sig.clerk")), "the right password")
        self.assertFalse(browser.is_in())
        self.assertTrue(self.signed_in("sig.officer", "10.20.1.1"))
        with self.at(minutes=11):
            self.assertTrue(self.signed_in("sig.clerk"))

    def test_one_address_guesses_ten(self):
        victims = [self.hire(f"sig.victim{n}", "피해자", "gotgan_base.group_staff")
                   for n in range(10)]
        pages = [page for one in victims for page in self.guess(one.login, 4)]
        refused = [page for page in pages if "your network" in self.error_on(page)]
        self.assertGreaterEqual(len(refused), 5, "the address is slowed down")
        self.assertTrue(self.signed_in("sig.clerk"), "who types the right password gets in")
        with self.at(minutes=2):
            self.assertTrue(self.signed_in("sig.victim9"))

    def test_nobody_learns_which_accounts_exist(self):
        known = [self.error_on(page) for page in self.guess("sig.clerk", 7)]
        unknown = [self.error_on(page) for page in self.guess("sig.nobody", 7)]
        self.assertEqual(known, unknown)
        self.assertEqual(self.env["gotgan.account.lock"].search_count([
            ("user_id", "=", False), ("failures", ">=", 5),
        ]), 1)

    def test_nobody_learns_it_by_time(self):
        """Whoever is unknown, closed or without a password costs one hash as well."""
        closed = self.hire("sig.closed", "퇴직자", "gotgan_base.group_staff", active=False)
        hashed = []
        context = self.clerk._crypt_context()

        class Counting:
            def hash(self, secret):
                hashed.append("hash")
                return context.hash(secret)

            def verify_and_update(self, secret, known):
                if known:
                    hashed.append("verify")
                return context.verify_and_update(secret, known)

        with patch.object(type(self.clerk), "_crypt_context", lambda _self: Counting()):
            for login in ("sig.clerk", "sig.nobody", closed.login):
                hashed.clear()
                self.guess(login, 1)
                self.assertEqual(len(hashed), 1, (login, hashed))

    def test_locked_answers_are_equally_fast(self):
        for login in ("sig.clerk", "sig.nobody"):
            self.guess(login, 6)
            self.assertTrue(any(self.time_guess(login) < 2 for _look in range(4)), login)

    def time_guess(self, login):
        start = time.monotonic()
        self.guess(login, 1)
        return time.monotonic() - start

    def test_success_forgets_failures(self):
        self.guess("sig.clerk", 4)
        self.signed_in("sig.clerk")
        self.guess("sig.clerk", 4)
        self.assertTrue(self.signed_in("sig.clerk"))

    def test_officer_unlocks(self):
        self.guess("sig.clerk", 6)
        lock = self.lock_of(self.clerk)
        self.assertTrue(lock.is_locked)
        self.env["gotgan.account.lock"]._cron_tell()
        self.assertTrue(self.get_events("account_locked", self.clerk))
        mail = self.env["mail.mail"].search([("email_to", "ilike", "sig.clerk@")], limit=1)
        self.assertIn("locked", mail.subject)
        lock.with_user(self.officer).action_unlock()
        self.assertEqual(self.get_events("account_unlocked", self.clerk).user_id, self.officer)
        self.assertTrue(self.signed_in("sig.clerk"))

    def test_clerk_cannot_unlock(self):
        self.guess("sig.clerk", 6)
        browser = self.signed_in("sig.auditor")
        refused = browser.call_kw(
            "gotgan.account.lock", "action_unlock", [self.lock_of(self.clerk).id],
        )
        self.assertIn("data", refused)
        self.assertTrue(self.lock_of(self.clerk).is_locked)

    def test_guessing_in_the_password_page_counts(self):
        browser = self.signed_in()
        for _time in range(5):
            browser.post(
                "/gotgan/sign-in/password", current=WRONG, password=GOOD, confirm_password=GOOD,
            )
        page = browser.post(
            "/gotgan/sign-in/password", current=GOOD, password=GOOD, confirm_password=GOOD,
        )
        self.assertIn("locked", self.error_on(page))
