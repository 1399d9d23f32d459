from pathlib import Path
from unittest import SkipTest

from odoo.tests import tagged

from odoo.addons.gotgan_budget.ehojo.writer import write_csv, write_xlsx
from odoo.addons.gotgan_document.render import render_xlsx

from ..export import Export
from .common import PaperCase

NAME = "용인시_2026_세출예산_시민소통관_감사관.csv"
PLACE = "data/budget_book/yongin_2026"
# As published by the city, in won.
PUBLISHED = {"시민소통관": 130_390_000, "감사관": 178_348_000}
YEAR = 2026


@tagged("post_install", "-at_install")
class TestYongin(PaperCase):
    """Two departments of a real city: in, out, and in again without a difference."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.data = cls._find_file().read_bytes()
        if cls.number != YEAR:
            cls.number, cls.year = YEAR, cls._open_year(YEAR)

    @classmethod
    def _find_file(cls):
        for folder in Path(__file__).resolve().parents:
            found = folder / "shared" / PLACE / NAME
            if found.exists():
                return found
        raise SkipTest(f"{NAME} is not here: the published figures are not part of the program")

    def test_imported_exported_and_imported_again(self):
        self.bring_in(data=self.data)
        version = self.head()
        self.assertEqual(version.amount, sum(PUBLISHED.values()))
        export = Export(version)
        for write in (write_csv, write_xlsx):
            again = self.preview(data=write(export.rows(), export.extra))
            self.assertEqual((again.error_count, again.move_count, again.difference), (0, 0, 0))
            self.assertEqual(again.row_count, 53)
            again.action_cancel()

    def test_the_statement_has_the_published_totals(self):
        self.bring_in(data=self.data)
        rows = self.xlsx_rows(render_xlsx(self.paper("statement")), "사업명세서 일반회계")
        for department, won in PUBLISHED.items():
            [found] = [row for row in rows if row[0] == department and row[1] is not None]
            self.assertEqual(found[1] * 1_000, won)

    def test_the_two_budgets_in_it_are_two_versions_and_come_back_as_two(self):
        with self.undone():
            self.bring_in(data=self.data)
            chain, export = self.chain(), Export(self.head())
            data = write_csv(export.rows(), export.extra)
        self.assertEqual(
            [(kind, number, after) for kind, number, _day, after, _cells in chain],
            [("original", 0, 296_510_000), ("supplementary", 1, 308_738_000)],
        )
        self.bring_in(data=data)
        self.assertEqual(self.chain(), chain)
