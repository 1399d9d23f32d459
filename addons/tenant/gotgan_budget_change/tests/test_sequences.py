from collections import defaultdict
from random import Random

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MILLION, ChangeCase

SEEDS = range(4)
STEPS = 25


@tagged("post_install", "-at_install")
class TestSequences(ChangeCase):
    """Whatever is done in whatever order: the ledger is the sum of its documents."""

    def setUp(self):
        super().setUp()
        self.cells = [
            self.cell(10 * MILLION, subitem=subitem, project=project)
            for subitem in ("201-01", "201-02", "202-01")
            for project in ("우회도로", "교량", "포장")
        ]
        self.reserve = self.cell(20 * MILLION, project="청사", subitem="801-01")
        self.all = self.env["gotgan.budget.cell"].union(*self.cells, self.reserve)
        self.total = sum(self.all.mapped("appropriated"))

    def test_the_ledger_is_the_sum_of_the_documents(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                random = Random(seed)
                for _step in range(STEPS):
                    step = random.choice([
                        self._move, self._move, self._draw, self._give_back, self._allot,
                        self._spend, self._withhold, self._suballot,
                    ])
                    self._try(step, random)
                self.assertSums()
        self.assertGreater(self.env["gotgan.budget.change"].search_count([
            ("state", "=", "executed"),
        ]), len(SEEDS) * 5)
        self.assertWhole()

    def _try(self, step, random):
        try:
            with mute_logger("odoo.sql_db"), self.cr.savepoint():
                step(random)
        except (UserError, CheckViolation):
            self.env.invalidate_all(flush=False)

    def _move(self, random):
        taken, *given = random.sample(self.cells, random.randint(2, 4))
        amounts = [random.randint(1, 4 * MILLION) for _cell in given]
        self.perform({taken: sum(amounts)}, dict(zip(given, amounts, strict=True)),
                     allot_now=random.random() < 0.3)

    def _draw(self, random):
        won = random.randint(1, 5 * MILLION)
        self.perform({self.reserve: won}, {random.choice(self.cells): won})

    def _give_back(self, random):
        won = random.randint(1, 3 * MILLION)
        self.perform({random.choice(self.cells): won}, {self.reserve: won})

    def _allot(self, random):
        cell = random.choice(self.cells)
        self.post("allot", cell, random.randint(1, max(cell.appropriated, 1)))

    def _spend(self, random):
        cell = random.choice(self.cells)
        self.post("request", cell, random.randint(1, max(cell.available, 1)))

    def _withhold(self, random):
        document = self.env["gotgan.allotment.withholding"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "reason": "시험", "line_ids": [(0, 0, {
                "cell_id": random.choice(self.cells).id, "amount": random.randint(1, MILLION),
            })],
        })
        document.action_withhold()
        if random.random() < 0.5:
            document._do_transition("release", "조건 충족")

    def _suballot(self, random):
        document = self.env["gotgan.suballotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "department_id": self.roads.id, "reason": "시험",
            "to_department_id": self.planning.id, "line_ids": [(0, 0, {
                "cell_id": random.choice(self.cells).id, "amount": random.randint(1, MILLION),
            })],
        })
        document.action_issue()
        if random.random() < 0.5:
            self.env["gotgan.suballotment.recall"].with_user(self.officer).create({
                "suballotment_id": document.id, "reason": "집행 잔액",
            }).action_recall()

    def assertSums(self):
        """No won is made or lost, and each cell holds what its executed documents say."""
        self.env.invalidate_all()
        cells = self.env["gotgan.budget.cell"].search([
            ("project_id", "in", [one.id for one in self.projects.values()]),
        ])
        self.assertEqual(sum(cells.mapped("appropriated")), self.total)
        self.assertEqual(sum(cells.mapped("transferred")), 0)
        self.assertEqual(sum(cells.mapped("reserve_used")), 0)
        moved, drawn = defaultdict(int), defaultdict(int)
        for line in self.env["gotgan.budget.change.line"].search([("state", "=", "executed")]):
            side = drawn if line.kind in ("reserve", "return") else moved
            side[line.cell_id] += line.difference
        for line in self.env["gotgan.suballotment.line"].search([
            ("suballotment_id.state", "=", "issued"),
        ]):
            sign = 1 if line.kind == "recall" else -1
            moved[line.cell_id] += sign * line.amount
            moved[line.to_cell_id] -= sign * line.amount
        for cell in cells:
            self.assertEqual((cell.transferred, cell.reserve_used), (moved[cell], drawn[cell]))
            self.assertLessEqual(cell.allotted + cell.withheld, cell.appropriated)
