from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from .version_case import VersionCase


@tagged("post_install", "-at_install")
class TestVersionPrinciples(VersionCase):
    """What figures alone do not show: the year, the reasons and the grounds of a bill."""

    def need_object(self, code, name):
        group = self._need("gotgan.expenditure.object", "이전경비", code="300", level="group")
        item = self._need(
            "gotgan.expenditure.object", "민간이전", code="307", level="item", parent_id=group.id,
        )
        return self._need(
            "gotgan.expenditure.object", name, code=code, level="subitem", parent_id=item.id,
        )

    def give(self, subitem, amount=100_000, **more):
        """A supplementary bill that gives an object money; it names its reason."""
        return self.supplement(
            self.row(amount, subitem=subitem, reason="협약 변경"), revenue=1_010_000 + amount,
            **more,
        )

    def codes(self, version, transition="submit"):
        return [code for code, _severity in self.findings(version, transition)]

    def test_a_budget_is_of_its_year(self):
        """지방재정법 제7조제1항"""
        version = self.draft_original()
        version.date_effective = self.year.date_to + timedelta(days=1)
        self.assertFinding(
            version, "submit", "budget.year_independence", "block", "지방재정법 제7조제1항",
        )
        self.assertRefused("제7조제1항", version.action_submit)
        version.date_effective = self.year.date_to
        self.assertEqual(self.findings(version, "submit"), [])

    def test_a_budget_follows_a_plan_of_five_years(self):
        """지방재정법 제33조"""
        version = self.draft_original()
        for last, found in ((0, "말하지|does not say"), (3, "4")):
            version.plan_last_year = last and self.year.year + last
            [one] = self.assertFinding(
                version, "submit", "calendar.medium_term_years", "notice", "지방재정법 제33조",
            )
            self.assertRegex(one.message, found)
            self.assertIn(str(self.year.year + 4), one.fix)
        version.plan_last_year = self.year.year + 4
        self.assertEqual(self.findings(version, "submit"), [])

    def test_the_residents_opinion_goes_with_the_bill(self):
        """지방재정법 제39조"""
        version = self.draft_original()
        version.residents_opinion = False
        self.assertFinding(
            version, "submit", "budget.resident_participation", "notice", "지방재정법 제39조",
        )
        version.residents_opinion = "주민참여예산위원회-12"
        self.assertEqual(self.findings(version, "submit"), [])

    def test_a_supplementary_budget_says_what_came_up(self):
        """지방자치법 제145조"""
        self.begin()
        version = self.supplement(self.row(1_100_000), revenue=1_110_000)
        self.assertFinding(
            version, "submit", "budget.supplementary", "notice", "지방자치법 제145조",
        )
        version.note = "지방교부세 추가 교부"
        self.assertEqual(self.findings(version, "submit"), [])

    def test_what_was_spent_without_a_vote_is_in_the_next_supplementary(self):
        """지방재정법 제45조 단서"""
        self.begin()
        advance = self.draft("advance", self.row(
            300_000, source=self.national, project=self.other_project,
        ))
        advance._add_revenues([self.income(300_000, self.subsidy, "국고보조금")])
        advance.line_ids.write({"ground": "transfer", "received_amount": 300_000})
        self.authorize(advance)
        version = self.supplement(self.row(1_100_000, reason="세입 증가"), revenue=1_110_000)
        code = "authorization.advance_next_supplementary"
        self.assertNotIn(code, self.codes(version))
        version.line_ids.filtered(lambda one: one.project_id == self.other_project).unlink()
        [found] = self.assertFinding(version, "submit", code, "notice", "지방재정법 제45조 단서")
        self.assertIn("300,000", found.message)

    def test_the_committee_reviews_a_subsidy(self):
        """지방보조금법 제26조"""
        self.begin()
        project = self.give(self.need_object("307-02", "민간경상사업보조"))
        [found] = self.assertFinding(
            project, "submit", "budget.subsidy_committee", "notice",
            "지방자치단체 보조금 관리에 관한 법률 제26조",
        )
        self.assertIn("100,000", found.message)
        other = self.give(self.travel, 200_000)
        self.assertNotIn("budget.subsidy_committee", self.codes(other))

    def test_what_is_a_subsidy_goes_by_the_numbers_of_the_year(self):
        """402-02 is a subsidy until FY2026 and entrusted work from FY2027 on."""
        for number, subsidy in ((2026, True), (2027, False)):
            version = self.versions.create({
                "fiscal_year_id": self._open_year(number).id, "kind": "original",
            })
            edition = self.env["gotgan.rule"]._find(
                "reserve.subsidies", version._get_rule_day("reserve.subsidies"),
            )
            self.assertEqual("402-02" in edition._get_codes(), subsidy)

    def test_running_costs_of_a_body_name_their_legal_basis(self):
        """지방보조금법 제6조제2항"""
        self.begin()
        version = self.give(self.need_object("307-03", "민간단체법정운영비보조"))
        self.assertFinding(
            version, "submit", "estimate.legal_basis", "overridable", "제6조제2항",
        )
        self.assertRefused("제6조제2항", version.action_submit)
        version.line_ids.reason = "대한노인회 지원에 관한 법률 제3조"
        self.assertNotIn("estimate.legal_basis", self.codes(version))

    def plan_work(self, total):
        version = self.draft_original()
        year = self.year.year
        version.continuing_ids = [Command.create({
            "fund_id": self.fund.id, "department_id": self.department.id,
            "project_id": self.project.id, "total_amount": total,
            "part_ids": [
                Command.create({"year": year, "amount": total - 1}),
                Command.create({"year": year + 1, "amount": 1}),
            ],
        })]
        return version

    def test_a_great_work_is_reviewed_and_studied_first(self):
        """지방재정법 제37조, 제37조의2"""
        self.assertEqual(self.codes(self.plan_work(1_999_999_999)), [])
        for total, code, article in (
            (2_000_000_000, "investment.review", "지방재정법 제37조"),
            (50_000_000_000, "investment.feasibility_study", "지방재정법 제37조의2"),
        ):
            self.assertFinding(self.plan_work(total), "submit", code, "notice", article)
