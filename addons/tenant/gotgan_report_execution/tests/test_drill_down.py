from odoo.exceptions import UserError
from odoo.tests import tagged

from ..rules.axes import AXES
from ..rules.figures import FIGURES, TOTALS, figure_of
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestDrillDown(ExecutionCase):
    def open(self, path, figure, **options):
        options = {"fiscal_year_id": self.year.id, **options}
        report = self.report.with_user(self.budget_officer)
        return report.action_open_moves(options, path, figure)

    def sum_effects(self, action):
        """Return what the opened list adds up to, by the database as the list's footer does."""
        moves = self.env["gotgan.ledger.move"].with_user(self.budget_officer)
        found = moves.with_context(**action["context"])._read_group(
            action["domain"], [], ["effect:sum"],
        )
        return found[0][0] or 0

    def test_every_figure_of_every_row_is_the_sum_of_its_moves(self):
        for axis in AXES:
            for day in (self.middle, self.today):
                self.check_rows({"axis": axis, "date": day.isoformat()})

    def check_rows(self, options):
        tree, path = self.get_tree(**options), []
        self.check_figures(options, [], tree["total"])
        for depth, one, *totals in tree["rows"]:
            path = [*path[:depth], one]
            self.check_figures(options, path, totals)

    def check_figures(self, options, path, totals):
        values = dict(zip(TOTALS, totals, strict=True))
        for figure in FIGURES:
            self.assertEqual(
                self.sum_effects(self.open(path, figure, **options)), figure_of(figure, values),
                f"{figure} of {path} by {options}",
            )

    def test_filters_narrow_the_moves_too(self):
        options = {"text": "국내여비", "department_ids": self.other_department.ids}
        total = self.get_tree(**options)["total"]
        action = self.open([], "committed", **options)
        self.assertEqual(self.sum_effects(action), total[TOTALS.index("committed")])
        moves = self.env["gotgan.ledger.move"].search(action["domain"])
        self.assertEqual(moves.cell_id, self.cells[3])

    def test_effect_on_screen_is_the_effect_in_the_sum(self):
        action = self.open([], "requested")
        moves = self.env["gotgan.ledger.move"].with_context(**action["context"])
        shown = moves.search(action["domain"])
        self.assertEqual(sum(shown.mapped("effect")), self.sum_effects(action))
        self.assertLess(min(shown.mapped("effect")), 0)

    def test_all_moves_of_a_row(self):
        path, _totals = self.find_row(self.get_tree(), "시민 소통 추진")
        action = self.open(path, "all")
        moves = self.env["gotgan.ledger.move"].search(action["domain"])
        self.assertEqual(moves.cell_id, self.cells[:2])
        self.assertEqual(len(moves), 24)

    def test_the_list_says_what_it_shows(self):
        path, _totals = self.find_row(self.get_tree(), "시민 소통 추진")
        self.assertEqual(self.open(path, "paid")["name"], "시민 소통 추진 · Paid")

    def test_a_move_opens_its_document(self):
        moves = self.env["gotgan.ledger.move"].with_user(self.budget_officer)
        move = moves.search(self.open([], "paid")["domain"], limit=1)
        opened = move.action_open_source()
        self.assertEqual((opened["res_model"], opened["res_id"]),
                         ("hr.department", self.department.id))

    def test_an_unknown_figure_is_refused(self):
        with self.assertRaisesRegex(UserError, "no figure"):
            self.open([], "surplus")
