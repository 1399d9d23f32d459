from datetime import datetime
from unittest.mock import patch

from odoo import http
from odoo.tests import tagged

from .common import OFFICE, OUTSIDE, DoorCase


@tagged("post_install", "-at_install")
class TestSessionAttack(DoorCase):
    """A5 and A7: the server ends sessions; no websocket and no page helps it."""

    def test_idle_is_signed_out(self):
        browser = self.signed_in()
        with self.at(minutes=14):
            self.assertTrue(browser.is_in())
        with self.at(minutes=30):
            refused = browser.call_kw("res.users", "context_get")
            self.assertEqual(refused["code"], 100)
            page = browser.open("/odoo/action-1?debug=0")
            self.assertIn("/web/login?redirect=", page.headers["Location"])
            self.assertIn("action-1", page.headers["Location"])
            shown = self.notice_on(browser.open(page.headers["Location"]))
            self.assertIn("nothing was done for 15 minutes", shown)
        self.assertEqual(self.sessions_of(self.clerk).end_reason, "idle")

    def test_work_keeps_one_in(self):
        browser = self.signed_in()
        for minutes in range(10, 100, 10):
            with self.at(minutes=minutes):
                self.assertTrue(browser.is_in(), minutes)

    def test_polling_is_no_work(self):
        browser = self.signed_in()
        with self.at(minutes=10):
            browser.call("/mail/data", fetch_params=["systray_get_activities"])
            browser.call("/websocket/update_bus_presence", inactivity_period=0)
            browser.call("/mail/inbox/messages")
            browser.open("/web/webclient/load_menus")
        with self.at(minutes=16):
            self.assertFalse(browser.is_in())

    def test_typing_is_work(self):
        browser = self.signed_in()
        with self.at(minutes=10):
            self.assertTrue(browser.call("/gotgan/session/alive"))
        with self.at(minutes=20):
            self.assertTrue(browser.is_in())

    def test_longest_time_survives_rotation(self):
        browser = self.signed_in()
        before = browser.opener.cookies["session_id"]
        for minutes in range(14, 12 * 60, 14):
            with self.at(minutes=minutes):
                self.assertIs(browser.call("/gotgan/session/alive"), True, minutes)
        self.assertNotEqual(before, browser.opener.cookies["session_id"], "Odoo has rotated it")
        with self.at(hours=12, minutes=1):
            self.assertFalse(browser.is_in())
            browser.open("/odoo")
        session = self.sessions_of(self.clerk)
        self.assertEqual(session.mapped("end_reason"), ["absolute"])

    def test_written_at_most_once_a_minute(self):
        browser = self.signed_in()
        session = self.sessions_of(self.clerk)
        seen = session.last_seen
        with self.at(seconds=50):
            browser.is_in()
        self.assertEqual(self.sessions_of(self.clerk).last_seen, seen)
        with self.at(seconds=70):
            browser.is_in()
        self.assertGreater(self.sessions_of(self.clerk).last_seen, seen)

    def test_oldest_of_three_ends(self):
        first, second, third = (self.signed_in() for _number in range(3))
        self.assertFalse(first.is_in())
        self.assertTrue(second.is_in() and third.is_in())
        self.assertIn("somewhere else", self.notice_on(first.open("/web/login")))
        mail = self.env["mail.mail"].search([("email_to", "ilike", "sig.clerk@")], limit=1)
        self.assertIn("somewhere else", mail.subject)

    def test_people_end_their_own_and_no_others(self):
        here, there, other = self.signed_in(), self.signed_in(), self.signed_in("sig.auditor")
        mine, yours = self.sessions_of(self.clerk)[1], self.sessions_of(self.auditor)
        refused = there.call_kw("gotgan.session", "action_end", [yours.id])
        self.assertIn("data", refused)
        self.assertTrue(other.is_in())
        here.call_kw("gotgan.session", "action_end", [mine.id])
        self.assertFalse(there.is_in())
        self.assertTrue(here.is_in())
        listed = here.call_kw("gotgan.session", "search_read", [], ["user_id"])
        self.assertEqual({row["user_id"][0] for row in listed}, {self.clerk.id})

    def test_officer_ends_anybodys(self):
        browser, officer = self.signed_in(), self.signed_in("sig.officer")
        officer.call_kw("gotgan.session", "action_end", self.sessions_of(self.clerk).ids)
        self.assertFalse(browser.is_in())
        self.assertIn("security officer", self.notice_on(browser.open("/web/login")))
        self.assertEqual(self.get_events("session_ended", self.clerk).user_id, self.officer)

    def test_leaving_the_network_ends_it(self):
        self.policy.allowed_networks = "10.20.0.0/16"
        browser = self.signed_in()
        browser.address = OUTSIDE
        self.assertFalse(browser.is_in())
        shown = self.notice_on(browser.open("/web/login"))
        self.assertIn(OUTSIDE, shown)
        stranger = self.browser_at(OUTSIDE)
        self.assertIn("not right", self.error_on(stranger.sign_in("sig.clerk")))
        browser.address = OFFICE
        self.assertFalse(browser.is_in(), "what has ended does not come back")

    def test_signing_out_is_recorded(self):
        browser = self.signed_in()
        browser.open("/web/session/logout")
        self.assertFalse(browser.is_in())
        self.assertEqual(self.sessions_of(self.clerk).end_reason, "signed_out")

    def test_job_ends_pages_left_open(self):
        browser = self.signed_in()
        with self.at(minutes=20):
            late = http.root.session_store.get(browser.opener.cookies["session_id"])
            self.assertTrue(late.uid)
            with patch("odoo.addons.gotgan_base.clock.now", lambda env: datetime.now()):
                self.env["gotgan.session"]._cron_end()
            self.assertFalse(http.root.session_store.get(late.sid).get("uid"))

    def test_session_written_by_a_test_is_judged_too(self):
        self.authenticate("sig.clerk", "sig.clerk")
        self.assertEqual(self.url_open("/web/session/get_session_info", json={}).status_code, 200)
        self.assertEqual(len(self.sessions_of(self.clerk)), 1)


