from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget.ehojo.plan import build_plan, read_plan, settle_plan
from odoo.addons.gotgan_budget.ehojo.problem import Problems
from odoo.addons.gotgan_budget.ehojo.reader import read_book
from odoo.addons.gotgan_budget.ehojo.supplement import (
    Scope,
    Stored,
    find_scopes,
    judge_rounds,
    seed_plan,
)

from . import sheet
from .test_plan import CATALOGUE, line

PAIR = ("소통과", "100")
FIRST, SECOND = {"예산구분": "추경1회"}, {"예산구분": "추경2회"}


def store(plan):
    """Return the rows of the one line of a settled plan as an import would leave them."""
    [one] = plan.lines.values()
    return [
        Stored(place, place, row.path, row.name, row.formula, row.amount, row.base, row.round,
               row.status, row.duty, row.support, row.sources)
        for place, row in enumerate(one.estimates, 1)
    ]


@tagged("post_install", "-at_install")
class TestSupplement(BaseCase):
    """A file of 추경 rows means what it means behind the rows that stand."""

    def build(self, *rows):
        return build_plan(read_book(sheet.as_csv(rows)), CATALOGUE)

    def supplement(self, stored, *rows, first=1, known=True):
        """Return the settled plan of ``rows``, all of one line, on what is stored of it."""
        plan = read_plan(read_book(sheet.as_csv(rows)), CATALOGUE)
        places = dict.fromkeys(plan.lines, (first, PAIR, "address"))
        before = {"address": (first, stored)} if stored else {}
        plan = seed_plan(plan, places, before, {PAIR} if known else set())
        settle_plan(plan)
        return plan

    def assertStatuses(self, plan, *expected):
        found = [(one.name, one.status) for each in plan.lines.values() for one in each.estimates]
        self.assertEqual(found, list(expected))

    def test_a_change_takes_the_place_of_its_row_and_the_rest_stays(self):
        stored = store(self.build(line(2000), line(700, 산출근거명="Ο홍보")))
        plan = self.supplement(stored, line(2500, 2000, **FIRST))
        self.assertEqual(plan.total, 3_200_000)
        self.assertFalse(plan.problems.items)
        self.assertStatuses(plan, ("교육", "replaced"), ("홍보", "counted"), ("교육", "counted"))
        self.assertEqual(plan.supplements, {PAIR})

    def test_a_row_without_a_base_adds(self):
        stored = store(self.build(line(2000)))
        plan = self.supplement(stored, line(500, **FIRST), line(70, **FIRST, 산출근거명="Ο신규"))
        self.assertEqual(plan.total, 2_570_000)

    def test_breakdowns_follow_their_estimate(self):
        stored = store(self.build(
            line(7800, 산출근거명="Ο장비"), line(4800, 산출근거명="ο소모품"),
            line(3000, 산출근거명="ο유지"), line(3000, 산출근거명="- 프린터"),
        ))
        changed = line(8800, 7800, **FIRST, 산출근거명="Ο장비")
        part = line(5800, 4800, **FIRST, 산출근거명="ο소모품")
        plan = self.supplement(stored, changed, part)
        self.assertEqual(plan.total, 8_800_000)
        self.assertFalse(plan.problems.items)
        self.assertStatuses(
            plan, ("장비", "replaced"), ("소모품", "replaced"), ("유지", "breakdown"),
            ("프린터", "breakdown"), ("장비", "counted"), ("소모품", "breakdown"),
        )
        self.assertEqual(
            [one.code for one in self.supplement(stored, changed).problems.items],
            ["breakdown_mismatch"],
        )

    def test_a_wrong_base_is_found_in_what_stands(self):
        stored = store(self.build(line(2000)))
        [problem] = self.supplement(stored, line(2500, 1900, **FIRST)).problems.items
        self.assertEqual((problem.code, problem.severity), ("base_mismatch", "error"))
        self.assertEqual(problem.params, {"name": "교육", "base": 1_900_000, "found": 2_000_000})

    def test_an_unknown_name_is_wrong_only_where_the_budget_is_known(self):
        stored = store(self.build(line(2000)))
        other = line(2500, 2000, **FIRST, 산출근거명="Ο다른")
        [problem] = self.supplement(stored, other).problems.items
        self.assertEqual((problem.code, problem.severity), ("base_row_missing", "error"))
        plan = self.supplement([], other, known=False)
        [problem] = plan.problems.items
        self.assertEqual((problem.code, problem.severity), ("counts_in_full", "warning"))
        self.assertEqual(plan.total, 2_500_000)

    def test_what_stands_is_not_judged_again(self):
        twice = self.build(line(2000), line(2000))
        self.assertEqual([one.code for one in twice.problems.items], ["duplicate_name"])
        plan = self.supplement(store(twice), line(5000, 4000, **FIRST))
        self.assertEqual((plan.total, plan.problems.items), (5_000_000, []))

    def test_a_second_supplement_builds_on_the_first(self):
        stored = store(self.build(line(2000), line(2500, 2000, **FIRST)))
        plan = self.supplement(stored, line(1800, 2500, **SECOND), first=2)
        self.assertEqual(plan.total, 1_800_000)
        self.assertStatuses(plan, ("교육", "replaced"), ("교육", "replaced"), ("교육", "counted"))

    def test_the_former_version_of_the_same_supplement_gives_way(self):
        stored = store(self.build(line(2000), line(2500, 2000, **FIRST)))
        plan = self.supplement(stored, line(2200, 2000, **FIRST))
        self.assertEqual(plan.total, 2_200_000)
        [budget_line] = plan.lines.values()
        self.assertEqual([one.amount for one in budget_line.replaced], [2_500_000])

    def test_lines_not_named_go_back(self):
        stored = store(self.build(line(2000), line(2500, 2000, **FIRST)))
        plan = read_plan(read_book(sheet.as_csv([line(9, **FIRST)])), CATALOGUE)
        places = dict.fromkeys(plan.lines, (1, PAIR, "address"))
        plan = seed_plan(plan, places, {"other": (1, stored)}, {PAIR})
        settle_plan(plan)
        self.assertEqual(plan.returned["other"].amounts, {"자체재원": 2_000_000})
        self.assertEqual(plan.total, 9_000)

    def test_two_spellings_of_one_line_are_one_line(self):
        stored = store(self.build(line(2000), line(700, 산출근거명="Ο홍보")))
        plan = self.supplement(
            stored, line(2500, 2000, **FIRST),
            line(800, 700, **FIRST, 산출근거명="Ο홍보", 정책사업명="다른 이름"),
        )
        self.assertEqual((plan.total, len(plan.lines)), (3_300_000, 1))
        self.assertFalse(plan.problems.items)

    def test_scopes_know_whole_budgets_from_changes(self):
        plan = self.build(
            line(5), line(6, 5, **FIRST), line(7, **FIRST, 부서명="총무과"),
            line(7, **SECOND, 부서명="총무과"),
        )
        scopes = find_scopes(plan, lambda department, fund: (department.name, fund))
        self.assertEqual(scopes, {
            ("소통과", "100"): Scope("소통과", "일반회계", 3, {0, 1}),
            ("총무과", "100"): Scope("총무과", "일반회계", 5, {1, 2}),
        })

    def test_what_would_be_undone_is_named(self):
        for rounds, stored, expected in (
            ({1}, {0, 1}, []), ({2}, {0, 1}, []), ({1}, {0, 1, 2}, [("later_round", 2)]),
            ({1, 3}, {0, 1, 2}, [("later_round", 2)]), ({0, 1, 2}, {0, 1, 2}, []),
            ({0}, {0, 1, 2}, [("round_taken_back", 1), ("round_taken_back", 2)]),
        ):
            problems = Problems()
            judge_rounds({PAIR: Scope("소통과", "일반회계", 3, rounds)}, {PAIR: stored}, problems)
            found = [(one.code, one.params["number"]) for one in problems.items]
            with self.subTest(rounds=rounds, stored=stored):
                self.assertEqual(found, expected)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(
        st.tuples(st.integers(1, 10**6), st.one_of(st.none(), st.integers(0, 10**6))),
        min_size=1, max_size=12,
    ))
    def test_one_after_the_other_is_the_same_as_together(self, entries):
        original = [line(old, 산출근거명=f"Ο근거{at}") for at, (old, _new) in enumerate(entries)]
        changes = [
            line(new, old, **FIRST, 산출근거명=f"Ο근거{at}")
            for at, (old, new) in enumerate(entries) if new is not None
        ]
        together = self.build(*original, *changes)
        if changes:
            after = self.supplement(store(self.build(*original)), *changes)
            self.assertEqual(after.totals(), together.totals())
            self.assertFalse(after.problems.items)
