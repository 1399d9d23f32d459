import re
from collections import Counter

from odoo.tests import tagged

from odoo.addons.gotgan_document.paper import Row, Sheet, fingerprint
from odoo.addons.gotgan_document.render import render_hwpx, render_pdf, render_xlsx

from ..book.contents import PARTS
from .common import TRAVEL, PaperCase


@tagged("post_install", "-at_install")
class TestBook(PaperCase):
    """Every figure of a paper is a sum of its version, whatever kind of file it is written as."""

    def find(self, rows, label, column=1):
        """Return the figure beside a label, wherever it stands."""
        [found] = [row for row in rows
                   if str(row[0] or "").strip() == label and row[column] is not None]
        return found[column]

    # ---- what stands in the statement ------------------------------------

    def test_the_statement_adds_up_on_every_level(self):
        version = self.enter()
        rows = self.xlsx_rows(render_xlsx(self.paper("statement")), "사업명세서 일반회계")
        self.assertEqual(self.find(rows, "도로과"), 8_000)
        self.assertEqual(self.find(rows, "시민소통강화"), 2_960)
        self.assertEqual(self.find(rows, "시민소통 추진 (일반회계)"), 2_960)
        self.assertEqual(self.find(rows, "202 여비"), 960)
        self.assertEqual(self.find(rows, "01 국내여비"), 960)
        departments = [self.find(rows, name) for name in ("도로과", "소통과")]
        data = render_xlsx(self.paper("statement"))
        special = self.xlsx_rows(data, "사업명세서 수도사업특별회계")
        departments.append(self.find(special, "소통과"))
        self.assertEqual(sum(departments) * 1_000, sum(version._read_whole().values()))
        self.assertEqual(version.amount, 13_160_000)

    def test_the_statement_says_how_figures_came_about(self):
        self.enter()
        rows = self.xlsx_rows(render_xlsx(self.paper("statement")), "사업명세서 일반회계")
        texts = {row[4]: row[5] for row in rows if row[4] and row[5] is not None}
        self.assertEqual(texts["Ο갈등관리교육\n  1,000,000원*2회"], 2_000)
        self.assertEqual(texts["  ο강사수당\n    750,000원*2회"], 1_500)
        self.assertEqual(self.find(rows, "[재원] 국고보조금"), 4_000)
        self.assertEqual(self.find(rows, "[재원] 자체재원"), 2_800)
        subitems = [row for row in rows if row[0] and "01 " in str(row[0])]
        for row in subitems:
            self.assertEqual(row[1], sum(texts[one] for one in texts if one.startswith("Ο")
                                         and row[4] == one) or row[1])

    def test_figures_are_the_same_in_every_kind_of_file(self):
        self.enter()
        paper = self.whole(list(PARTS))
        sheet = self.xlsx_rows(render_xlsx(paper))
        word = self.hwpx_rows(render_hwpx(paper))
        text = self.pdf_text(render_pdf(paper))
        counted = self.numbers(text)
        for label in ("도로과", "시민소통강화", "202 여비", "01 시설비"):
            wanted = {row[1] for row in sheet
                      if str(row[0] or "").strip() == label and row[1] is not None}
            found = {self.numbers(row[1])[0] for row in word if row and row[0].strip() == label}
            self.assertTrue(wanted, label)
            self.assertEqual(found, wanted, label)
            self.assertLessEqual(wanted, set(counted), label)

    def test_no_figure_is_lost_or_made_up_on_the_way_into_a_file(self):
        self.enter()
        for kind in PARTS:
            with self.subTest(kind=kind):
                paper = self.paper(kind)
                sheet = Counter(
                    cell for row in self.xlsx_rows(render_xlsx(paper)) for cell in row
                    if isinstance(cell, int)
                )
                word = Counter(
                    self.numbers(cell)[0] for row in self.hwpx_rows(render_hwpx(paper))
                    for cell in row if re.fullmatch(r"△?\d{1,3}(,\d{3})*", cell)
                )
                text = Counter(self.numbers(self.pdf_text(render_pdf(paper))))
                self.assertEqual(word, sheet)
                self.assertFalse(sheet - text)

    # ---- summaries -------------------------------------------------------

    def test_summaries_all_have_the_version_s_total(self):
        version = self.enter()
        total = version.amount // 1_000
        for kind in ("function", "nature", "organization", "source"):
            with self.subTest(kind=kind):
                rows = self.xlsx_rows(render_xlsx(self.paper(kind)))
                self.assertEqual(self.find(rows, "합계"), total)
        rows = self.xlsx_rows(render_xlsx(self.paper("nature")))
        self.assertEqual(
            self.find(rows, "200 물건비") + self.find(rows, "400 자본지출"), total,
        )
        rows = self.xlsx_rows(render_xlsx(self.paper("source")))
        self.assertEqual(self.find(rows, "국고보조금"), 4_000)
        self.assertEqual(self.find(rows, "국고보조금", 2), "30.4")

    def test_overview_has_revenue_beside_expenditure(self):
        self.enter()
        rows = self.xlsx_rows(render_xlsx(self.paper("overview")))
        head = next(at for at, row in enumerate(rows) if row[0] == "합계")
        self.assertEqual(rows[head][4], 13_160)
        funds = {row[0]: row[4] for row in rows[head + 1:head + 3]}
        self.assertEqual(funds, {"일반회계": 10_960, "수도사업특별회계": 2_200})

    def test_won_that_are_no_whole_thousand_are_rounded_and_it_says_so(self):
        self.enter()
        paper = self.paper("source", unit=1_000_000)
        text = self.pdf_text(render_pdf(paper))
        self.assertIn("(단위: 백만원)", text)
        self.assertIn("반올림", text)
        self.assertNotIn("반올림", self.pdf_text(render_pdf(self.paper("source"))))

    # ---- supplementary budgets -------------------------------------------

    def test_a_supplementary_budget_beside_what_it_changes(self):
        original = self.enter()
        self.bring_in(
            self.line(2500, 2000, 예산구분="추경1회", 산출근거명="Ο갈등관리교육"),
        )
        version = self.head()
        self.assertNotEqual(version, original)
        rows = self.xlsx_rows(render_xlsx(self.paper("changes", version, original)))
        at = [row for row in rows if str(row[0] or "").strip() == "소통과"]
        self.assertEqual([row[1:4] for row in at], [[2_000, 500, 2_500]])
        self.assertEqual(self.find(rows, "일반운영비 · 사무관리비", 2), 500)
        rows = self.xlsx_rows(
            render_xlsx(self.paper("statement", version, original)), "사업명세서 일반회계",
        )
        self.assertIn("기정액", [cell for row in rows for cell in row])
        self.assertEqual(self.find(rows, "01 사무관리비", 3), 500)
        self.assertEqual(self.find(rows, "도로과", 3), 0)

    def test_the_budget_before_a_change_can_be_printed_again(self):
        original = self.enter()
        before = fingerprint(self.whole(list(PARTS), original))
        self.bring_in(self.line(2500, 2000, 예산구분="추경1회", 산출근거명="Ο갈등관리교육"))
        self.assertEqual(fingerprint(self.whole(list(PARTS), original)), before)

    def test_an_adjustment_is_shown_where_estimates_do_not_add_up(self):
        self.enter()
        version = self.head()
        book = self.book(version)
        place = next(one for one in book._pair(version._read_whole(), {}, "place"))
        self.assertTrue(place.after)
        line = self.env["gotgan.budget.line"].search([
            ("subitem_id.code", "=", "202-01"), ("fiscal_year_id", "=", self.year.id),
        ], limit=1)
        key = book.masters.line_place((
            line.fund_id.id, line.department_id.id, line.project_id.id, line.subitem_id.id,
        ))
        shown = book.get_estimates(key, 500_000)
        self.assertEqual([one.amount for one in shown], [960_000, -460_000])

    # ---- pages -----------------------------------------------------------

    def test_rows_of_a_project_stay_together(self):
        self.enter()
        sheets = [one for one in self.paper("statement").blocks if isinstance(one, Sheet)]
        rows = [row for sheet in sheets for row in sheet.rows]
        self.assertTrue(all(isinstance(row, Row) for row in rows))
        project = next(row for row in rows if row.cells[0] == "도로 보수")
        self.assertGreater(project.keep, 0)
        self.assertEqual(project.place, ("부서: 도로과", "정책: 도로정비",
                                         "단위: 도로 유지관리 (일반회계)"))

    def test_provisions_are_numbered_articles(self):
        version = self.enter()
        self.env["gotgan.budget.provision"].sudo()
        text = self.pdf_text(render_pdf(self.paper("provisions", version)))
        self.assertIn("예산총칙", text)
        self.assertIn("계속비 조서", text)

    def test_a_line_of_last_year_only_is_shown(self):
        version = self.enter()
        self.bring_in(*self.rows()[:3], self.rows()[4], self.rows()[5])
        after = self.head()
        rows = self.xlsx_rows(
            render_xlsx(self.paper("statement", after, version)), "사업명세서 일반회계",
        )
        self.assertEqual([self.find(rows, "01 국내여비", at) for at in (1, 2, 3)], [0, 960, -960])
        self.assertTrue(TRAVEL)
