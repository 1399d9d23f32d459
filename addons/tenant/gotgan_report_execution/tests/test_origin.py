from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.gotgan_budget.version_row import RevenueRow, VersionRow

from ..rules.origins import ORIGINS
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestOrigin(ExecutionCase):
    """Wherever a number of the ledger stands on a screen, it opens to what it is made of."""

    def explain(self, record, field, user=None, **context):
        explanation = self.env["gotgan.execution.explanation"].with_user(
            user or self.budget_officer,
        ).with_context(**context)
        return explanation.action_explain_field(record._name, record.id, field)

    def check_record(self, record, **context):
        record = record.with_context(**context)
        for field in ORIGINS[record._name]:
            found = self.explain(record, field, **context)
            self.assertEqual(found["won"], record[field], f"{field} of {record}")
            self.assertEqual(found["shown"], record[field])
            self.assertEqual(sum(step["won"] for step in found["steps"]), found["won"])

    def make_version(self, base, kind, amounts, revenues=()):
        """Return a version that gives the story's cells ``amounts``."""
        rows = [
            VersionRow(cell.fund_id.id, cell.department_id.id, cell.project_id.id,
                       cell.subitem_id.id, cell.funding_source_id.id, won)
            for cell, won in zip(self.cells, amounts, strict=False)
        ]
        return self.env["gotgan.budget.version"]._make(
            self.year, kind, rows, revenues, base=base or None,
            round=1 if kind == "supplementary" else 0,
        )

    def make_source(self):
        """Return a 목 of the revenue budget, with the 장·관·항 above it."""
        above = self.env["gotgan.revenue.source"]
        for level in ("jang", "gwan", "hang", "mok"):
            above = self.world._master(
                "gotgan.revenue.source", f"T-{level}", "주민세(시험)", level=level,
                parent_id=above.id,
            )
        return above

    def test_cells_and_lines(self):
        for cell in self.cells:
            self.check_record(cell)
            self.check_record(cell.line_id)

    def test_the_budget_as_it_stood(self):
        for day in (self.early, self.middle, self.today):
            self.env.invalidate_all()
            asked = {"budget_year": self.year.id, "budget_day": day.isoformat()}
            standing = self.env["gotgan.budget.standing"].with_context(**asked).browse(
                self.cells[0].id,
            )
            self.check_record(standing, **asked)

    def test_versions_before_and_after(self):
        source = self.make_source()
        revenue = [
            RevenueRow(self.fund.id, source.id, self.department.id, "주민세", won)
            for won in (500, 800)
        ]
        first = self.make_version(None, "original", (300, 200), revenue[:1])
        second = self.make_version(first, "supplementary", (450, 200), revenue[1:])
        for version in (first, second):
            for record in (version, *version.line_ids, *version.revenue_ids):
                self.check_record(record)
        for version, won in ((first, 500), (second, 800)):
            self.env.invalidate_all()
            asked = {"budget_version": version.id}
            standing = self.env["gotgan.budget.revenue.standing"].with_context(**asked)
            for record in standing.search([]):
                self.assertEqual(record.amount, won)
                self.check_record(record, **asked)
        line = second.line_ids.filtered(lambda one: one.amount == 450)
        steps = self.explain(line, "amount")["steps"]
        self.assertEqual([(step["id"], step["won"]) for step in steps],
                         [(first.id, 300), (second.id, 150)])
        self.assertTrue(all(step["basis"]["article"] for step in steps))
        self.assertEqual(
            [step["won"] for step in self.explain(second, "revenue_amount")["steps"]], [500, 300],
        )

    def explain_total(self, records, field, **context):
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        return explanation.with_context(**context).action_explain_field(
            records._name, [("id", "in", records.ids)], field,
        )

    def check_total(self, records, **context):
        records = records.with_context(**context)
        for field in ORIGINS[records._name]:
            found = self.explain_total(records, field, **context)
            whole = sum(records.mapped(field))
            self.assertEqual((found["won"], found["shown"]), (whole, whole), f"total of {field}")
            self.assertEqual(sum(step["won"] for step in found["steps"]), whole)

    def test_totals_of_many_rows(self):
        cells = self.env["gotgan.budget.cell"].browse([cell.id for cell in self.cells])
        self.check_total(cells)
        self.check_total(cells.line_id)
        found = self.explain_total(cells, "paid")
        self.assertIn(str(len(cells)), found["title"])
        self.assertEqual(found["steps"][0]["when"], self.middle.isoformat())
        asked = {"budget_year": self.year.id, "budget_day": self.middle.isoformat()}
        self.check_total(
            self.env["gotgan.budget.standing"].with_context(**asked).search([]), **asked,
        )
        first = self.make_version(None, "original", (300, 200, 100))
        second = self.make_version(first, "supplementary", (450, 150, 100))
        self.check_total(second.line_ids)
        steps = self.explain_total(second.line_ids, "amount")["steps"]
        changed = sum(second.line_ids.mapped("base_amount"))
        self.assertEqual([(step["id"], step["won"]) for step in steps],
                         [(first.id, changed), (second.id, 100)])

    def test_a_total_counts_what_its_rows_share_as_often(self):
        origins = self.env["gotgan.execution.origin"]
        line, cells = self.cells[0].line_id, self.env["gotgan.budget.cell"]
        origin = ORIGINS["gotgan.budget.cell"]["paid"]
        strands = origins._make_strands(cells.concat(self.cells[0], self.cells[0]), origin)
        self.assertEqual([strand.times for strand in strands], [2])
        found = self.env["gotgan.execution.explanation"]._read_page(strands, 0)
        self.assertEqual(found["won"], 2 * sum(line.cell_ids.mapped("paid")))
        self.assertEqual(sum(step["won"] for step in found["steps"]), found["won"])

    def test_what_cannot_be_read_is_refused_in_words(self):
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        for which in ("x", None, {}, ["x"], [["nothing", "=", 1]], [["id", "~", 1]]):
            for method in (explanation.action_explain_field, explanation.action_open_field_moves):
                with self.subTest(which=which), self.assertRaisesRegex(UserError, "cannot be read"):
                    method("gotgan.budget.cell", which, "paid")
        with self.assertRaises(AccessError):
            explanation.with_user(self.outsider).action_explain_field(
                "gotgan.budget.cell", [("id", ">", 0)], "paid",
            )

    def test_a_total_of_nothing_says_so(self):
        with self.assertRaisesRegex(UserError, "no longer exists"):
            self.explain_total(self.env["gotgan.budget.cell"], "paid")

    def test_the_moves_behind_a_field_open(self):
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        action = explanation.action_open_field_moves("gotgan.budget.cell", self.cells[0].id, "paid")
        moves = self.env["gotgan.ledger.move"].search(action["domain"])
        self.assertEqual(moves.cell_id, self.cells[0])
        self.assertEqual(set(moves.mapped("kind")), {"pay", "unpay", "return"})

    def test_only_what_the_ledger_explains_and_the_person_may_read(self):
        for field in ("fund_id", "move_count", "nothing"):
            with self.assertRaisesRegex(UserError, "does not explain"):
                self.explain(self.cells[0], field)
        with self.assertRaisesRegex(UserError, "does not explain"):
            self.explain(self.env.user, "id")
        with self.assertRaises(AccessError):
            self.explain(self.cells[0], "paid", self.outsider)
        explained = self.env["gotgan.execution.origin"].with_user(self.outsider)._get_explained()
        self.assertFalse(explained)

    def test_screens_are_told_which_numbers_these_are(self):
        explained = self.env["gotgan.execution.origin"].with_user(
            self.budget_officer,
        )._get_explained()
        for model, names in explained.items():
            for name in names:
                self.assertEqual(self.env[model]._fields[name].type, "integer", f"{model}.{name}")
