import io
import json

from openpyxl import load_workbook

from odoo import http
from odoo.tests import HttpCase, tagged

from ..rules.figures import TOTALS
from ..rules.workbook import FIRST_ROW, HEAD_ROW, TOTAL_ROW
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestXlsx(ExecutionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.workbook = cls.env["gotgan.execution.workbook"].with_user(cls.budget_officer)

    def read(self, formulas=False, **options):
        options = {"fiscal_year_id": self.year.id, **options}
        name, content = self.workbook._get_xlsx(options)
        self.assertTrue(name.endswith(f"_{options.get('date', self.today.isoformat())}.xlsx"))
        return load_workbook(io.BytesIO(content), data_only=not formulas).active

    def values(self, sheet, row, first=4, count=5):
        return [sheet.cell(row + 1, first + place).value for place in range(count)]

    def test_totals_are_the_ledgers(self):
        sheet = self.read()
        self.assertEqual(self.values(sheet, TOTAL_ROW), self.get_totals(self.cells)[:5])

    def test_totals_are_formulas_over_rows_that_add_up(self):
        plain, formulas = self.read(), self.read(formulas=True)
        last = plain.max_row
        self.assertEqual(formulas.cell(TOTAL_ROW + 1, 4).value,
                         f"=SUMIF($A$7:$A${last},$A$7,D7:D{last})")
        tops = [row for row in range(FIRST_ROW, last)
                if plain.cell(row + 1, 1).value == plain.cell(FIRST_ROW + 1, 1).value]
        for place, _name in enumerate(TOTALS[:5]):
            added = sum(plain.cell(row + 1, 4 + place).value for row in tops)
            self.assertEqual(added, plain.cell(TOTAL_ROW + 1, 4 + place).value)

    def test_balances_and_rates(self):
        sheet, (total, allotted, requested, committed, paid) = (
            self.read(), self.get_totals(self.cells)[:5],
        )
        self.assertEqual(self.values(sheet, TOTAL_ROW, 9, 2), [
            total - requested - committed, allotted - requested - committed,
        ])
        self.assertAlmostEqual(sheet.cell(TOTAL_ROW + 1, 11).value, paid / total)

    def test_rows_are_those_of_the_screen(self):
        tree, sheet = self.get_tree(axis="department"), self.read(axis="department")
        for place, (depth, one, *totals) in enumerate(tree["rows"], FIRST_ROW):
            name = tree["names"][tree["levels"][depth][1]][one][1]
            self.assertEqual(sheet.cell(place + 1, 3).value, name)
            self.assertEqual(sheet.cell(place + 1, 3).alignment.indent, depth)
            self.assertEqual(sheet.row_dimensions[place + 1].outline_level, depth)
            self.assertEqual(self.values(sheet, place), totals[:5])
        self.assertEqual(sheet.max_row, FIRST_ROW + len(tree["rows"]))

    def test_parts_of_the_appropriation(self):
        sheet = self.read(parts=True)
        heads = [sheet.cell(HEAD_ROW + 1, 4 + place).value for place in range(5)]
        self.assertEqual(heads, [
            "Budget", "From Reserve", "Moved In or Out", "From Last Year", "Current Appropriation",
        ])
        *parts, whole = self.values(sheet, TOTAL_ROW)
        self.assertEqual(sum(parts), whole)
        balance = self.read(formulas=True, parts=True).cell(TOTAL_ROW + 1, 13).value
        self.assertEqual(balance, "=H6-J6-K6")

    def test_ranking_and_charts(self):
        ranking = self.read(view="ranking")
        rows = list(ranking.iter_rows(6, 8, values_only=True))
        self.assertEqual(rows[0][2:4], (
            self.get_totals(self.cells)[0], self.get_totals(self.cells)[4],
        ))
        self.assertEqual({row[1] for row in rows[1:]}, {self.department.name, "감사관"})
        self.assertEqual(ranking.cell(5, 5).value, "Amount That Counts")
        self.assertEqual(rows[0][4], self.get_totals(self.cells)[0])
        months = self.read(view="charts")
        self.assertEqual(months.cell(5, 1).value, "Month")
        self.assertEqual(months.cell(5 + self.today.month, 3).value, self.get_totals(self.cells)[4])

    def test_head_says_what_it_is(self):
        sheet = self.read(date=self.middle.isoformat(), unit=1000, text="여비",
                          department_ids=self.department.ids)
        self.assertEqual(sheet.cell(1, 1).value, "Execution Status")
        line = sheet.cell(2, 1).value
        for part in (self.env.company.name, self.year.display_name, self.middle.isoformat(),
                     "thousand won"):
            self.assertIn(part, line)
        self.assertIn(self.department.name, sheet.cell(3, 1).value)
        self.assertIn("여비", sheet.cell(3, 1).value)
        self.assertEqual(sheet.freeze_panes, f"D{FIRST_ROW + 1}")
        self.assertEqual(sheet.cell(HEAD_ROW + 1, 4).value, "Current Appropriation")

    def test_the_unit_is_a_format_and_the_won_stay(self):
        sheet = self.read(unit=1000)
        self.assertEqual(self.values(sheet, TOTAL_ROW), self.get_totals(self.cells)[:5])
        self.assertTrue(sheet.cell(FIRST_ROW + 1, 4).number_format.startswith("#,##0,;"))

    def test_names_are_never_formulas(self):
        for name in ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"):
            self.project.name = name
            cells = [cell for row in self.read(formulas=True).iter_rows(FIRST_ROW + 1, max_col=3)
                     for cell in row if cell.value]
            self.assertFalse([cell.value for cell in cells if cell.data_type == "f"], repr(name))
            self.assertFalse([cell.value for cell in cells
                              if cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))])

    def test_an_empty_report(self):
        sheet = self.read(text="없는 사업")
        self.assertEqual(self.values(sheet, TOTAL_ROW), [0] * 5)
        self.assertEqual(sheet.cell(TOTAL_ROW + 1, 11).value, "-")


@tagged("post_install", "-at_install")
class TestXlsxOverHttp(ExecutionCase, HttpCase):
    def post(self, options, login=None):
        data = {"options": options}
        if login:
            self.authenticate(login, login)
            data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open("/gotgan/execution/xlsx", data=data, allow_redirects=False)

    def test_download(self):
        found = self.post(json.dumps({"fiscal_year_id": self.year.id}), "execution_budget")
        self.assertEqual(found.status_code, 200)
        self.assertIn("attachment", found.headers["Content-Disposition"])
        sheet = load_workbook(io.BytesIO(found.content), data_only=True).active
        self.assertEqual(sheet.cell(TOTAL_ROW + 1, 4).value, self.get_totals(self.cells)[0])

    def test_unreadable_options(self):
        self.assertEqual(self.post("{", "execution_budget").status_code, 400)

    def test_without_a_session(self):
        found = self.post("{}")
        self.assertEqual(found.status_code, 303)
        self.assertIn("/web/login", found.headers["Location"])

    def test_outsiders_are_refused(self):
        self.assertEqual(self.post("{}", "execution_outsider").status_code, 403)
