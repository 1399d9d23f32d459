import io

from openpyxl import load_workbook

from odoo.tests import tagged

from ..rules.workbook import FIRST_ROW, HEAD_ROW, TOTAL_ROW
from .common import OversightCase


@tagged("post_install", "-at_install")
class TestXlsx(OversightCase):
    """The file is the screen: same rows, same order, whole won, totals as formulas."""

    def read(self, formulas=False, **options):
        name, content = self.env["hub.oversight"].with_user(self.person)._get_xlsx(options)
        self.assertTrue(name.endswith(".xlsx"))
        return load_workbook(io.BytesIO(content), data_only=not formulas).active

    def test_the_board(self):
        for place in range(3):
            self.report(place)
        page, sheet = self.page(sort=["paid", True]), self.read(sort=["paid", True])
        self.assertEqual(
            [sheet.cell(HEAD_ROW + 1, place).value for place in range(1, 4)],
            ["Agency", "Current Appropriation", "Allotment"],
        )
        for place, row in enumerate(page["rows"], FIRST_ROW + 1):
            self.assertEqual(sheet.cell(place, 1).value, row["name"])
            shown = "-" if row["appropriated"] is None else row["appropriated"]
            self.assertEqual(sheet.cell(place, 2).value, shown)
        self.assertEqual(sheet.cell(TOTAL_ROW + 1, 2).value, page["total"]["appropriated"])
        self.assertIn("가온시", sheet.cell(2, 1).value)
        self.assertIn("As reported", sheet.cell(3, 1).value)

    def test_totals_rates_and_balances_are_formulas(self):
        self.report(0)
        sheet, last = self.read(True), FIRST_ROW + 13
        self.assertEqual(sheet.cell(TOTAL_ROW + 1, 2).value,
                         f"=SUBTOTAL(109,B{FIRST_ROW + 1}:B{last})")
        self.assertEqual(sheet.cell(TOTAL_ROW + 1, 7).value, '=IF(B6=0,"-",F6/B6)')
        self.assertEqual(sheet.cell(TOTAL_ROW + 1, 8).value, "=B6-D6-E6")

    def test_units_are_formats(self):
        self.report(0)
        sheet = self.read(unit=1_000_000, sort=["paid", True])
        self.assertEqual(sheet.cell(FIRST_ROW + 1, 2).value, self.world.plain[0].amount)
        self.assertTrue(sheet.cell(FIRST_ROW + 1, 2).number_format.startswith("#,##0,,"))

    def test_every_page_can_be_saved(self):
        link, _totals = self.report(0)
        for options in ({"view": "compare"}, {"view": "exceptions"}, {"view": "late"},
                        {"view": "agency", "link_id": link.id},
                        {"view": "agency", "link_id": link.id, "path": ["100"]},
                        {"view": "board", "text": "없는 기관"}):
            page, sheet = self.page(**options), self.read(**options)
            self.assertEqual(
                [sheet.cell(HEAD_ROW + 1, place).value
                 for place in range(1, len(page["columns"]) + 1)],
                [column["label"] for column in page["columns"]],
            )

    def test_names_are_never_formulas(self):
        for name in ('=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)"):
            self.agency.tenant.agency_name = name
            sheet = self.read(formulas=True)
            names = [sheet.cell(place, 1) for place in range(FIRST_ROW + 1, sheet.max_row + 1)]
            self.assertFalse([cell.value for cell in names if cell.data_type == "f"])
            self.assertFalse([cell.value for cell in names
                              if cell.value and cell.value.startswith(("=", "+", "-", "@"))])
