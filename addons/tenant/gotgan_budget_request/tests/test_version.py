from odoo.fields import Command
from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestVersion(RequestCase):
    """What is settled becomes a version: sum of estimates = line = request = cycle = version."""

    def prepare(self):
        line = self.fund_by(self.write_line("1,000천원", "500천원"), ("01", 50), ("09", 50))
        self.write_line("300천원", subitem="201-02")
        self.expect("홍보관 국고보조", "750,000원")
        self.expect("주차요금", "1,050,000원", "214-07")
        return line

    def test_one_figure_from_the_estimate_to_the_version(self):
        self.prepare()
        self.go("settled")
        self.cycle.action_make_version()
        version = self.cycle.version_id
        lines = self.request.line_ids
        tops = lines.estimate_ids.filtered(lambda one: not one.parent_id)
        figures = {
            "estimates": sum(tops.mapped("amount")), "lines": sum(lines.mapped("settled")),
            "funding": sum(lines.funding_ids.mapped("amount")), "request": self.request.settled,
            "cycle": self.cycle.settled, "version": version.amount,
            "whole": sum(version._read_whole().values()),
        }
        self.assertEqual(set(figures.values()), {1_800_000}, figures)
        self.assertEqual((version.kind, version.state), ("original", "draft"))
        self.assertEqual(version.revenue_amount, 1_800_000)
        source = self.world.source("01").id
        self.assertEqual(
            sum(won for key, won in version._read_whole().items() if key[4] == source), 750_000,
        )
        self.assertFalse(self.cycle.missing)

    def test_everything_must_be_settled(self):
        self.prepare()
        self.go("office_reviewed")
        with self.assertRefused(self.department.name):
            self.cycle.action_make_version()

    def test_departments_that_ask_for_nothing_stand_in_nobodys_way(self):
        self.prepare()
        self.go("settled")
        self.assertIn("draft", self.cycle.request_ids.mapped("state"))
        self.cycle.action_make_version()
        self.assertEqual(self.cycle.state, "made")

    def test_transfers_that_differ_are_answered_for(self):
        self.fund_by(self.write_line("1,000천원"), ("01", 50), ("09", 50))
        self.go("settled")
        with self.assertRefused("500,000", "지방재정법 제34조"):
            self.cycle.action_make_version()
        self.cycle.with_user(self.world.overrider)._override_findings("가내시 전")
        self.cycle.action_make_version()

    def test_going_back_needs_a_reason_and_drops_the_draft(self):
        self.prepare()
        self.go("settled")
        self.cycle.action_make_version()
        version = self.cycle.version_id
        with self.assertRefused(self.cycle.display_name):
            self.request.with_user(self.officer)._do_transition("return", "다시")
        self.cycle._do_transition("reopen", "세입 재추계")
        self.assertEqual((version.state, self.cycle.version_id.id), ("cancelled", False))
        self.request.with_user(self.officer)._do_transition("return", "다시")
        self.assertEqual(self.request.state, "returned")

    def test_only_the_budget_officer_makes_it(self):
        self.prepare()
        self.go("settled")
        for user in (self.staff, self.head, self.bureau_head, self.world.auditor):
            with self.subTest(user.name), self.assertRefused():
                self.cycle.with_user(user).action_make_version()

    def test_a_supplementary_budget_changes_what_it_touches(self):
        world = self.world
        cycle = self.env["gotgan.budget.cycle"].with_user(self.officer).create({
            "fiscal_year_id": world.former.id, "kind": "supplementary", "round": 1,
        })
        cycle.action_open()
        request = cycle.request_ids.filtered(lambda one: one.department_id == self.department)
        line = self.env["gotgan.budget.request.line"].with_user(self.staff).create({
            "request_id": request.id, "fund_id": world.fund(world.former).id,
            "project_id": world.former_project.id,
            "subitem_id": world.subitem("401-01", world.former).id,
        })
        self.assertEqual(line.base_amount, 1_000_000)
        line.requested = 1_200_000
        line.funding_ids.unlink()
        line.funding_ids = [Command.create({
            "funding_source_id": world.source("09", world.former).id,
        })]
        self.go("settled", request)
        cycle.action_make_version()
        version = cycle.version_id
        self.assertEqual((version.base_id, version.round), (world.former_version, 1))
        self.assertEqual(version.difference, 200_000)
        changed = {one.funding_source_id.code: one.amount for one in version.line_ids}
        self.assertEqual(changed, {"01": 0, "06": 0, "09": 1_200_000})
