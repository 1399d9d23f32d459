from odoo.tests import tagged

from odoo.addons.gotgan_budget.version_row import ADDRESS, VersionRow

from ..rules.axes import AXES
from ..rules.figures import TOTALS
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestComparison(ExecutionCase):
    """Beside another version, and beside another year whose codes are others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.versions = cls.env["gotgan.budget.version"]

    def row(self, cell, won, reason=None):
        return VersionRow(*(cell[name].id for name in ADDRESS), amount=won, reason=reason)

    def make(self, kind, rows, **more):
        return self.versions._make(self.year, kind, rows, **more)

    def compare(self, kind, one, left=0, **options):
        choice = {"kind": kind, "id": one.id, "left": left and left.id}
        return self.get_tree(compare=choice, **options)

    def explain(self, path, figure, kind, one, left=0):
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        return explanation.action_explain({
            "fiscal_year_id": self.year.id,
            "compare": {"kind": kind, "id": one.id, "left": left and left.id},
        }, path, figure)

    def totals(self, tree):
        return dict(zip(tree["totals"], tree["total"], strict=True))

    def test_a_version_beside_the_budget_now(self):
        original = self.make("original", [self.row(cell, 50_000) for cell in self.cells])
        for axis in AXES:
            tree = self.compare("version", original, axis=axis)
            total = self.totals(tree)
            self.assertEqual(total["left"], self.get_totals(self.cells)[TOTALS.index("voted")])
            self.assertEqual(total["right"], 200_000)
        self.assertEqual(tree["columns"], ("left", "right", "difference"))
        self.assertEqual(tree["compared"]["right"], original.display_name)

    def test_filters_and_search_narrow_both_sides(self):
        original = self.make("original", [self.row(cell, 50_000) for cell in self.cells])
        for options, cells in (
            ({"department_ids": self.other_department.ids}, self.cells[3]),
            ({"item_ids": self.item_two.ids}, self.cells[1] + self.cells[3]),
            ({"text": "국내여비"}, self.cells[1] + self.cells[3]),
            ({"text": "T202-01"}, self.cells[1] + self.cells[3]),
        ):
            total = self.totals(self.compare("version", original, **options))
            self.assertEqual(total["right"], 50_000 * len(cells), options)
            self.assertEqual(total["left"], sum(cells.mapped("voted")), options)

    def test_a_bill_is_put_beside_what_it_would_change(self):
        first = self.make("original", [self.row(cell, 50_000) for cell in self.cells])
        bill = self.make("supplementary", [self.row(self.cells[0], 20_000, "감액")], base=first)
        officers = self.report.with_user(self.budget_officer)
        choices = officers.action_get_choices(self.year.id)
        bases = {one[0]: one[3] for one in choices["versions"]}
        self.assertEqual(bases[bill.id], first.id)
        total = self.totals(self.compare("version", first, left=bill))
        self.assertEqual(total["left"] - total["right"], -30_000)

    def test_two_versions_and_what_each_changed(self):
        first = self.make("original", [self.row(cell, 50_000) for cell in self.cells])
        second = self.make("supplementary", [self.row(self.cells[0], 80_000, "행사 확대")],
                           base=first)
        tree = self.compare("version", first, left=second)
        total = self.totals(tree)
        self.assertEqual((total["left"], total["right"]), (230_000, 200_000))
        found = self.explain([], "left", "version", first, left=second)
        self.assertEqual([step["won"] for step in found["steps"]], [200_000, 30_000])
        found = self.explain([], "difference", "version", first, left=second)
        self.assertEqual((found["won"], found["title"]), (30_000, "Difference"))

    def test_the_moves_of_a_compared_figure_are_those_of_this_side(self):
        first = self.make("original", [self.row(cell, 50_000) for cell in self.cells])
        action = self.report.with_user(self.budget_officer).action_open_moves({
            "fiscal_year_id": self.year.id, "compare": {"kind": "version", "id": first.id},
        }, [], "left")
        moves = self.env["gotgan.ledger.move"].search(action["domain"])
        self.assertEqual(moves.cell_id, self.cells)

    def test_what_only_a_version_has_is_shown(self):
        project = self.world._make_project("새로 편성한 사업")
        rows = [self.row(self.cells[0], 50_000)]
        rows.append(rows[0]._replace(project_id=project.id, amount=7_000))
        tree = self.compare("version", self.make("original", rows))
        _path, totals = self.find_row(tree, "새로 편성한 사업")
        self.assertEqual(totals[tree["totals"].index("right")], 7_000)

    def test_another_year_is_found_by_table_code_and_name(self):
        year = self.make_next_year()
        tree = self.compare("year", year)
        self.assertEqual(self.totals(tree)["right"], 9_000_000)
        path, totals = self.find_row(tree, "시민 소통 추진")
        self.assertEqual(totals[tree["totals"].index("right")], 9_000_000)
        tree = self.compare("year", year, axis="object")
        _path, totals = self.find_row(tree, "사무관리비")
        self.assertEqual(totals[tree["totals"].index("right")], 9_000_000)
        for row in ([], path):
            self.assertEqual(self.explain(row, "right", "year", year)["won"], 9_000_000)

    def test_what_another_year_has_alone_stands_by_itself(self):
        year = self.make_next_year(name="없어질 사업")
        _path, totals = self.find_row(self.compare("year", year), "없어질 사업")
        self.assertEqual(totals[:5], [0] * 5)

    def make_next_year(self, name=None):
        """Next year's budget of the same project, under an object that has another code."""
        years, number = self.env["gotgan.fiscal.year"], self.year.year + 1
        year = years.search([("year", "=", number)]) or years.create({"year": number})
        if year.state == "preparing":
            year._write_locked({"state": "open"})
        fund, source = (
            self.env[old._name].create({
                "fiscal_year_id": year.id, "code": old.code, "name": old.name, **more,
            })
            for old, more in ((self.fund, {"kind": "general"}), (self.own, {}))
        )
        subitem = self.renumber(self.subitem, year)
        project = self.copy_project(self.project, year, name or self.project.name)
        key = (year.id, fund.id, self.department.id, project.id, subitem.id, source.id)
        cells = self.env["gotgan.budget.cell"]
        cell = cells.browse(cells._open([key])[key])
        self.post_on(year.date_from, "appropriate", cell, 9_000_000)
        return year

    def renumber(self, old, year):
        parent = False
        for one in (old.parent_id.parent_id, old.parent_id, old):
            parent = self.env["gotgan.expenditure.object"].create({
                "fiscal_year_id": year.id, "code": f"{one.code}X", "name": one.name,
                "level": one.level, "parent_id": parent and parent.id,
            })
        self.env["gotgan.classification.mapping"].create({
            "from_year_id": self.year.id, "to_year_id": year.id, "change_type": "renumbered",
            "from_code": old.code, "to_code": parent.code,
            "from_object_id": old.id, "to_object_id": parent.id,
        })
        return parent

    def copy_project(self, project, year, name):
        parent = False
        for one in (project.policy_id, project.unit_id, project):
            parent = self.env["gotgan.program"].create({
                "fiscal_year_id": year.id, "level": one.level, "parent_id": parent and parent.id,
                "name": name if one == project else one.name,
            })
        return parent
