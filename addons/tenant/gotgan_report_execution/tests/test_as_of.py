from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.gotgan_ledger.core import CELL_EFFECT, PARTS

from ..rules.figures import TOTALS
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestAsOf(ExecutionCase):
    """The figures of any day are the moves until that day, whichever way they are added up."""

    def fold(self, day, cells=None):
        """Return the totals that the moves until ``day`` add up to, one by one."""
        totals = dict.fromkeys(TOTALS, 0)
        moves = self.env["gotgan.ledger.move"].search([
            ("cell_id", "in", (cells or self.cells).ids), ("date", "<=", day),
        ])
        for move in moves:
            for name, sign in CELL_EFFECT[move.kind].items():
                totals[name] += sign * move.amount
        return list(totals.values())

    def test_each_day(self):
        for day in (self.early, self.middle, self.today):
            self.assertEqual(self.get_tree(date=day.isoformat())["total"], self.fold(day), day)

    def test_days_by_hand(self):
        won = (1 + 2 + 3 + 4) * 1000
        for day, figures in (
            (self.early, (100, 80, 0, 0, 0)),
            (self.middle, (100, 75, 10, 30, 20)),
            (self.today, (93, 75, 9, 23, 15)),
        ):
            self.assertEqual(self.get_tree(date=day.isoformat())["total"][:5],
                             [won * figure for figure in figures])

    def test_it_is_what_the_ledger_reads(self):
        for day in (self.early, self.middle, self.today):
            cells = self.ledger._read_as_of(self.year, day)
            total = [sum(cells[one.id][name] for one in self.cells) for name in TOTALS]
            self.assertEqual(self.get_tree(date=day.isoformat())["total"], total, day)

    def test_the_parts_add_up_on_every_day(self):
        for day in (self.early, self.middle, self.today):
            total = dict(zip(TOTALS, self.get_tree(date=day.isoformat())["total"], strict=True))
            self.assertEqual(sum(total[name] for name in PARTS), total["appropriated"])

    def test_both_sides_agree(self):
        for day in (self.early, self.middle, self.today):
            for side in ("after", "until"):
                with patch.object(type(self.report), "_choose_side", lambda *_args, one=side: one):
                    tree = self.get_tree(date=day.isoformat())
                    narrow = self.get_tree(date=day.isoformat(), text="국내여비")
                self.assertEqual(tree["total"], self.fold(day), f"{side} {day}")
                self.assertEqual(narrow["total"], self.fold(day, self.cells[1] + self.cells[3]))

    def test_the_shorter_side_is_taken(self):
        options = {"fiscal_year_id": self.year.id}
        for day, side in (
            (self.early, "until"), (self.middle, "until"), (self.today, "now"),
            (self.today + timedelta(days=9), "now"),
        ):
            self.assertEqual(self.report._choose_side({**options, "date": day}), side)
        self.post_on(self.early - timedelta(days=20), "appropriate", self.cells[0], 1)
        self.assertEqual(self.report._choose_side({**options, "date": self.middle}), "after")

    def test_before_everything_there_is_nothing(self):
        tree = self.get_tree(date=(self.early - timedelta(days=1)).isoformat())
        self.assertEqual(tree["total"], [0] * len(TOTALS))
        self.assertFalse(tree["rows"])

    def test_after_everything_it_is_as_now(self):
        tree = self.get_tree(date=(self.today + timedelta(days=400)).isoformat())
        self.assertEqual(tree["total"], self.get_totals(self.cells))

    def test_what_is_dated_later_does_not_count_today(self):
        later = self.today + timedelta(days=1)
        if later.year == self.today.year:
            self.post_on(later, "appropriate", self.cells[0], 777)
            self.assertEqual(self.get_tree()["total"][0], self.get_totals(self.cells)[0] - 777)

    def test_leaves_fall_away_that_had_nothing_yet(self):
        new = self.fund_cell(5000, project=self.world._make_project("오늘 생긴 사업"))
        names = self.get_tree(date=self.middle.isoformat())["names"]["gotgan.program"]
        self.assertNotIn("오늘 생긴 사업", [name for _code, name in names.values()])
        self.assertEqual(self.get_tree()["total"], self.get_totals(self.cells + new))
