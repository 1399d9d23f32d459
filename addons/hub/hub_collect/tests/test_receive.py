import json
from hashlib import sha256

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.errors import RestrictViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.gotgan_exchange.schema import DEPTHS, cut
from odoo.addons.gotgan_exchange.schema.figures import FIGURES
from odoo.addons.gotgan_exchange.signing import canonical

from .common import CollectCase, make_line


@tagged("post_install", "-at_install")
class TestReceive(CollectCase):
    """What arrives is kept as it came, shown as it says, and the same message is taken once."""

    def setUp(self):
        super().setUp()
        self.bond = self.link(self.agency)

    def reports(self):
        return self.env["hub.report"].search([("tenant_id", "=", self.agency.tenant.id)])

    def test_kept_as_it_came(self):
        body = self.agency.report()
        answer = self.send(self.agency, body)
        self.assertEqual(
            (answer["status"], answer["sequence"]), ("accepted", body["sequence"])
        )
        report = self.reports()
        self.assertEqual(report.document.encode(), canonical(body))
        self.assertEqual(report.digest, sha256(canonical(body)).hexdigest())
        self.assertEqual((report.year, report.depth), (body["year"], "case"))
        self.assertTrue(report.received)

    def test_append_only(self):
        self.send(self.agency, self.agency.report())
        for attempt in (lambda: self.reports().write({"year": 2000}), self.reports().unlink):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()
        with mute_logger("odoo.sql_db"), self.assertRaises(RestrictViolation):
            self.env.cr.execute("DELETE FROM hub_report")

    def test_shown_with_its_names(self):
        self.send(self.agency, self.agency.report())
        execution = self.execution(self.agency)
        lines = self.rows("line", self.agency)
        self.assertEqual(lines.mapped("object_name"), ["사무관리비", "행사운영비"])
        for name in FIGURES:
            self.assertEqual(sum(lines.mapped(name)), execution[name])
        self.assertEqual(sum(self.rows("case", self.agency).mapped("paid")), execution.paid)
        self.assertEqual(self.rows("exception", self.agency).days, 12)
        self.assertEqual(execution.exception_count, 1)
        self.assertEqual((execution.orphan_count, execution.knows_orphans), (3, True))

    def test_a_report_of_the_first_version_counts_no_orphans(self):
        body = self.agency.report()
        counts = {name: body["counts"][name] for name in ("lines", "projects", "commitments")}
        self.send(self.agency, {**body, "version": 1, "counts": counts})
        execution = self.execution(self.agency)
        self.assertEqual((execution.orphan_count, execution.knows_orphans), (0, False))

    def test_the_same_message_twice_is_answered_the_same(self):
        body = self.agency.report()
        first = self.send(self.agency, body)
        self.assertEqual(self.send(self.agency, body), first)
        self.assertEqual(len(self.reports()), 1)

    def test_an_older_message_again_changes_nothing(self):
        old = self.agency.report()
        new = self.agency.report(lines=[make_line(7)], cases=[])
        for body in (old, new, old):
            self.send(self.agency, body)
        self.assertEqual(self.execution(self.agency).appropriated, 7)
        self.assertEqual(len(self.rows("line", self.agency)), 1)

    def test_a_number_used_twice(self):
        body = self.agency.report()
        self.send(self.agency, body)
        other = self.agency.report(lines=[make_line(1)], cases=[], sequence=body["sequence"])
        said = self.assertRefused(409, "sequence", lambda: self.send(self.agency, other))
        self.assertEqual(said["last_sequence"], body["sequence"])

    def test_a_number_behind_what_is_here(self):
        """A database that was put back to last week is told where to count on."""
        self.agency.sequence = 100
        self.send(self.agency, self.agency.report())
        behind = {**self.agency.report(), "sequence": 50}
        said = self.assertRefused(409, "sequence", lambda: self.send(self.agency, behind))
        self.assertEqual(said["last_sequence"], 101)

    def test_years_stand_side_by_side(self):
        this = self.agency.report()
        last = self.agency.report(lines=[make_line(9)], cases=[], year=this["year"] - 1)
        self.send(self.agency, this)
        self.send(self.agency, last)
        self.assertEqual(
            self.execution(self.agency).mapped("year"), [this["year"], this["year"] - 1]
        )

    def test_a_newer_report_replaces_the_rows(self):
        self.send(self.agency, self.agency.report())
        first = self.rows("line", self.agency)
        self.send(self.agency, self.agency.report())
        self.assertEqual(self.rows("line", self.agency), first, "what is equal is left alone")
        self.send(self.agency, self.agency.report(lines=[make_line(5)], cases=[]))
        self.assertRecordValues(self.rows("line", self.agency), [{"appropriated": 5}])
        self.assertFalse(self.rows("case", self.agency))

    def test_deeper_than_the_consent(self):
        for consent in DEPTHS[:-1]:
            self.consent(self.agency, depth=consent)
            for depth in DEPTHS[DEPTHS.index(consent) + 1 :]:
                body = self.agency.report(depth)
                self.assertRefused(403, "depth", lambda body=body: self.send(self.agency, body))
            self.send(self.agency, self.agency.report(consent))

    def test_deeper_than_it_says_itself(self):
        body = {**self.agency.report("case"), "depth": "total"}
        self.assertRefused(422, "invalid", lambda: self.send(self.agency, body))

    def test_newer_version(self):
        body = {**self.agency.report(), "version": 3}
        said = self.assertRefused(422, "version", lambda: self.send(self.agency, body))
        self.assertEqual(said["violations"], ["version: 3 is not known here; known: 1, 2"])

    def test_from_the_future(self):
        body = {**self.agency.report(), "as_of": "2999-01-01T00:00:00Z"}
        self.assertRefused(422, "invalid", lambda: self.send(self.agency, body))

    def test_without_a_link(self):
        body = self.second.report()
        self.assertRefused(403, "no_link", lambda: self.send(self.second, body))
        self.bond.with_user(self.person)._do_transition("end", "종료")
        body = self.agency.report()
        said = self.assertRefused(403, "no_link", lambda: self.send(self.agency, body))
        self.assertEqual(said["link"]["state"], "ended")

    def test_tenants_that_are_not_at_work(self):
        for state in ("requested", "provisioning", "suspended", "archived", "deleted", "failed"):
            self.agency.tenant._write_locked({"state": state})
            body = self.agency.report()
            self.assertRefused(401, "seal", lambda body=body: self.send(self.agency, body))
        self.agency.tenant._write_locked({"state": "read_only"})
        self.send(self.agency, self.agency.report())

    @settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_sums_hold_at_every_depth(self, data):
        won = st.integers(0, 999_999_999_999)
        lines = [
            make_line(
                committed + rest, committed, min(paid, committed), project=project, object=subject
            )
            for project in ("S1", "S2")
            for subject in ("201-01", "201-03")
            for committed, rest, paid in [data.draw(st.tuples(won, won, won))]
        ]
        cases = [
            {**{key: line[key] for key in ("fund", "policy", "unit", "project", "item", "object")},
             "number": str(place), "date": "2026-01-02", "committed": line["committed"],
             "paid": line["paid"]}
            for place, line in enumerate(lines)
        ]  # fmt: skip
        body = self.agency.report("case", lines=lines, cases=cases)
        for depth in reversed(DEPTHS):
            self.consent(self.agency, depth=depth)
            message = {**cut(body, depth), "sequence": self.agency.sequence + 1}
            self.agency.sequence += 1
            self.send(self.agency, message)
            execution, shown = self.execution(self.agency), self.rows("line", self.agency)
            for name in FIGURES:
                self.assertEqual(execution[name], body["totals"][name])
                if depth in ("object", "case"):
                    items = self.rows("item", self.agency)
                    self.assertEqual(sum(items.mapped(name)), body["totals"][name])
                if depth != "total":
                    self.assertEqual(sum(shown.mapped(name)), body["totals"][name])
        self.assertFalse(self.rows("item", self.agency))
        self.assertEqual(json.loads(execution.report_id.document)["depth"], "total")
        self.consent(self.agency, depth="case")
