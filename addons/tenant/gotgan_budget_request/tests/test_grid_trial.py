from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_grid import GridCase


@tagged("post_install", "-at_install")
class TestGridTrial(GridCase):
    """While somebody types, the server says what it comes to and what the law says."""

    def judge(self, *edits, user=None, line=None):
        return self.grid.with_user(user or self.staff).action_judge(
            {"request_id": self.request.id}, (line or self.line).id, list(edits),
        )

    def codes(self, answer):
        return {one["article"] for one in answer["findings"]}

    def test_a_formula_is_reckoned_as_a_save_would(self):
        [row] = self.make(("안내문", 1, "5,000원*300부"))
        answer = self.judge(self.set(row, "formula", "5,000원*301부*2회"))
        self.assertEqual((answer["amount"], answer["errors"]), (3_010_000, []))
        self.assertEqual((row.amount, row.formula), (1_500_000, "5,000원*300부"))
        saved = self.save(self.set(row, "formula", "5,000원*301부*2회"))
        self.assertTrue(saved["saved"])
        self.assertEqual(row.amount, answer["amount"])

    def test_a_row_that_is_not_there_yet_is_reckoned_too(self):
        answer = self.judge(self.add("-", formula="(1,200,000원+300,000원)*12월*70%"))
        self.assertEqual(answer["amount"], 12_600_000)
        self.assertFalse(self.line.estimate_ids)

    def test_a_bad_formula_says_why(self):
        [row] = self.make(("안내문", 1, "5,000원*300부"))
        answer = self.judge(self.set(row, "formula", "5,000원*"))
        self.assertEqual(answer["amount"], None)
        self.assertTrue(answer["errors"][0])

    def test_what_the_law_says_comes_with_its_article_before_it_is_saved(self):
        [row] = self.make(("안내문", 1, "5,000원*300부"))
        self.assertEqual(self.judge()["findings"], [])
        answer = self.judge(self.set(row, "formula", "1,500,000원"))
        [found] = answer["findings"]
        self.assertIn("no unit price", found["message"])
        self.assertIn("지방재정법", found["article"])
        self.assertEqual(self.judge()["findings"], [])

    def test_who_may_not_read_the_request_is_told_nothing(self):
        with self.assertRaises(UserError):
            self.judge(user=self.stranger)
