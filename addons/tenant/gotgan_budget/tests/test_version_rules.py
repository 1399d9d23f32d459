from datetime import date, timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .version_case import VersionCase


@tagged("post_install", "-at_install")
class TestVersionRules(VersionCase):
    """Every rule that judges a budget, with its article."""

    def test_a_sound_budget_has_nothing_against_it(self):
        version = self.draft_original()
        self.assertEqual(self.findings(version, "submit"), [])
        version.action_submit()
        self.assertEqual(self.findings(version, "vote"), [])

    def test_decisions_have_happened_one_after_the_other(self):
        version = self.draft("original", self.row(1_000))
        tomorrow = self.today + timedelta(days=1)
        for name in ("date_submitted", "date_voted"):
            self.assertRefused("future", version.write, {name: tomorrow}, error=ValidationError)
        version.date_submitted = self.year.date_from - timedelta(days=40)
        before = version.date_submitted - timedelta(days=1)
        self.assertRefused(
            "comes first", version.write, {"date_voted": before}, error=ValidationError,
        )
        version.date_voted = version.date_submitted

    def test_the_bill_is_submitted_in_time(self):
        version = self.draft_original()
        version.date_submitted = self.year.date_from - timedelta(days=40)
        self.assertEqual(self.findings(version, "submit"), [])
        version.date_submitted = self.year.date_from - timedelta(days=39)
        self.assertFinding(
            version, "submit", "calendar.council_submission", "overridable",
            "지방자치법 제142조제1항" if self.number >= 2022 else "지방자치법",
        )
        self.assertRefused("40", version.action_submit)
        version.with_user(self.overrider)._override_findings("의회 일정 변경")
        version.action_submit()
        self.assertEqual(version.state, "submitted")

    def test_the_vote_is_in_time(self):
        version = self.draft_original()
        version.date_voted = self.year.date_from - timedelta(days=9)
        version.action_submit()
        self.assertFinding(
            version, "vote", "calendar.council_vote", "notice", "지방자치법 제142조제2항",
        )

    def test_the_board_decides_before_the_year(self):
        self.env["ir.config_parameter"].sudo().set_param("gotgan.kind", "corporation")
        version = self.draft_original()
        version.date_voted = self.year.date_from
        version.action_submit()
        self.assertFinding(
            version, "vote", "calendar.board_vote", "overridable", "지방공기업법 제65조",
        )
        version.date_voted = self.year.date_from - timedelta(days=1)
        self.assertEqual(self.findings(version, "vote"), [])

    def test_revenue_and_expenditure_of_a_fund_are_equal(self):
        version = self.draft_original()
        version.revenue_ids.amount -= 1
        [found] = self.assertFinding(
            version, "submit", "budget.balance", "block", "지방재정법 제34조",
        )
        self.assertIn("1,009,999", found.message)
        with self.assertRaisesRegex(UserError, "제34조"), self.cr.savepoint():
            version.action_submit()

    def test_where_only_expenditure_was_imported_the_changes_are_equal(self):
        self.bring_in(self.line(2000))
        cell = self.cells()
        place = (cell.fund_id, cell.department_id, cell.project_id, cell.subitem_id,
                 cell.funding_source_id)
        row = self.row(2_500_000)._replace(**dict(zip(
            ("fund_id", "department_id", "project_id", "subitem_id", "funding_source_id"),
            (one.id for one in place), strict=True,
        )))
        version = self.draft("supplementary", row)
        self.assertFinding(version, "submit", "budget.balance", "block", "지방재정법 제34조")
        version._add_revenues([self.income(500_000)._replace(fund_id=cell.fund_id.id)])
        self.assertNotIn("budget.balance", dict(self.findings(version, "submit")))

    def test_a_subsidy_that_comes_in_goes_out(self):
        self.begin()
        version = self.supplement(self.row(90_000, source=self.national), revenue=1_100_000)
        self.assertFinding(
            version, "submit", "budget.subsidy_balance", "overridable", "지방재정법 제34조",
        )
        even = self.supplement(self.row(90_000, source=self.national, reason="국비 교부"))
        even._add_revenues([self.income(90_000, self.subsidy, "국고보조금")])
        self.assertEqual(self.findings(even, "submit"), [])

    def test_a_subsidy_stays_in_its_fund(self):
        """What the general account takes in is not spent by another, though both sums agree."""
        self.begin()
        special = self._own("gotgan.fund", "V900", "특별회계(시험)", kind="special")
        row = self.row(90_000, source=self.national, reason="국비 교부")
        version = self.supplement(row._replace(fund_id=special.id))
        version._add_revenues([self.income(90_000, self.subsidy, "국고보조금")])
        found = [one for one in version._find_findings("submit")
                 if one.edition.rule_id.code == "budget.subsidy_balance"]
        self.assertEqual(
            sorted(one.facts[1:] for one in found),
            [("V100", "511", 0, 90_000), ("V900", "511", 90_000, 0)],
        )

    def test_the_general_account_has_a_reserve(self):
        version = self.draft("original", self.row(1_000), revenue=1_000)
        self.assertFinding(
            version, "submit", "budget.reserve_required", "block", "지방재정법 제43조제1항",
        )

    def test_the_reserve_is_a_hundredth_at_most(self):
        version = self.draft(
            "original", self.row(989_999), self.row(10_001, subitem=self.reserve),
            revenue=1_000_000,
        )
        [found] = self.assertFinding(
            version, "submit", "budget.reserve_ceiling", "block", "지방재정법 제43조제1항",
        )
        self.assertIn("10,000", found.message)
        version.line_ids.filtered(lambda one: one.subitem_id == self.reserve).amount = 10_000
        self.line_of(version).amount = 990_000
        self.assertNotIn("budget.reserve_ceiling", dict(self.findings(version, "submit")))

    def test_other_special_accounts_keep_to_a_hundredth_too(self):
        """지방재정법 43① as amended in 2020; a public enterprise follows its own act."""
        self.fund.kind = "special"
        version = self.draft(
            "original", self.row(900_000), self.row(100_000, subitem=self.reserve),
            revenue=1_000_000,
        )
        [found] = self.assertFinding(
            version, "submit", "budget.reserve_ceiling", "block", "지방재정법 제43조제1항",
        )
        self.assertIn("100,000", found.message)
        self.fund.kind = "public_enterprise"
        self.assertNotIn("budget.reserve_ceiling", dict(self.findings(version, "submit")))

    def test_what_is_kept_back_is_no_reserve_until_its_code_is_another(self):
        """801-03 is 내부유보금 until FY2026, and 예비금 from FY2027 on."""
        kept_back = self.reserve.search([
            ("code", "=", "801-03"), ("fiscal_year_id", "=", self.year.id),
        ])
        version = self.draft(
            "original", self.row(900_000), self.row(100_000, subitem=kept_back),
            revenue=1_000_000,
        )
        kept = version._get_codes("budget.reserve_kept_back")
        found = dict(self.findings(version, "submit"))
        self.assertEqual("budget.reserve_ceiling" in found, "801-03" not in kept)
        self.assertEqual("budget.reserve_required" in found, "801-03" in kept)
        rule = self.env["gotgan.rule"]
        for year, codes in ((2026, ["801-03"]), (2027, [])):
            edition = rule._seek("budget.reserve_kept_back", date(year, 1, 1))
            self.assertEqual(edition._get_codes() if edition else [], codes)

    def test_the_disaster_reserve_has_no_ceiling(self):
        version = self.draft(
            "original", self.row(600_000), self.row(10_000, subitem=self.reserve),
            self.row(390_000, subitem=self.disaster), revenue=1_000_000,
        )
        self.assertNotIn("budget.reserve_ceiling", dict(self.findings(version, "submit")))

    def test_a_budget_has_general_provisions(self):
        version = self.draft_original()
        version.provision_ids.unlink()
        self.assertFinding(version, "submit", "budget.contents", "block", "지방재정법 제40조")

    def test_expenditure_is_of_the_subjects_of_local_governments(self):
        version = self.draft_original()
        version.line_ids[0].subitem_id = self.subitem.parent_id
        self.assertFinding(version, "submit", "budget.subject_levels", "block", "제41조")

    def continuing(self, version, years, total=None):
        return self.env["gotgan.continuing.appropriation"].with_user(self.officer).create({
            "version_id": version.id, "fund_id": self.fund.id, "project_id": self.project.id,
            "department_id": self.department.id, "total_amount": total or 100 * years,
            "part_ids": [
                (0, 0, {"year": self.number + place, "amount": 100}) for place in range(years)
            ],
        })

    def test_a_continuing_appropriation_runs_for_five_years(self):
        version = self.draft_original()
        five = self.continuing(version, 5)
        self.assertEqual((five.year_amount, five.part_amount), (100, 500))
        self.assertEqual(self.findings(version, "submit"), [])
        self.continuing(version, 6)
        self.assertFinding(
            version, "submit", "budget.continuing_years", "overridable", "지방재정법 제42조",
        )

    def test_its_parts_come_to_its_total(self):
        version = self.draft_original()
        self.continuing(version, 3, total=301)
        self.assertFinding(
            version, "submit", "budget.continuing_years", "block", "지방재정법 제42조",
        )

    def test_a_debt_is_in_the_budget_of_the_year_it_is_paid(self):
        earlier = self._open_year(self.number - 1)
        version = self.env["gotgan.budget.version"].create({
            "fiscal_year_id": earlier.id, "kind": "original",
        })
        fund = self.env["gotgan.fund"].create({
            "fiscal_year_id": earlier.id, "code": "V100", "name": "일반회계", "kind": "general",
        })
        project = self.env["gotgan.program"].create({
            "fiscal_year_id": earlier.id, "level": "policy", "name": "채무 사업",
        })
        self.env["gotgan.debt.authorization"].create({
            "version_id": version.id, "fund_id": fund.id, "department_id": self.department.id,
            "project_id": project.id, "name": "도로 확장", "amount": 500,
            "year": self.number - 1, "repay_from": self.number, "repay_to": self.number,
        })
        version._write_locked({"state": "in_force"})
        self.assertFinding(
            self.draft_original(), "submit", "budget.debt_authorization", "block",
            "지방재정법 제44조",
        )
        project.name = self.project.name
        self.assertEqual(self.findings(self.draft_original(), "submit"), [])

    def test_what_the_council_raises_needs_consent(self):
        version = self.draft_original()
        version.action_submit()
        line, revenue = self.line_of(version), version.revenue_ids
        version._change_bill("adjust", [
            (line._name, line._get_place(), line.amount + 1_000, None),
            (revenue._name, revenue._get_place(), revenue.amount + 1_000, None),
        ], "증액")
        self.assertFinding(
            version, "vote", "budget.council_increase", "block", "지방자치법 제142조제3항",
        )
        version.consent_number = "예산담당관-77"
        self.assertEqual(self.findings(version, "vote"), [])

    def test_what_is_amended_is_judged_like_the_bill(self):
        """Nothing comes into a budget by an amendment that could not be submitted."""
        version = self.draft_original()
        version.action_submit()
        self.assertNotIn("estimate.legal_basis", dict(self.findings(version, "vote")))
        body = self.env["gotgan.expenditure.object"].search([
            ("code", "=", "307-03"), ("fiscal_year_id", "=", self.year.id),
            ("subject_set", "=", "local_government"),
        ])
        line = self.line_of(version)
        place = (*line._get_place()[:3], body.id, *line._get_place()[4:])
        version._change_bill("amend", [(line._name, place, 1_000, None)], "단체 운영비")
        self.assertIn("estimate.legal_basis", dict(self.findings(version, "vote")))

    def test_an_amended_bill_is_told(self):
        version = self.draft_original()
        version.action_submit()
        line, revenue = self.line_of(version), version.revenue_ids
        version._change_bill("amend", [
            (line._name, line._get_place(), line.amount + 1_000, None),
            (revenue._name, revenue._get_place(), revenue.amount + 1_000, None),
        ], "국비 변경")
        self.assertFinding(
            version, "vote", "budget.amended_bill", "notice", "지방자치법 제142조제4항",
        )
        version.action_vote()

    def test_spending_before_a_supplementary_budget(self):
        self.begin()
        version = self.draft("advance", self.row(300_000, source=self.national))
        version._add_revenues([self.income(300_000, self.subsidy, "국고보조금")])
        self.assertFinding(
            version, "authorize", "authorization.advance_conditions", "block",
            "지방재정법 제45조 단서",
        )
        version.line_ids.write({"ground": "transfer", "received_amount": 299_999})
        self.assertFinding(
            version, "authorize", "authorization.advance_full_payment", "overridable",
            "지방재정법 제45조 단서",
        )
        version.line_ids.received_amount = 300_000
        self.assertEqual(self.findings(version, "authorize"), [])

    def test_nothing_is_lowered_before_a_supplementary_budget(self):
        self.begin()
        version = self.draft("advance", self.row(300_000))
        [found] = self.assertFinding(
            version, "authorize", "authorization.advance_conditions", "block",
            "지방재정법 제45조 단서",
        )
        self.assertIn("700,000", found.message)

    def test_a_provisional_budget_is_for_what_the_law_names(self):
        version = self.draft("provisional", self.row(5), self.row(6, project=self.other_project))
        version.line_ids[0].ground = "institution"
        [found] = self.assertFinding(
            version, "authorize", "authorization.provisional_purposes", "block",
            "지방자치법 제146조",
        )
        self.assertIn("유지", found.fix)
        self.assertRefused("제146조", self.authorize, version)
        version.line_ids[1].ground = "legal_duty"
        self.assertEqual(self.findings(version, "authorize"), [])

    def test_findings_are_shown_while_it_is_written(self):
        version = self.draft_original()
        version.revenue_ids.amount -= 1
        [item] = version.findings["items"]
        self.assertEqual((item["severity"], item["article"]), ("block", "지방재정법 제34조"))
