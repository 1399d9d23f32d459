from datetime import timedelta

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_base.clock import today

from .common import CollectCase


@tagged("post_install", "-at_install")
class TestLink(CollectCase):
    """Both sides agree, either side ends; nobody in the hub can speak for an agency."""

    def ask(self, agency=None, person=None):
        person = person or self.person
        link = self.env["hub.link"].with_user(person).create(
            {"city_id": person.city_tenant_id.id, "agency_id": (agency or self.agency).tenant.id}
        )
        link.action_ask()
        return link

    def find(self, agency=None):
        return self.env["hub.link"]._find((agency or self.agency).tenant)

    def test_the_city_asks_and_the_agency_agrees(self):
        link = self.ask()
        self.assertEqual(link.state, "asked")
        answer = self.consent(self.agency, depth="project")
        self.assertEqual(answer["link"], {"city": "가온시", "state": "active", "depth": "object"})
        self.assertRecordValues(
            link, [{"state": "active", "depth": "project", "capacity": "관리자"}]
        )
        self.assertEqual(link.sudo().event_ids.sorted("id").mapped("transition"), ["ask", "meet"])

    def test_the_agency_offers_and_the_city_accepts(self):
        answer = self.consent(self.agency, depth="total")
        self.assertEqual(answer["link"]["state"], "offered")
        link = self.find().with_user(self.person)
        link.action_accept()
        self.assertTrue(link.state == "active" and link.active_since)

    def test_the_city_declines_an_offer(self):
        self.consent(self.agency)
        link = self.find().with_user(self.person)
        self.assertIsInstance(link.action_decline(), dict, "with a reason")
        link._do_transition("decline", "감독 대상이 아님")
        self.assertEqual(link.state, "declined")
        self.assertEqual(
            self.send(self.agency, self.agency.consent("unknown"), "consent")["link"]["state"],
            "declined",
        )

    def test_either_side_ends(self):
        link = self.link(self.agency)
        self.send(self.agency, self.agency.report())
        self.assertTrue(self.execution(self.agency))
        link.with_user(self.person)._do_transition("end", "업무 종료")
        self.assertFalse(self.execution(self.agency))
        self.assertFalse(self.rows("line", self.agency))
        self.assertTrue(self.env["hub.report"].search([("link_id", "=", link.id)]), "kept as sent")
        second = self.link(self.second)
        self.consent(self.second, state="ended", depth=None, date_from=None, reason="협약 종료")
        self.assertEqual(second.state, "ended")
        self.assertIn("협약 종료", second.event_ids.mapped("reason"))

    def test_after_an_end_they_may_agree_anew(self):
        first = self.link(self.agency)
        first.with_user(self.person)._do_transition("end", "착오")
        self.env.flush_all()
        self.link(self.agency, "total")
        self.assertEqual(self.find().depth, "total")

    def test_a_shallower_consent_takes_away_what_lies_deeper(self):
        self.link(self.agency, "case")
        self.send(self.agency, self.agency.report("case"))
        self.assertTrue(self.rows("case", self.agency))
        totals = self.execution(self.agency).paid
        for depth, lines, cases in (("object", 2, 0), ("project", 2, 0), ("total", 0, 0)):
            self.consent(self.agency, depth=depth)
            execution = self.execution(self.agency)
            self.assertEqual((execution.depth, execution.paid), (depth, totals))
            self.assertEqual(len(self.rows("line", self.agency)), lines)
            self.assertEqual(len(self.rows("case", self.agency)), cases)
            self.assertFalse(self.rows("line", self.agency).filtered("object_code") if
                             depth != "object" else False)
        self.assertFalse(self.rows("exception", self.agency).filtered("number"))

    def test_the_operator_cannot_speak_for_either(self):
        link = self.ask()
        for user in (self.operator, self.auditor, self.stranger):
            with self.assertRaises(AccessError):
                link.with_user(user)._do_transition("meet")
            with self.assertRaises(AccessError):
                link.with_user(user)._do_transition("end", "이유")
        with self.assertRaises(AccessError):
            link._do_transition("meet")
        for vals in ({"depth": "case"}, {"state": "active"}, {"date_from": "2026-01-01"}):
            with self.assertRaises(AccessError):
                link.with_user(self.person).write(vals)

    def test_only_agencies_of_the_own_city(self):
        with self.assertRaises(UserError):
            self.ask(self.foreign)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env["hub.link"].with_user(self.person).create(
                {"city_id": self.other_city.id, "agency_id": self.foreign.tenant.id}
            )

    @mute_logger("odoo.sql_db")
    def test_one_open_link(self):
        self.ask()
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.ask()

    def test_an_agency_without_a_city(self):
        self.agency.tenant.parent_id = False
        self.assertRefused(403, "no_city", lambda: self.consent(self.agency))

    def test_the_last_day(self):
        last = today(self.env) + timedelta(days=3)
        link = self.link(self.agency)
        self.consent(self.agency, date_to=last.isoformat())
        self.env["hub.link"]._cron_expire()
        self.assertEqual(link.state, "active")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hub_link SET date_from = '2026-01-01', date_to = '2026-01-02' WHERE id = %s",
            [link.id],
        )
        self.env.invalidate_all()
        self.assertRefused(
            403, "no_link", lambda: self.send(self.agency, self.agency.report())
        )
        self.env["hub.link"]._cron_expire()
        self.assertEqual(link.state, "ended")

    def test_before_the_first_day(self):
        self.ask()
        self.consent(self.agency, date_from="2999-01-01")
        self.assertRefused(403, "no_link", lambda: self.send(self.agency, self.agency.report()))

    def test_lateness_is_told_by_the_hubs_clock(self):
        self.link(self.agency)
        self.send(self.agency, self.agency.report())
        execution = self.execution(self.agency)
        self.assertEqual(execution.late_days, 0)
        with freeze_time(execution.received + timedelta(days=400)):
            execution.invalidate_recordset()
            self.assertEqual(execution.late_days, 0, "this machine's clock does not matter")
        self.env.cr.execute(
            "UPDATE hub_execution SET received = received - interval '3 days'"
            " WHERE id = %s", [execution.id],
        )
        self.env.cr.execute(
            "UPDATE hub_link SET active_since = active_since - interval '9 days'"
        )
        self.env.invalidate_all()
        self.assertIn(execution.late_days, (2, 3))

    def test_the_city_reads_the_history_and_ends_with_a_reason(self):
        link = self.link(self.agency).with_user(self.person)
        action = link.action_end()
        wizard = self.env[action["res_model"]].with_user(self.person).with_context(
            **action["context"]
        ).create({"reason": "업무 이관"})
        wizard.action_confirm()
        self.assertEqual(link.state, "ended")
        history = link.history.split("\n")
        self.assertEqual(len(history), 3)
        self.assertIn("업무 이관", history[2])
        with self.assertRaises(AccessError):
            link.event_ids.read(["reason"])

    def test_the_proof_of_consent_is_kept(self):
        self.ask()
        self.consent(self.agency)
        note = self.env["hub.consent.note"].search([("tenant_id", "=", self.agency.tenant.id)])
        self.assertTrue(note.sealed.count(".") == 1 and note.state == "agreed")
        with self.assertRaises(UserError):
            note.write({"depth": "case"})
