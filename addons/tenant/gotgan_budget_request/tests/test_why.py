from odoo.tests import tagged

from .common import RequestCase

EXPLANATION = "gotgan.execution.explanation"


@tagged("post_install", "-at_install")
class TestWhy(RequestCase):
    """왜 이 숫자인가, of what a department asks for, where the execution status is installed."""

    def setUp(self):
        super().setUp()
        if EXPLANATION not in self.env:
            self.skipTest("the execution status is not installed")
        self.line = self.write_line("5,000원*300부*2회", "100,000원*12월")
        self.second = self.write_line("200,000원*3회", subitem="201-02")
        self.request.line_ids._refresh_figures()

    def explain(self, record, field, which=None):
        explanation = self.env[EXPLANATION].with_user(self.officer)
        return explanation.action_explain_field(record._name, which or record.id, field)

    def check(self, record, *fields):
        for field in fields:
            found = self.explain(record, field)
            self.assertEqual((found["won"], found["shown"]), (record[field],) * 2, field)
            self.assertEqual(sum(step["won"] for step in found["steps"]), found["won"])

    def review(self, user, won, reason):
        self.line.with_user(user)._review({self.line.id: won}, reason)

    def test_what_is_asked_for_is_its_estimates(self):
        steps = self.explain(self.line, "requested")["steps"]
        self.assertEqual(
            [(step["what"], step["won"]) for step in steps],
            [("산출 1: 5,000원*300부*2회", 3_000_000), ("산출 2: 100,000원*12월", 1_200_000)],
        )
        self.assertIn("지방재정법 제36조", steps[0]["basis"]["article"])
        self.assertEqual(steps[0]["person"], "박요구")
        self.assertEqual((steps[0]["model"], steps[0]["id"]), (self.line._name, self.line.id))

    def test_what_reviews_made_of_it_with_their_reasons(self):
        self.go("submitted")
        self.review(self.bureau_head, 4_000_000, "단가 조정")
        self.go("bureau_reviewed")
        self.review(self.officer, 3_500_000, "집행률 저조")
        self.go("office_reviewed")
        self.check(self.line, "requested", "first", "second", "settled", "amount", "cut")
        cut = self.explain(self.line, "cut")["steps"]
        self.assertEqual([(step["won"], step["reason"], step["person"]) for step in cut], [
            (-200_000, "단가 조정", "김국장"), (-500_000, "집행률 저조", "최예산"),
        ])
        self.assertEqual(len(self.explain(self.line, "first")["steps"]), 3)

    def test_a_round_still_to_come_and_one_that_is_over(self):
        self.go("submitted")
        self.review(self.bureau_head, 4_000_000, "단가 조정")
        self.assertFalse(self.explain(self.line, "second")["steps"])
        self.request.with_user(self.bureau_head)._do_transition("return", "다시 작성")
        self.check(self.line, "first", "amount")
        self.go("submitted")
        self.check(self.line, "first", "amount", "cut")
        self.assertFalse(self.explain(self.line, "cut")["steps"])

    def test_what_stands_beside_it_is_last_years_budget(self):
        self.assertEqual((self.line.last_amount, self.second.last_amount), (1_500_000, 0))
        self.check(self.line, "last_amount", "base_amount", "difference")
        steps = self.explain(self.line, "last_amount")["steps"]
        self.assertEqual([step["id"] for step in steps], [self.world.former_version.id])
        self.assertEqual(self.explain(self.line, "base_amount")["won"], 1_500_000)
        self.assertEqual(self.explain(self.line, "difference")["won"], 4_200_000 - 1_500_000)

    def test_a_total_is_its_lines(self):
        self.check(
            self.request, "requested", "amount", "last_amount", "base_amount", "difference",
        )
        steps = self.explain(self.request, "requested")["steps"]
        self.assertEqual({(step["id"], step["won"]) for step in steps}, {
            (self.line.id, 4_200_000), (self.second.id, 600_000),
        })
        found = self.explain(
            self.line, "requested", [("request_id", "=", self.request.id)],
        )
        self.assertEqual(found["won"], 4_800_000)

    def test_revenue_and_what_a_review_made_of_it(self):
        revenue = self.expect("홍보관 국고보조", "400,000원")
        self.check(revenue, "requested", "amount", "last_amount", "difference")
        self.assertEqual(self.explain(revenue, "last_amount")["won"], 500_000)
        self.go("submitted")
        self.env["gotgan.budget.review"].with_user(self.bureau_head)._record_revenue(
            revenue.with_user(self.bureau_head), {revenue.id: 450_000}, "내시 변경",
        )
        self.check(revenue, "amount")
        self.assertEqual(self.explain(revenue, "amount")["steps"][-1]["reason"], "내시 변경")
