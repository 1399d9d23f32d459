import datetime
import io
from dataclasses import replace

import openpyxl

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_document import paper
from odoo.addons.gotgan_document.render import render_xlsx

from .common import make_seal
from .test_book import COLUMNS, make_book


@tagged("post_install", "-at_install")
class TestXlsx(BaseCase):
    """A workbook that people calculate with: numbers are numbers, headings are repeated."""

    def read(self, one):
        return openpyxl.load_workbook(io.BytesIO(render_xlsx(one)))

    def cells(self, sheet):
        return [[cell for cell in row if cell is not None]
                for row in sheet.iter_rows(values_only=True) if any(row)]

    def test_a_chapter_is_a_worksheet(self):
        book = self.read(make_book())
        self.assertEqual(book.sheetnames, ["표지", "목차", "총괄", "명세서"])
        self.assertEqual(book["목차"]["A2"].hyperlink.location, "'총괄'!A1")

    def test_figures_are_numbers_with_separators(self):
        sheet = self.read(make_book())["명세서"]
        numbers = [cell for row in sheet.iter_rows() for cell in row
                   if isinstance(cell.value, (int, float))]
        self.assertEqual(sum(cell.value for cell in numbers), sum(
            number * 1_000 - 5_000 for number in range(200)
        ))
        self.assertEqual({cell.number_format for cell in numbers}, {"#,##0;△#,##0;0"})

    def test_a_seal_is_a_picture(self):
        party = paper.Party("발주기관", (), "재무관", "김재무", make_seal(), "(직인)")
        sheet = self.read(self.seal_paper(party)).active
        [picture] = sheet._images
        self.assertEqual(picture.anchor._from.row, sheet.max_row)
        self.assertNotIn(["재무관 김재무 (직인)"], self.cells(sheet))
        sheet = self.read(self.seal_paper(replace(party, seal=b""))).active
        self.assertFalse(sheet._images)
        self.assertIn(["재무관 김재무 (직인)"], self.cells(sheet))

    def seal_paper(self, party):
        day = datetime.date(2026, 11, 22)
        return paper.Paper("계약서", (paper.Signature("체결한다.", day, (party,)),))

    def test_headings_are_merged_frozen_and_repeated(self):
        sheet = self.read(make_book())["명세서"]
        merged = {str(one) for one in sheet.merged_cells.ranges}
        self.assertEqual(merged, {"A1:C1", "A3:A4", "B3:C3"})
        self.assertEqual(sheet.freeze_panes, "A5")
        self.assertEqual(sheet.print_title_rows, "$3:$4")
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertIn("&P / &N", sheet.oddFooter.center.text)
        self.assertIn("(단위: 천원)", [cell.value for cell in sheet[2]])

    def test_a_row_is_as_high_as_what_is_written_in_it(self):
        """Not every program raises a row by itself when it opens a workbook."""
        long = "지방재정법 제47조의2에 따른 사유를 자세히 적는다. " * 8
        rows = (paper.Row(("가", 1, "한 줄")), paper.Row(("나", 2, long)), paper.Row((long, 3, "")))
        sheet = self.read(paper.Paper("표", (
            paper.Text(long), paper.Fields((("사유", long),)), paper.Sheet(COLUMNS, rows),
        ))).active
        heights = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in {"한 줄", long}:
                    heights.setdefault(cell.value, []).append(sheet.row_dimensions[cell.row].height)
        self.assertEqual(heights["한 줄"], [None])
        text, field, *cells = heights[long]
        self.assertGreaterEqual(text, 3 * 15, "three lines of the whole page")
        self.assertGreater(field, text)
        self.assertEqual(len(cells), 2)
        self.assertTrue(all(height > text for height in cells))

    def test_text_is_never_a_formula(self):
        rows = (paper.Row(("=1+1", 1, "@SUM(A1)")),)
        sheet = self.read(paper.Paper("표", (paper.Sheet(COLUMNS, rows),))).active
        texts = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
        self.assertEqual([cell.data_type for cell in texts], ["s"])

    def test_all_blocks_of_a_short_paper(self):
        import datetime

        one = paper.Paper("전용조서", (
            paper.Fields((("부서", "시민소통관"), ("금액", 1_000)), columns=2),
            paper.Table((paper.Column("품목"), paper.Column("금액", 10, "right")), (("가", 5),),
                        totals=(("합계", 5),), heading="내역", note="(단위: 원)"),
            paper.Clauses((("목적", ("한 문장.",)),)), paper.Amount("합계", 1_200_000),
            paper.Text("끝."), paper.Annex("붙임"),
            paper.Signature("위와 같이", datetime.date(2026, 11, 22), (
                paper.Party("갑", (("기관", "가온시"),), "시장", "김가온"),
            )),
        ), number="2026-1", issuer="가온시")
        [sheet] = self.read(one).worksheets
        text = " ".join(str(value) for row in self.cells(sheet) for value in row)
        for part in ("전용조서", "시민소통관", "합계", "제1조(목적) 한 문장.", "금 일백이십만원정",
                     "2026년 11월 22일", "김가온", "붙임"):
            self.assertIn(part, text)

    def test_names_of_worksheets(self):
        chapters = [paper.Chapter("가/나[다]:" + "라" * 40) for _twice in range(2)]
        names = self.read(paper.Paper("책", tuple(chapters))).sheetnames
        self.assertEqual(len(set(names)), 2)
        self.assertTrue(all(len(name) <= 31 for name in names))

    def test_same_description_same_bytes(self):
        self.assertEqual(render_xlsx(make_book()), render_xlsx(make_book()))

    def test_unknown_block_is_refused(self):
        with self.assertRaisesRegex(TypeError, "str is no block of a paper"):
            render_xlsx(paper.Paper("표", ("글",)))
