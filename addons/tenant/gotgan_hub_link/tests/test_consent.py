from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import LinkCase


@tagged("post_install", "-at_install")
class TestConsent(LinkCase):
    """Nothing leaves before the agency agrees; nothing deeper than it agreed; until it ends it."""

    def test_agreeing_tells_the_hub_first_and_then_reports(self):
        self.agree("project", basis="2026년 지도·감독 협약")
        self.run_sender()
        consent, report = self.hub.arrived
        self.assertValid(consent)
        self.assertEqual((consent["state"], consent["depth"]), ("agreed", "project"))
        self.assertValid(report)
        self.assertEqual(report["depth"], "project")
        self.assertNotIn(self.manager.name, str(self.hub.arrived), "an office, not a name")

    def test_ending_drops_what_waits(self):
        consent = self.agree()
        self.run_sender()
        self.hub.arrived.clear()
        self.world.fund_cell(1000)
        self.assertEqual(len(self.waiting()), 1)
        self.assertIsInstance(consent.action_end(), dict, "ending needs a reason")
        consent._do_transition("end", "협약 종료")
        self.run_sender()
        self.assertEqual([one["state"] for one in self.hub.arrived], ["ended"])
        self.assertEqual(self.hub.arrived[0]["reason"], "협약 종료")
        self.world.fund_cell(1000)
        self.assertFalse(self.waiting(), "what changes later stays in the agency")

    def test_the_depth_is_that_of_the_moment_of_sending(self):
        first = self.agree("case")
        self.world.fund_cell(1000)
        first._do_transition("end", "깊이 변경")
        self.agree("total")
        self.run_sender()
        reports = [one for one in self.hub.arrived if "totals" in one]
        self.assertEqual([(one["depth"], one["lines"]) for one in reports], [("total", [])])

    def test_one_at_a_time(self):
        self.agree()
        with self.assertRefused("One consent can be in force at a time"):
            self.agree("total")

    def test_only_between_its_days(self):
        self.agree(date_from="2999-01-01")
        self.world.fund_cell(1000)
        self.assertFalse(self.waiting())
        self.run_sender()
        self.assertFalse([one for one in self.hub.arrived if "totals" in one])

    def test_a_last_day_that_is_over_is_refused(self):
        with self.assertRefused("is over already"):
            self.agree(date_from="2020-01-01", date_to="2020-02-01")

    def test_roles(self):
        for user in (self.staff, self.auditor, self.disburser):
            with self.assertRaises(AccessError):
                self.env["gotgan.hub.consent"].with_user(user).create({"depth": "total"})
        consent = self.agree()
        consent.with_user(self.staff).read(["depth", "situation"])
        for user in (self.staff, self.auditor):
            with self.assertRaises(AccessError):
                consent.with_user(user)._do_transition("end", "이유")
        with self.assertRaises(UserError):
            consent.with_user(self.manager).write({"depth": "case"})
        with self.assertRaises(AccessError):
            consent.with_user(self.manager).write({"state": "draft"})

    def test_the_page_says_how_things_stand(self):
        consent = self.agree()
        self.assertIn("has not answered", consent.situation)
        self.hub.answers = [(200, {"status": "accepted", "link": {**LINK_OFFERED}})]
        self.run_sender()
        consent.invalidate_recordset()
        self.assertEqual((consent.city, consent.wish), ("가온시", "object"))
        self.assertTrue(consent.last_report and consent.next_report)

    def test_reporting_by_hand(self):
        consent = self.agree()
        self.run_sender()
        consent.action_report_now()
        self.assertEqual(len(self.waiting()), 1)
        consent._do_transition("end", "종료")
        with self.assertRefused("not in force today"):
            consent.action_report_now()


LINK_OFFERED = {"city": "가온시", "state": "offered", "depth": "object"}
