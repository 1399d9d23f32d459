from itertools import pairwise

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..rules.axes import AXES
from ..rules.tree import grow
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestTree(ExecutionCase):
    def test_every_axis_adds_up_to_the_ledger(self):
        for axis, levels in AXES.items():
            tree = self.get_tree(axis=axis)
            self.assertEqual(tree["total"], self.get_totals(self.cells), axis)
            for depth in range(len(levels)):
                rows = [row[2:] for row in tree["rows"] if row[0] == depth]
                self.assertEqual([sum(column) for column in zip(*rows, strict=True)],
                                 tree["total"], f"{axis} {levels[depth]}")

    def test_row_of_a_project(self):
        _path, totals = self.find_row(self.get_tree(), "시민 소통 추진")
        self.assertEqual(totals, self.get_totals(self.cells[:2]))

    def test_parents_come_before_children(self):
        depths = [row[0] for row in self.get_tree()["rows"]]
        self.assertEqual(depths[0], 0)
        self.assertTrue(all(after <= before + 1 for before, after in pairwise(depths)))

    def test_filters(self):
        cases = {
            "department_ids": (self.other_department, self.cells[3]),
            "fund_ids": (self.special_fund, self.cells[2]),
            "item_ids": (self.item_two, self.cells[1] + self.cells[3]),
            "source_ids": (self.own, self.cells[:2]),
        }
        for key, (master, cells) in cases.items():
            tree = self.get_tree(**{key: master.ids})
            self.assertEqual(tree["total"], self.get_totals(cells), key)

    def test_a_department_is_found_with_those_below_it(self):
        bureau = self.env["hr.department"].create({"name": "기획조정실"})
        self.other_department.parent_id = bureau
        tree = self.get_tree(department_ids=bureau.ids)
        self.assertEqual(tree["total"], self.get_totals(self.cells[3]))

    def test_search_takes_words_of_projects_and_objects(self):
        for text, cells in (
            ("소통 추진", self.cells[:2]), ("국내여비", self.cells[1] + self.cells[3]),
            ("T202-01 감사", self.cells[3]), ("없는 사업", self.cells[:0]),
        ):
            self.assertEqual(self.get_tree(text=text)["total"], self.get_totals(cells), text)

    def test_archived_masters_still_count(self):
        for master in (self.project, self.subitem, self.own):
            master.active = False
        self.assertEqual(self.get_tree()["total"], self.get_totals(self.cells))
        self.assertTrue(self.find_row(self.get_tree(axis="source"), "자체재원"))

    def test_what_stands_under_nothing_is_shown(self):
        tree = self.get_tree(axis="functional")
        self.assertEqual(tree["names"]["gotgan.function"][0], ["", "(none)"])
        self.assertEqual(tree["total"], self.get_totals(self.cells))

    def test_amounts_to_a_quadrillion(self):
        self.post_on(self.today, "appropriate", self.cells[0], 10**15)
        self.assertEqual(self.get_tree()["total"], self.get_totals(self.cells))

    def test_number_of_queries_does_not_grow(self):
        self.get_tree()
        self.env.flush_all()
        with self.assertQueryCount(14):
            self.get_tree(date=self.middle.isoformat())
        projects = [self.world._make_project(f"사업 {place}") for place in range(20)]
        for project in projects:
            self.fund_cell(1000, project=project)
        self.env.flush_all()
        with self.assertQueryCount(14):
            self.get_tree(date=self.middle.isoformat())

    def test_choices(self):
        choices = self.report.with_user(self.budget_officer).action_get_choices(self.year.id)
        found = {key: [name for _id, _code, name in rows]
                 for key, rows in choices["filters"].items()}
        self.assertEqual(set(found["department_ids"]), {self.department.name, "감사관"})
        self.assertEqual(found["item_ids"], ["일반운영비", "여비"])
        self.assertEqual(choices["fiscal_year_id"], self.year.id)

    def test_an_object_with_nothing_above_it(self):
        """An agency's 예비비 (목 801) stands alone: no 항 or 관 is above it."""
        reserve = self.world._master(
            "gotgan.expenditure.object", "T801", "예비비", level="mok",
            subject_set="affiliated_agency",
        )
        key = self._key(self.department, self.project, reserve, self.own, self.fund)
        cells = self.env["gotgan.budget.cell"]
        self.post_on(self.early, "appropriate", cells.browse(cells._open([key])[key]), 7_000)
        for axis in ("program", "object"):
            rows = self.get_tree(axis=axis)["rows"]
            self.assertIn(reserve.id, [row[1] for row in rows])
        choices = self.report.with_user(self.budget_officer).action_get_choices(self.year.id)
        self.assertEqual(
            [name for _id, _code, name in choices["filters"]["item_ids"]], ["일반운영비", "여비"],
        )

    def test_unreadable_options_are_refused(self):
        for options in ({"date": "어제"}, {"fund_ids": ["일반"]}, {"fiscal_year_id": "올해"}, 5):
            with self.assertRaisesRegex(UserError, "options of the report"):
                self.report.action_get_tree(options)

    def test_many_leaves_grow_into_one_tree(self):
        leaves = [(place % 7, place % 31, place, 1) for place in range(5000)]
        ranks = [{one: one for one in range(size)} for size in (7, 31, 5000)]
        rows, total = grow(leaves, 3, ranks, 1)
        self.assertEqual(total, [5000])
        self.assertEqual(sum(row[2] for row in rows if row[0] == 0), 5000)
