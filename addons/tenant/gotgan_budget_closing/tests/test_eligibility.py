from odoo.tests import tagged

from .common import ClosingCase


@tagged("post_install", "-at_install")
class TestEligibility(ClosingCase):
    """Who may go over, by which clause of 지방재정법 50."""

    def assertFinding(self, carryover, *words):
        with self.assertRefused(*words):
            carryover.action_submit()

    def test_open_commitment_is_unavoidable(self):
        """50② 1: committed within the year, not paid; what is free lapses."""
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        self.assertEqual(self.verdicts(cell), [
            ("unavoidable", "commitment", 4_000_000), ("unused", False, 6_000_000),
        ])

    def test_partly_paid_goes_over_with_the_rest(self):
        cell = self.fund(10_000_000)
        commitment = self.bind(cell, 4_000_000)
        self.inspect(commitment, 1_500_000)
        self.pay(self.order(self.resolve(commitment, 1_500_000)))
        self.assertEqual(self.verdicts(cell)[0], ("unavoidable", "commitment", 2_500_000))

    def test_what_is_in_a_voucher_is_paid_not_carried(self):
        cell = self.fund(10_000_000)
        commitment = self.bind(cell, 4_000_000)
        self.inspect(commitment, 1_000_000)
        self.resolve(commitment, 1_000_000)
        self.assertEqual(self.verdicts(cell)[0], ("unavoidable", "commitment", 3_000_000))

    def test_voted_goes_first_to_commitments(self):
        """50①: voted in advance, up to the amount voted, bound money first."""
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        self.vote(cell, 5_000_000)
        self.assertEqual(self.verdicts(cell), [
            ("authorized", "voted", 1_000_000), ("authorized", "voted", 4_000_000),
            ("unused", False, 5_000_000),
        ])

    def test_unspent_yearly_part_goes_on(self):
        """50③: until the project is finished; not beyond its last year."""
        cell = self.fund(10_000_000)
        self.vote_continuing(cell, {2026: 7_000_000, 2027: 5_000_000})
        self.assertEqual(self.verdicts(cell), [
            ("continuing", "continuing", 7_000_000), ("unused", False, 3_000_000),
        ])

    def test_last_year_of_a_continuing_appropriation(self):
        cell = self.fund(10_000_000)
        self.vote_continuing(cell, {2025: 5_000_000, 2026: 7_000_000})
        self.assertEqual(self.verdicts(cell), [("unused", False, 10_000_000)])

    def test_incidental_costs_need_the_commitment_of_their_project(self):
        """50② 1, second half."""
        works, extra = self.fund(10_000_000, "401-01"), self.fund(2_000_000, "401-03")
        self.assertEqual(self.verdicts(extra), [("unused", False, 2_000_000)])
        self.bind(works, 8_000_000)
        self.assertEqual(self.verdicts(extra), [("undecided", "incidental", 2_000_000)])
        carryover = self.draft(works)
        self.look().candidate_ids.filtered(lambda one: one.cell_id == extra).action_add()
        line = carryover.line_ids.filtered(lambda one: one.clause == "incidental")
        line.cause = "본 공사와 함께 이월"
        self.assertFinding(carryover, "incidental costs", "제50조")
        line.main_line_id = carryover.line_ids - line
        carryover.action_submit()

    def test_tender_needs_its_notice(self):
        """50② 2: announced within the year, not yet committed."""
        cell = self.fund(10_000_000)
        self.approve_request(3_000_000, line=cell.line_id)
        self.assertIn(("undecided", "tender", 3_000_000), self.verdicts(cell))
        self.look().candidate_ids.filtered(
            lambda one: one.cell_id == cell and one.clause == "tender"
        ).action_add()
        carryover = self.draft_of(cell)
        carryover.line_ids.cause = "협상에 의한 계약으로 장기간 소요"
        self.assertFinding(carryover, "tender notice")
        carryover.line_ids.write({"notice_date": "2027-01-02", "notice_number": "2027-1호"})
        self.assertFinding(carryover, "tender notice")
        carryover.line_ids.write({"notice_date": "2026-12-01", "notice_number": "2026-15호"})
        carryover.action_submit()

    def test_compensation_needs_object_and_notice(self):
        """50② 3."""
        cell = self.fund(10_000_000, "401-01")
        self.assertEqual(self.verdicts(cell), [("undecided", "compensation", 10_000_000)])
        self.look().candidate_ids.filtered(lambda one: one.cell_id == cell).action_add()
        carryover = self.draft_of(cell)
        carryover.line_ids.cause = "보상협의 지연"
        self.assertFinding(carryover, "compensation plan")
        carryover.line_ids.write({"notice_date": "2026-09-01", "notice_number": "보상 2026-3호"})
        carryover.action_submit()

    def test_current_costs_need_an_edition_that_names_them(self):
        """50② 4: only what the decree names."""
        cell = self.fund(10_000_000, "201-02")
        self.assertEqual(self.verdicts(cell), [("unused", False, 10_000_000)])
        rule = self.env["gotgan.rule"]._get_by_code("carryover.current_objects")
        self.env["gotgan.rule.loader"]._load_editions([{
            "code": rule.code, "tenant_kind": "any", "tier": "any", "date_from": "2026-01-01",
            "date_to": False, "value": "201-02", "severity": False,
            "article": "지방재정법 제50조제2항제4호", "source": "시험", "verified": "no",
            "note": False,
        }])
        self.assertEqual(self.verdicts(cell), [("undecided", "current", 10_000_000)])

    def test_no_cause_no_unavoidable_carry_over(self):
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        carryover = self.draft(cell)
        carryover.line_ids.cause = False
        self.assertFinding(carryover, "cause", "제50조제2항")

    def test_what_lapses_cannot_be_added(self):
        cell = self.fund(10_000_000)
        self.verdicts(cell)
        rows = self.look().candidate_ids.filtered(lambda one: one.cell_id == cell)
        with self.assertRefused("lapses"):
            rows.action_add()

    def test_drafting_twice_adds_nothing(self):
        self.bind(self.fund(10_000_000), 4_000_000)
        plan = self.look()
        plan.action_draft()
        with self.assertRefused("Nothing new"):
            plan.action_draft()
        plan.action_look()
        with self.assertRefused("Nothing new"):
            plan.action_draft()

    def draft_voted(self, cell):
        """The draft of what was voted to go over, by its person."""
        carryover = self.draft(cell)
        carryover.line_ids.write({"adjustment": "집행 전망 변경"})
        return carryover

    def test_no_more_goes_over_than_is_left(self):
        """지방재정법 제50조"""
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        carryover = self.draft_voted(cell)
        carryover.line_ids.amount = 4_000_001
        self.assertFinding(carryover, "4,000,001", "4,000,000", "제50조")
        carryover.line_ids.amount = 4_000_000
        carryover.action_submit()

    def test_no_more_than_was_voted_goes_over(self):
        """지방재정법 제50조제1항"""
        cell = self.fund(10_000_000)
        self.vote(cell, 5_000_000)
        carryover = self.draft_voted(cell)
        carryover.line_ids.amount = 5_000_001
        self.assertFinding(carryover, "5,000,001", "제50조제1항")
        carryover.line_ids.amount = 5_000_000
        carryover.action_submit()

    def test_no_more_than_the_yearly_part_goes_over(self):
        """지방재정법 제50조제3항"""
        cell = self.fund(10_000_000)
        self.vote_continuing(cell, {2026: 7_000_000, 2027: 5_000_000})
        carryover = self.draft_voted(cell)
        carryover.line_ids.amount = 7_000_001
        self.assertFinding(carryover, "7,000,001", "제50조제3항")
        carryover.line_ids.amount = 7_000_000
        carryover.action_submit()

    def test_objects_go_by_the_numbers_of_the_year(self):
        """감리비 is 401-02 until FY2026 and 401-03 from FY2027 on (지방재정법 제50조제2항제1호)."""
        rules = self.env["gotgan.rule"]
        for day, codes in (
            ("2026-12-31", ["401-02", "401-03"]), ("2027-01-01", ["401-03", "401-04"]),
        ):
            edition = rules._find("carryover.incidental_objects", day)
            self.assertEqual(edition._get_codes(), codes)

    def test_a_changed_amount_needs_its_reason(self):
        cell = self.fund(10_000_000)
        self.bind(cell, 4_000_000)
        carryover = self.draft(cell)
        carryover.line_ids.amount = 3_000_000
        self.assertFinding(carryover, "3,000,000", "4,000,000")
        carryover.line_ids.adjustment = "계약 변경으로 1,000,000원 감액 예정"
        carryover.action_submit()

    def draft_of(self, cell):
        lines = self.env["gotgan.carryover.line"].search([("cell_id", "=", cell.id)])
        return lines.carryover_id.with_user(self.budget)
