from contextlib import suppress

import requests

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.gotgan_exchange.signing import canonical

from .common import LinkCase


@tagged("post_install", "-at_install")
class TestSend(LinkCase):
    """Signed, tried again, numbered; the same bytes until somebody has answered."""

    def setUp(self):
        super().setUp()
        self.agree("object")
        self.run_sender()
        self.hub.arrived.clear()
        self.hub.calls.clear()
        self.world.fund_cell(5000)
        self.row = self.waiting()

    def test_received(self):
        self.run_sender()
        self.assertEqual((self.row.state, self.row.attempts), ("accepted", 1))
        url, headers, options = self.hub.calls[0]
        self.assertEqual(url, "https://hub.test/exchange/v1/report")
        self.assertEqual(headers["Gotgan-Tenant"], self.hub.arrived[0]["tenant"])
        self.assertIs(options["allow_redirects"], False)
        self.assertTrue(options["timeout"])

    def test_numbers_go_up(self):
        self.run_sender()
        first = self.row.sequence
        self.world.fund_cell(5000)
        second = self.waiting()
        self.run_sender()
        self.assertEqual(second.sequence, first + 1)

    def test_an_unreachable_hub_is_tried_again_with_the_same_bytes(self):
        self.hub.answers = [requests.ConnectionError(), (503, b"<html>"), (429, {"reason": "busy"})]
        waits = []
        for _time in range(3):
            self.run_sender()
            self.assertEqual(self.row.state, "sent")
            waits.append(self.row.next_try - self.env.cr.now())
        self.run_sender()
        self.assertEqual((self.row.state, self.row.attempts), ("accepted", 4))
        self.assertEqual(len({canonical(one) for one in self.hub.arrived}), 1)
        self.assertEqual([wait.seconds // 60 for wait in waits], [1, 2, 4])

    def test_killed_between_sending_and_noting(self):
        """The hub has it, this database does not know: the same bytes are sent again."""
        self.hub.answers = [KeyboardInterrupt()]
        with suppress(KeyboardInterrupt):  # assertRaises would roll back
            self.run_sender()
        self.row.invalidate_recordset()
        self.assertEqual(self.row.state, "sent")
        self.world.fund_cell(99)
        self.waiting().write({"state": "dropped"})
        self.run_sender()
        self.assertEqual(self.row.state, "accepted")
        self.assertEqual(canonical(self.hub.arrived[0]), canonical(self.hub.arrived[1]))

    def test_killed_before_anything_was_written_down(self):
        self.row._take()
        self.run_sender()
        self.assertEqual((self.row.state, self.row.attempts), ("accepted", 2))

    def test_a_newer_report_takes_the_place_of_one_that_never_arrived(self):
        self.hub.answers = [requests.Timeout()]
        self.run_sender()
        self.world.fund_cell(7000)
        newer = self.waiting()
        self.row.write({"next_try": "2999-01-01"})
        newer.write({"next_try": "2026-01-01"})
        self.outbox._cron_send()
        self.assertEqual((self.row.state, newer.state), ("dropped", "accepted"))

    def test_refused_is_final_and_says_why(self):
        said = {"status": "refused", "reason": "invalid", "violations": ["year: is missing"]}
        self.hub.answers = [(422, said)]
        self.run_sender()
        self.assertEqual(self.row.state, "refused")
        self.assertIn("year: is missing", self.row.answer)
        self.run_sender()
        self.assertEqual(len(self.hub.arrived), 1)

    def test_a_wrong_key_is_put_right_by_the_operator_and_nothing_is_lost(self):
        self.hub.answers = [(401, {"status": "refused", "reason": "seal"})]
        self.run_sender()
        self.assertEqual(self.row.state, "sent")
        self.assertIn("signature", self.row.answer)
        self.run_sender()
        self.assertEqual(self.row.state, "accepted")

    def test_it_waits_for_the_city_to_agree(self):
        said = {"reason": "no_link", "link": {"city": "가온시", "state": "offered", "depth": None}}
        self.hub.answers = [(403, said)]
        self.run_sender()
        self.assertEqual(self.row.state, "sent")
        self.world.fund_cell(777)
        self.waiting().write({"state": "dropped"})
        self.run_sender()
        self.assertEqual(self.row.state, "accepted")
        first, last = (one["totals"]["appropriated"] for one in self.hub.arrived)
        self.assertEqual(last - first, 777, "with the figures of the day it is taken")

    def test_a_restored_database_counts_on_from_where_the_hub_is(self):
        self.hub.answers = [(409, {"reason": "sequence", "last_sequence": 4711})]
        self.run_sender()
        self.assertEqual(self.row.state, "sent")
        self.run_sender()
        self.assertEqual((self.row.state, self.row.sequence), ("accepted", 4712))
        self.assertEqual(self.hub.arrived[-1]["sequence"], 4712)

    def test_without_a_hub_it_waits(self):
        self.env["ir.config_parameter"].set_param("gotgan.hub.url", False)
        self.run_sender()
        self.assertEqual(self.row.state, "sent")
        self.assertIn("not set up", self.row.answer)
        self.assertFalse(self.hub.calls)

    def test_only_the_newest_contents_are_kept(self):
        self.run_sender()
        self.assertIn("5,000", self.row.contents)
        self.world.fund_cell(5000)
        self.run_sender()
        self.row.invalidate_recordset()
        self.assertFalse(self.row.contents)

    def test_roles(self):
        self.row.with_user(self.manager).read(["state", "answer", "contents"])
        self.row.with_user(self.auditor).read(["state", "digest"])
        for user in (self.staff, self.disburser):
            with self.assertRaises(AccessError):
                self.row.with_user(user).read(["state"])
        for user in (self.manager, self.auditor):
            with self.assertRaises(AccessError):
                self.row.with_user(user).write({"state": "accepted"})
            with self.assertRaises(AccessError):
                self.row.with_user(user).read(["document"])
