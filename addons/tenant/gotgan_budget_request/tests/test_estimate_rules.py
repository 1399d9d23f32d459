from datetime import date
from unittest.mock import patch

from odoo.tests import Form, tagged

from .common import RequestCase

TRAVEL, DEPARTMENT, STAFF = "202-01", "203-04", "203-02"
CLOCK = "odoo.addons.gotgan_budget_request.models.budget_request_check_mixin.today"


@tagged("post_install", "-at_install")
class TestEstimateRules(RequestCase):
    """What may not be budgeted, and what a unit may cost: said as it is typed, with its article."""

    def asked(self, code, request=None):
        """What one rule finds against handing the request in."""
        found = (request or self.request)._find_findings("submit")
        return [one for one in found if one.edition.rule_id.code == code]

    def assertJudged(self, code, severity, article, *words):
        found = self.asked(code)
        self.assertTrue(found, f"{code} finds nothing")
        self.assertEqual({one.severity for one in found}, {severity})
        self.assertIn(article, found[0].article)
        for word in words:
            self.assertIn(word, found[0].message)
        return found

    def assertFree(self, code):
        self.assertFalse(self.asked(code))

    # ---- estimates -------------------------------------------------------

    def test_an_amount_without_unit_price_is_told(self):
        """지방재정법 제36조제1항"""
        line = self.write_line("2,700,000원")
        self.assertJudged("estimate.formula", "notice", "지방재정법 제36조", "2,700,000")
        line.estimate_ids.formula = "9,000원*300부"
        self.assertFree("estimate.formula")

    def test_a_lump_sum_is_refused(self):
        """지방자치단체 예산편성 운영기준"""
        line = self.write_line("10,000천원*3식")
        line.estimate_ids.name = "주민 포괄 사업비"
        self.assertJudged("estimate.lump_sum", "overridable", "예산편성 운영기준", "포괄사업비")
        with self.assertRefused("예산편성 운영기준"):
            self.request.action_submit()
        line.estimate_ids.name = "어린이공원 그늘막 설치"
        self.assertFree("estimate.lump_sum")
        self.request.action_submit()

    def test_running_costs_of_a_body_need_a_legal_basis(self):
        """지방보조금법 제6조제2항"""
        line = self.write_line("1,000,000원*12월", subitem="307-03", reason="운영이 어려움")
        self.assertJudged("estimate.legal_basis", "overridable", "제6조제2항")
        with self.assertRefused("제6조제2항"):
            self.request.action_submit()
        line.reason = "대한노인회 지원에 관한 법률 제3조"
        self.assertFree("estimate.legal_basis")

    def test_what_the_ordinance_leaves_out_is_no_residents_proposal(self):
        """지방자치단체 주민참여예산 운영 조례"""
        code, article = "budget.resident_proposal_bans", "주민참여예산 운영 조례"
        ongoing = self.write_line("1,000원*3부")
        self.assertFree(code)
        ongoing.is_resident_proposal = True
        self.assertJudged(code, "overridable", article, "이미 하고 있는 사업")
        with self.assertRefused(article):
            self.request.action_submit()
        ongoing.unlink()
        running = self.world.make_project("행정운영경비")
        line = self.write_line("1,000원*3부", project=running, is_resident_proposal=True)
        self.assertJudged(code, "overridable", article, "기관 운영경비")
        line.unlink()
        new = self.world.make_project("어린이공원 그늘막 설치")
        self.write_line("1,000원*3부", project=new, is_resident_proposal=True)
        self.assertFree(code)

    def test_the_reserve_is_not_kept_for_official_business(self):
        """지방재정법 제43조제3항"""
        line = self.write_line("10,000천원*1식", subitem="801-01")
        line.estimate_ids.name = "시책추진업무추진비 부족분"
        self.assertJudged("reserve.forbidden_objects", "block", "지방재정법 제43조제3항")
        with self.assertRefused("제43조제3항"):
            self.request.action_submit()
        line.estimate_ids.name = "예측할 수 없는 지출"
        self.assertFree("reserve.forbidden_objects")

    def test_revenue_and_cost_are_budgeted_whole(self):
        """지방재정법 제34조"""
        line = self.write_line("5,000,000원-300,000원")
        self.assertJudged("budget.total_budget", "notice", "지방재정법 제34조")
        line.estimate_ids.formula = "(52명-2명)*100,000원"
        self.assertFree("budget.total_budget")

    # ---- unit costs ------------------------------------------------------

    def test_costs_of_a_department_by_its_posts(self):
        """지방자치단체 예산편성 운영기준: 정원 12명이면 월 250,000원"""
        line = self.write_line("300,000원*12월", subitem=DEPARTMENT)
        self.assertJudged("unit_cost.department_promotion", "notice", "운영기준")
        line.estimate_ids.name = "부서운영업무추진비(정원 12명)"
        self.assertJudged(
            "unit_cost.department_promotion", "overridable", "예산편성 운영기준", "3,600,000",
            "12", "3,000,000",
        )
        line.estimate_ids.formula = "250,000원*12월"
        self.assertFree("unit_cost.department_promotion")
        line.estimate_ids.name = "부서운영업무추진비(정원 32명)"
        line.estimate_ids.formula = "410,000원*12월"
        self.assertFree("unit_cost.department_promotion")

    def test_costs_of_the_staff_by_their_number(self):
        """지방자치단체 예산편성 운영기준: 본청 100명까지 80,000원, 300명까지 60,000원"""
        line = self.write_line("80,000원*120명", subitem=STAFF)
        self.assertJudged(
            "unit_cost.staff_promotion", "overridable", "예산편성 운영기준", "9,600,000",
            "9,200,000",
        )
        line.estimate_ids.formula = "80,000원*100명+60,000원*20명"
        self.assertFree("unit_cost.staff_promotion")
        line.estimate_ids.write({"name": "소속기관 정원가산", "formula": "40,001원*100명"})
        self.assertJudged("unit_cost.staff_promotion", "overridable", "운영기준", "4,000,000")
        line.estimate_ids.formula = "40,000원*100명"
        self.assertFree("unit_cost.staff_promotion")

    def test_travel_by_the_regulation(self):
        """공무원 여비 규정 별표 2"""
        line = self.write_line("25,001원*3명*10일", subitem=TRAVEL)
        line.estimate_ids.name = "관외출장 일비"
        self.assertJudged(
            "unit_cost.travel", "overridable", "공무원 여비 규정 별표 2", "25,001", "25,000",
        )
        with self.assertRefused("여비 규정"):
            self.request.action_submit()
        line.estimate_ids.formula = "25,000원*3명*10일"
        self.assertFree("unit_cost.travel")
        for region, limit in (("서울", 100_000), ("광역시", 80_000), ("그 밖의 지역", 70_000)):
            line.estimate_ids.name = f"숙박비({region})"
            line.estimate_ids.formula = f"{limit + 1:,}원*3명*2박"
            self.assertJudged("unit_cost.travel", "overridable", "여비 규정", f"{limit:,}")
            line.estimate_ids.formula = f"{limit:,}원*3명*2박"
            self.assertFree("unit_cost.travel")

    def test_a_supplementary_budget_is_reckoned_by_the_standards_of_its_day(self):
        """공무원 여비 규정 별표 2: from 30 June 2026 on; before, nothing is entered."""
        cycle = self.env["gotgan.budget.cycle"].with_user(self.officer).create({
            "fiscal_year_id": self.world.former.id, "kind": "supplementary", "round": 1,
        })
        cycle.action_open()
        request = cycle.request_ids.filtered(
            lambda one: one.department_id == self.department
        ).with_user(self.staff)
        line = self.env["gotgan.budget.request.line"].with_user(self.staff).create({
            "request_id": request.id, "fund_id": self.world.fund(self.world.former).id,
            "project_id": self.world.former_project.id,
            "subitem_id": self.world.subitem(TRAVEL, self.world.former).id,
        })
        line.estimate_ids = [(0, 0, {"name": "일비", "formula": "30,000원*2명"})]
        for day, count in ((date(2026, 6, 29), 0), (date(2026, 6, 30), 1)):
            with patch(CLOCK, return_value=day):
                self.assertEqual(len(self.asked("unit_cost.travel", request)), count)

    # ---- new works -------------------------------------------------------

    def ask_work(self, amount, subitem="401-02"):
        """A work that had no budget before, of that many won."""
        self.request.line_ids.unlink()
        project = self.world.make_project(f"새 공사 {amount} {subitem}")
        return self.write_line(f"{amount:,}원*1식", subitem=subitem, project=project)

    def test_a_new_work_of_that_size_is_reviewed(self):
        """지방재정법 제37조, 시행령 제41조: 시군구 자체심사 20억원부터, 시·도 심사 60억원부터"""
        self.ask_work(1_999_999_000)
        self.assertFree("investment.review")
        self.ask_work(2_000_000_000)
        self.assertJudged("investment.review", "notice", "지방재정법 제37조", "자체심사")
        self.ask_work(6_000_000_000)
        self.assertJudged("investment.review", "notice", "시행령 제41조", "시·도 심사")
        self.env["ir.config_parameter"].sudo().set_param("gotgan.tier", "upper")
        self.assertJudged("investment.review", "notice", "제37조", "자체심사")

    def test_a_new_event_of_that_size_is_reviewed(self):
        """지방재정법 제37조: 행사성 사업은 3억원부터"""
        self.ask_work(299_999_000, "201-03")
        self.assertFree("investment.event_review")
        self.ask_work(300_000_000, "201-03")
        self.assertJudged("investment.event_review", "notice", "지방재정법 제37조", "300,000,000")

    def test_what_is_an_event_goes_by_the_numbers_of_the_year(self):
        """401-04: 행사관련시설비 until FY2026, 시설부대비 from FY2027 on."""
        rules = self.env["gotgan.rule"]
        former = rules._find("investment.event_objects", date(2026, 12, 31))
        self.assertIn("401-04", former._get_codes())
        self.ask_work(300_000_000, "401-04")
        self.assertFree("investment.event_review")
        now = rules._find("investment.event_objects", date(2027, 1, 1))
        self.assertEqual(now._cite(), "지방재정법 제37조")

    def test_a_great_work_is_studied_first(self):
        """지방재정법 제37조의2: 500억원부터"""
        self.ask_work(49_999_999_000)
        self.assertFree("investment.feasibility_study")
        self.ask_work(50_000_000_000)
        self.assertJudged("investment.feasibility_study", "notice", "지방재정법 제37조의2")
        self.assertTrue(self.request.line_ids.amount)

    def test_what_had_a_budget_is_no_new_work(self):
        self.write_line("3,000,000,000원*1식", subitem="401-02")
        self.write_line("1,000원*3부")
        self.assertTrue(self.request.line_ids.filtered("last_amount"))
        self.assertFree("investment.review")

    # ---- as it is typed --------------------------------------------------

    def test_the_line_says_it_while_it_is_typed(self):
        """Before anything is saved."""
        with Form(self.write_line("25,000원*3명", subitem=TRAVEL)) as form:
            self.assertFalse(form.findings["items"])
            with form.estimate_ids.edit(0) as row:
                row.name, row.formula = "일비", "26,000원*3명"
            [item] = form.findings["items"]
            self.assertEqual(item["article"], "공무원 여비 규정 별표 2")
            self.assertEqual(item["record"], "")

    def test_an_override_passes_the_request_with_its_reason(self):
        line = self.write_line("26,000원*3명", subitem=TRAVEL)
        line.estimate_ids.name = "일비"
        self.request.with_user(self.world.overrider)._override_findings("해외 자매도시 수행")
        self.request.invalidate_recordset()
        self.request.action_submit()
        self.assertEqual(self.request.state, "submitted")
