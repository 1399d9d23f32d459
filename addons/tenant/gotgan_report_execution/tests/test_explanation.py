from odoo.exceptions import UserError
from odoo.tests import tagged

from ..rules.axes import AXES
from ..rules.figures import FIGURES, TOTALS, figure_of
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestExplanation(ExecutionCase):
    """왜 이 숫자인가: the steps behind any figure add up to exactly that figure."""

    def explain(self, path, figure, offset=0, **options):
        options = {"fiscal_year_id": self.year.id, **options}
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        return explanation.action_explain(options, path, figure, offset)

    def test_every_figure_of_every_row(self):
        for axis in AXES:
            tree, path = self.get_tree(axis=axis), []
            self.check_figures([], tree["total"], axis)
            for depth, one, *totals in tree["rows"]:
                path = [*path[:depth], one]
                self.check_figures(path, totals, axis)

    def check_figures(self, path, totals, axis):
        values = dict(zip(TOTALS, totals, strict=True))
        for figure in FIGURES:
            found = self.explain(path, figure, axis=axis)
            self.assertEqual(found["won"], figure_of(figure, values), f"{figure} of {path}")
            self.assertEqual(sum(step["won"] for step in found["steps"]), found["won"])

    def test_steps_are_in_order_and_say_what_they_rest_on(self):
        found = self.explain([], "committed")
        days = [step["when"] for step in found["steps"]]
        self.assertEqual(days, sorted(days))
        for step in found["steps"]:
            self.assertTrue(step["basis"]["article"] and step["kind"] and step["what"])
            self.assertEqual((step["model"], step["id"]), ("hr.department", self.department.id))
        self.assertEqual(found["steps"][-1]["running"], found["won"])

    def test_what_the_clock_did_has_no_person(self):
        clock = self.env.ref("base.user_root").id
        people = self.env["gotgan.execution.step"]._get_people({clock, self.env.uid})
        self.assertEqual(people[clock], "Program")

    def test_a_step_opens_its_document(self):
        step = self.explain([], "paid")["steps"][0]
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        opened = explanation.action_open_step(step["model"], step["id"])
        self.assertEqual((opened["res_model"], opened["res_id"]), (step["model"], step["id"]))
        with self.assertRaisesRegex(UserError, "no longer exists"):
            explanation.action_open_step("gotgan.nothing", 1)

    def test_pages_hold_every_step_and_each_tells_the_whole_sum(self):
        for place in range(320):
            self.env["gotgan.ledger"]._post(
                "appropriate", [self.posting(self.cells[0], 1000 + place, place + 10)],
                "hr.department", self.today, None,
            )
        figure = self.get_tree()["total"][TOTALS.index("voted")]
        pages, offset = [], 0
        while not pages or offset < pages[0]["count"]:
            pages.append(self.explain([], "voted", offset))
            offset += len(pages[-1]["steps"])
        steps = [step for page in pages for step in page["steps"]]
        self.assertGreater(len(steps), 300)
        self.assertLess(len(pages[0]["steps"]), len(steps))
        self.assertEqual({page["won"] for page in pages}, {figure})
        self.assertEqual({page["count"] for page in pages}, {len(steps)})
        self.assertEqual(sum(step["won"] for step in steps), figure)
        self.assertEqual(sum(step["count"] for step in steps), pages[0]["moves"])
        reached = 0
        for step in steps:
            reached += step["won"]
            self.assertEqual(step["running"], reached)
        self.assertFalse(self.explain([], "voted", offset)["steps"])

    def test_a_past_day(self):
        found = self.explain([], "paid", date=self.middle.isoformat())
        tree = self.get_tree(date=self.middle.isoformat())
        self.assertEqual(found["won"], tree["total"][TOTALS.index("paid")])

    def test_unknown_figures_are_refused(self):
        for figure in ("surplus", "left"):
            with self.assertRaisesRegex(UserError, "no figure"):
                self.explain([], figure)
