from odoo.tests import tagged

from odoo.addons.gotgan_budget.version_row import VersionRow
from odoo.addons.gotgan_ledger.core import Posting

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestLimits(ChangeCase):
    """What the law forbids or restricts, each with its article, and how one may still pass."""

    def setUp(self):
        super().setUp()
        self.source = self.cell(10 * MILLION)

    def assertRule(self, code, severity, article, taken, given, **vals):
        change = self.change(taken, given, **vals)
        self.assertEqual(self.findings(change).get(code), severity, self.findings(change))
        self.assertRefused(article, change.action_submit)
        return change

    def override(self, change):
        change.with_user(self.overrider)._override_findings("승인 문서 2026-1호")
        change.invalidate_recordset()

    def test_money_stays_in_its_fund(self):
        """지방재정법 제47조"""
        self.assertRule(
            "change.purpose", "block", "지방재정법 제47조", {self.source: MILLION},
            {self.cell(subitem="201-02", fund=self.special): MILLION},
        )

    def test_money_stays_in_its_funding_source(self):
        """지방재정법 제47조"""
        self.assertRule(
            "change.purpose", "block", "another funding source.*지방재정법 제47조",
            {self.source: MILLION}, {self.cell(subitem="201-02", source=self.national): MILLION},
        )

    def test_a_subsidy_leaves_its_project_only_with_approval(self):
        """보조금 관리에 관한 법률 제22조"""
        change = self.assertRule(
            "change.subsidy_purpose", "overridable", "제22조",
            {self.cell(source=self.national): MILLION},
            {self.cell(project="교량", source=self.national): MILLION},
        )
        self.override(change)
        change.action_submit()
        self.execute(change)
        self.assertEqual(change.state, "executed")

    def test_a_subsidy_may_move_inside_its_project(self):
        change = self.change(
            {self.cell(source=self.national): MILLION},
            {self.cell(subitem="201-02", source=self.national): MILLION},
        )
        self.assertNotIn("change.subsidy_purpose", self.findings(change))

    def test_principal_moves_only_with_interest(self):
        """지방자치단체 예산편성 운영기준: 601 만 311 과"""
        principal = self.cell(subitem="601-02")
        self.assertRule(
            "change.virement_pairs", "block", "601|311", {principal: MILLION},
            {self.cell(subitem="202-01"): MILLION},
        )
        self.assertRule(
            "change.virement_pairs", "block", "운영기준", {self.source: MILLION},
            {principal: MILLION},
        )
        change = self.change({principal: MILLION}, {self.cell(subitem="311-02"): MILLION})
        self.assertNotIn("change.virement_pairs", self.findings(change))
        change.action_submit()

    def test_representation_costs_gain_nothing(self):
        """지방자치단체 예산편성 운영기준: 203"""
        target = self.cell(subitem="203-01")
        self.assertRule(
            "change.virement_not_receiving", "overridable", "운영기준", {self.source: MILLION},
            {target: MILLION},
        )
        change = self.change({target: MILLION}, {self.source: MILLION})
        self.assertNotIn("change.virement_not_receiving", self.findings(change))

    def test_nobody_overrides_it_in_a_corporation(self):
        """지방공기업 예산편성기준: 203"""
        self.env["ir.config_parameter"].set_param("gotgan.kind", "corporation")
        change = self.assertRule(
            "change.virement_not_receiving", "block", "지방공기업 예산편성기준",
            {self.source: MILLION}, {self.cell(subitem="203-01"): MILLION},
        )
        self.assertRefused("", self.override, change)

    def test_within_its_own_item_it_may(self):
        change = self.change(
            {self.cell(subitem="203-01"): MILLION},
            {self.cell(subitem="203-01", project="포장"): MILLION},
        )
        self.assertEqual(change.kind, "virement")
        self.assertNotIn("change.virement_not_receiving", self.findings(change))

    def test_no_work_begins_by_virement(self):
        """지방재정법 제49조제2항: a work the budget does not have waits for a budget."""
        self.assertRule(
            "change.virement_not_budgeted", "block", "지방재정법 제49조제2항",
            {self.source: MILLION}, {self.key(project="포장"): MILLION},
        )
        self.cell(project="포장", subitem="202-01", department=self.planning)
        change = self.submit({self.source: MILLION}, {self.key(project="포장"): MILLION})
        self.assertEqual(change.kind, "virement")
        self.execute(change)

    def test_virement_does_not_begin_what_virement_began(self):
        """Money that only moved is no vote."""
        target = self.cell(subitem="202-01", project="포장", appropriated=0)
        self.env["gotgan.ledger"]._transfer(
            [Posting(self.source.id, -MILLION, 1), Posting(target.id, MILLION, 1)],
            source_model="hr.department", date=self.today, reason="시험",
        )
        self.assertRule(
            "change.virement_not_budgeted", "block", "지방재정법 제49조제2항",
            {self.source: MILLION}, {target: MILLION},
        )

    def test_virement_does_not_put_back_what_the_council_cut(self):
        """지방재정법 제49조제2항"""
        self.cut({"subitem": "202-01"}, MILLION, 8 * MILLION)
        self.assertRule(
            "change.virement_cut_items", "block", "7,000,000.*지방재정법 제49조제2항",
            {self.source: MILLION}, {self.cell(subitem="202-01"): MILLION},
        )
        change = self.change({self.cell(subitem="202-01"): MILLION}, {self.source: MILLION})
        self.assertNotIn("change.virement_cut_items", self.findings(change))

    def test_what_a_later_vote_puts_back_is_cut_no_more(self):
        self.cut({"subitem": "202-01"}, MILLION, 8 * MILLION)
        target = self.cell(subitem="202-01")

        def put_back(won):
            versions = self.env["gotgan.budget.version"]
            head = versions._get_head(self.year)
            key = self.key(subitem="202-01")[1:]
            version = versions._make(self.year, "supplementary", [
                VersionRow(*key, head._read_whole()[key] + won),
            ])
            version._write_locked({"state": "in_force"})
            change = self.change({self.source: MILLION}, {target: MILLION})
            return self.findings(change).get("change.virement_cut_items")

        self.assertEqual(put_back(2 * MILLION), "block")
        self.assertIsNone(put_back(5 * MILLION))

    def test_restricted_objects_need_an_override_that_holds_for_these_figures(self):
        """지방자치단체 예산편성 운영기준: 101, 401"""
        change = self.assertRule(
            "change.virement_restricted", "overridable", "운영기준",
            {self.cell(subitem="101-01"): MILLION}, {self.source: MILLION},
        )
        self.override(change)
        change.line_ids.amount = 2 * MILLION
        self.assertRefused("운영기준", change.action_submit)
        self.override(change)
        change.action_submit()
        self.execute(change)
        self.assertTrue(self.env["gotgan.rule.override"].with_user(self.auditor).search_count([
            ("res_model", "=", "gotgan.budget.change"), ("res_id", "=", change.id),
        ]))

    def test_an_edition_of_the_agency_changes_the_answer_without_a_release(self):
        """A stricter list of the agency holds from its day on."""
        rule = self.env["gotgan.rule"].search([("code", "=", "change.virement_not_receiving")])
        edition = self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "value": ["202", "203"], "origin": "agency",
            "date_from": self.today, "article": "우리 시 예산운용 지침 제5조", "severity": "block",
        })
        edition._take_place()
        self.assertRule(
            "change.virement_not_receiving", "block", "우리 시 예산운용 지침 제5조",
            {self.source: MILLION}, {self.cell(subitem="202-01"): MILLION},
        )
