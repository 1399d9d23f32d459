from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from ..rules import solving
from ..rules.checking import missing, violations
from ..rules.problem import OWN, Policy, Problem, Shock
from ..rules.solving import FOUND, PROVEN, STRATEGIES, explore, solve
from .budgets import (
    FUND,
    NATIONAL,
    OWN_SOURCE,
    PROVINCE,
    make_cells,
    make_problem,
    matched_projects,
)


@tagged("post_install", "-at_install")
class TestSolver(BaseCase):
    """Whatever the budget, an answer keeps what it says it keeps; no answer says why."""

    def test_every_strategy_keeps_everything_on_random_budgets(self):
        for seed in range(8):
            problem = make_problem(seed, share=0.02 * (1 + seed))
            for strategy in STRATEGIES:
                answer = solve(problem, strategy)
                self.assertIn(answer.status, (PROVEN, FOUND), (seed, strategy))
                self.assertEqual(violations(problem, answer.changes), {}, (seed, strategy))

    def test_a_change_of_national_money_keeps_the_shares(self):
        for seed in range(6):
            cells = make_cells(seed, 30)
            project = min(matched_projects(cells))
            whole = sum(cell.before for cell in cells
                        if cell.project == project and cell.source == NATIONAL)
            for won in (-whole // 10_000 * 1000, whole // 20_000 * 1000):
                shock = Shock(FUND, NATIONAL, False, won, project)
                problem = Problem(cells, (shock,), Policy(ceilings={FUND: (1, 100)}, effort=3.0))
                answer = solve(problem, "fewest")
                self.assertEqual(answer.broken, {}, (seed, won))
                self.assertEqual(self.share(cells, answer, project, NATIONAL), won)
                for source, percent in ((PROVINCE, 15), (OWN_SOURCE, 35)):
                    moved = self.share(cells, answer, project, source)
                    self.assertAlmostEqual(moved, won * percent / 50, delta=1000)

    def test_a_share_that_comes_out_even_is_not_rounded(self):
        """국비 −5,000천원: 도비 −1,500천원, 시비 −3,500천원, whatever the rest is aimed at."""
        cells = make_cells(4, 60)
        project = min(matched_projects(cells))
        shocks = (
            Shock(FUND, NATIONAL, False, -5_000_000, project),
            Shock(FUND, OWN_SOURCE, True, -77_777_000),
        )
        problem = Problem(
            cells, shocks, Policy(ceilings={FUND: (1, 100)}, effort=3.0, fairness=3),
            kept={project: {NATIONAL: 50, PROVINCE: 15, OWN: 35}},
        )
        for strategy in STRATEGIES:
            answer = solve(problem, strategy)
            self.assertEqual(
                [self.share(cells, answer, project, one) for one in (PROVINCE, OWN_SOURCE)],
                [-1_500_000, -3_500_000], strategy,
            )

    def share(self, cells, answer, project, source):
        return sum(answer.changes.get(cell.key, 0) for cell in cells
                   if cell.project == project and cell.source == source)

    def test_money_outside_the_ratio_of_its_project_is_bound_to_nothing(self):
        """국비 50 : 도비 50, and the city adds of its own: it may take that back."""
        cells = make_cells(3, 30)
        project = min(matched_projects(cells))
        free = sum(cell.before - cell.spent for cell in cells
                   if cell.project == project and cell.own) // 1000 * 1000
        others = tuple(
            cell for cell in cells if not cell.own or cell.reserve or cell.project == project
        )
        shortfall = (Shock(FUND, OWN_SOURCE, True, -free),)
        kept = {project: {NATIONAL: 50, PROVINCE: 50}}
        problem = Problem(others, shortfall, Policy(effort=3.0))
        self.assertEqual(solve(problem, "fewest").status, "none")
        answer = solve(problem._replace(kept=kept), "fewest")
        self.assertEqual(answer.broken, {})
        self.assertEqual(self.share(cells, answer, project, NATIONAL), 0)
        cut = Problem(cells, (Shock(FUND, NATIONAL, False, -1_000_000, project),), kept=kept)
        answer = solve(cut, "fewest")
        self.assertEqual(answer.broken, {})
        self.assertEqual(self.share(cells, answer, project, PROVINCE), -1_000_000)
        self.assertEqual(self.share(cells, answer, project, OWN_SOURCE), 0)

    def test_more_national_money_is_matched_from_elsewhere(self):
        cells = make_cells(3, 30)
        project = min(matched_projects(cells))
        problem = Problem(
            cells, (Shock(FUND, NATIONAL, False, 50_000_000, project),),
            Policy(ceilings={FUND: (1, 100)}, effort=3.0),
        )
        answer = solve(problem, "fewest")
        self.assertEqual(answer.broken, {})
        own = sum(answer.changes.get(cell.key, 0) for cell in cells if cell.own)
        self.assertEqual(own, 0)
        matched = self.share(cells, answer, project, OWN_SOURCE)
        self.assertAlmostEqual(matched, 35_000_000, delta=1000)

    def test_the_smallest_cut_is_kept(self):
        problem = make_problem(5, share=0.1, smallest=3_000_000)
        answer = solve(problem, "proportional")
        self.assertEqual(answer.broken, {})
        reserves = {cell.key for cell in problem.cells if cell.reserve}
        cuts = [won for key, won in answer.changes.items() if key not in reserves]
        self.assertLessEqual(max(cuts), -3_000_000)

    def test_fewest_is_the_fewest_and_proportional_the_most_even(self):
        problem = make_problem(2, share=0.1)
        found = {name: solve(problem, name) for name in ("fewest", "proportional")}
        counts = {name: len(answer.changes) for name, answer in found.items()}
        self.assertLess(counts["fewest"], counts["proportional"])
        worst = {name: self.worst(problem, answer) for name, answer in found.items()}
        self.assertLess(worst["proportional"], worst["fewest"])

    def worst(self, problem, answer):
        return max(
            -won / (cell.before - max(cell.spent, cell.duty))
            for cell in problem.cells if (won := answer.changes.get(cell.key))
        )

    def test_too_much_says_how_far_one_gets(self):
        problem = make_problem(4, share=1.5)
        answers = {answer.relaxed: answer for answer in explore(problem)[0]}
        self.assertNotIn("", answers)
        far = answers["balance"]
        self.assertEqual(set(far.broken), {"balance"})
        self.assertEqual(sum(map(abs, missing(problem, far.changes).values())),
                         far.broken["balance"])

    def test_what_would_have_to_give(self):
        problem = make_problem(4, share=1.1)
        answers = {answer.relaxed: answer for answer in explore(problem)[0]}
        for name in ("duty", "matching", "ring_fence"):
            if name in answers:
                self.assertLessEqual(set(answers[name].broken), {name, "matching"}, name)
                self.assertTrue(answers[name].broken.get(name), name)
        self.assertIn("duty", answers)

    def test_signed_commitments_are_never_touched(self):
        for share in (0.3, 1.3, 3):
            for answer in explore(make_problem(7, share=share))[0]:
                self.assertNotIn("spent", answer.broken)

    def test_the_reserve_stays_below_its_ceiling(self):
        cells = make_cells(6, 40)
        project = min(matched_projects(cells))
        problem = Problem(
            cells, (Shock(FUND, NATIONAL, False, -1_000_000, project),),
            Policy(ceilings={FUND: (1, 1000)}, effort=3.0),
        )
        for answer in explore(problem)[0]:
            reserve = "reserve" in answer.broken
            self.assertEqual(reserve, answer.relaxed == "reserve", answer)

    def test_what_was_not_found_in_time_is_not_ruled_out(self):
        hurried = make_problem(1, projects=400, share=0.03, effort=0.000001)
        self.assertEqual(solve(hurried, "fewest").status, "late")
        late = patch.object(solving, "solve", lambda _problem, strategy, relaxed="": (
            solving.Answer(strategy, "late", {}, {}, relaxed)
        ))
        with late:
            self.assertEqual(explore(hurried), ([], False))
        self.assertTrue(explore(make_problem(4, share=1.5))[1])

    def test_it_is_the_same_answer_every_time(self):
        problem = make_problem(11, projects=120)
        for strategy in STRATEGIES:
            self.assertEqual(solve(problem, strategy), solve(problem, strategy), strategy)

    def test_a_budget_of_real_size_is_answered_within_the_effort(self):
        """5,000 cells, as two large departments have; within the solver's own limit."""
        problem = make_problem(1, projects=2200, share=0.03, smallest=1_000_000, effort=5.0)
        self.assertGreater(len(problem.cells), 4500)
        answers, _sure = explore(problem)
        self.assertTrue(answers)
        self.assertFalse([answer.broken for answer in answers if answer.broken])
