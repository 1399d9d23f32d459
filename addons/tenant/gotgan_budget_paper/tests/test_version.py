from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.gotgan_budget.ehojo.writer import cells_of, headers
from odoo.addons.gotgan_budget.tests.version_case import VersionCase
from odoo.addons.gotgan_budget.version_row import VersionRow
from odoo.addons.gotgan_document.render import render_hwpx, render_pdf, render_xlsx

from ..estimates import read_requested
from ..export import Export
from .common import PaperCase


@tagged("post_install", "-at_install")
class TestVersion(PaperCase, VersionCase):
    """Papers of versions that were drafted here: revenue, provisions, reasons, last year."""

    def find(self, rows, label):
        """Return the row of figures beside a label."""
        [found] = [row for row in rows
                   if str(row[0] or "").strip() == label and row[1] is not None]
        return found

    def test_a_statement_of_revenue_in_every_kind_of_file(self):
        version = self.draft("original", self.row(1_010_000), revenue=1_010_000)
        paper = self.paper("revenue", version)
        rows = self.xlsx_rows(render_xlsx(paper), "세입 일반회계(시험)")
        self.assertEqual(self.find(rows, "합계")[1], version.revenue_amount // 1_000)
        self.assertEqual(self.find(rows, "111-99 지방세(시험)")[1], 1_010)
        text = self.pdf_text(render_pdf(paper))
        self.assertIn("1,010", text)
        self.assertIn("111-99 지방세(시험)", text)
        word = self.hwpx_rows(render_hwpx(paper))
        [found] = [row for row in word if row[0] == "합계"]
        self.assertEqual(self.numbers(found[1]), [1_010])

    def test_general_provisions_are_articles(self):
        version = self.draft_original()
        paper = self.paper("provisions", version)
        text = " ".join(self.pdf_text(render_pdf(paper)).split())
        self.assertTrue(version.provision_ids)
        for number, one in enumerate(version.provision_ids.sorted("sequence"), 1):
            self.assertIn(f"제{number}조({one.name})", text)
        cells = [str(cell) for row in self.xlsx_rows(render_xlsx(paper)) for cell in row if cell]
        self.assertTrue(any(cell.startswith("제1조(") for cell in cells))

    def test_a_bill_says_that_it_is_one(self):
        version = self.draft_original()
        self.assertIn("예산안", self.pdf_text(render_pdf(self.whole(["overview"], version))))

    def test_a_supplementary_budget_gives_its_reasons(self):
        self.begin()
        version = self.supplement(
            self.row(1_200_000, reason="축제 취소로 감액한 뒤 재편성"), revenue=1_210_000,
        )
        rows = self.xlsx_rows(render_xlsx(self.paper("changes", version, version.base_id)))
        [found] = [row for row in rows if row[4] and "축제" in str(row[4])]
        self.assertEqual(found[1:4], [1_000, 200, 1_200])
        whole, changed = [row[:4] for row in rows if str(row[0] or "").endswith("합계")]
        self.assertEqual(whole, ["합계", 1_010, 200, 1_210])
        self.assertEqual(changed, ["증감 과목 합계", 1_000, 200, 1_200])
        self.assertIn("부서·사업별 증감 (증감이 있는 과목만)", [row[0] for row in rows])

    def test_last_year_stands_beside_what_is_called_the_same(self):
        former = self._open_year(self.number - 1)
        project = False
        for level in ("policy", "unit", "project"):
            project = self.env["gotgan.program"].create({
                "fiscal_year_id": former.id, "level": level, "name": f"소통 {level}",
                "parent_id": project and project.id,
            })
        place = [
            self.env[one._name].create({
                "fiscal_year_id": former.id, "code": one.code, "name": one.name, **more,
            }) for one, more in ((self.fund, {"kind": "general"}), (self.own, {}))
        ]
        subitem = self._former_object(former)
        row = VersionRow(
            place[0].id, self.department.id, project.id, subitem.id, place[1].id, 700_000,
        )
        last = self.env["gotgan.budget.version"]._make(former, "original", [row])
        version = self.draft("original", self.row(1_000_000))
        rows = self.xlsx_rows(
            render_xlsx(self.paper("statement", version, last)), "사업명세서 일반회계(시험)",
        )
        self.assertEqual(self.find(rows, "소통 project")[1:4], [1_000, 700, 300])
        self.assertEqual(self.find(rows, "01 사무관리비")[1:4], [1_000, 700, 300])
        self.assertIn("전년도예산액", [cell for row in rows for cell in row])

    def _former_object(self, former):
        """Return 201-01 of last year, with what stands above it."""
        above = False
        for level, code, name in (
            ("group", "200", "물건비"), ("item", "201", "일반운영비"),
            ("subitem", "201-01", "사무관리비"),
        ):
            objects = self.env["gotgan.expenditure.object"]
            found = objects.search([
                ("fiscal_year_id", "=", former.id), ("code", "=", code), ("level", "=", level),
                ("subject_set", "=", "local_government"),
            ], limit=1)
            above = found or objects.create({
                "fiscal_year_id": former.id, "code": code, "name": name, "level": level,
                "parent_id": above and above.id,
            })
        return above

    def test_a_duty_that_a_department_marked_stands_in_the_export(self):
        """의무/재량구분 of the 55 columns: 법정의무 where it was marked, nothing else."""
        version = self.draft("original", self.row(1_000_000))
        cycle = self.env["gotgan.budget.cycle"].create({"fiscal_year_id": self.year.id})
        request = self.env["gotgan.budget.request"].create({
            "cycle_id": cycle.id, "department_id": self.department.id,
        })
        line = self.row(1_000_000)
        self.env["gotgan.budget.request.line"].create({
            "request_id": request.id, "fund_id": line.fund_id, "project_id": line.project_id,
            "subitem_id": line.subitem_id, "estimate_ids": [
                Command.create({
                    "name": "법정 부담금", "formula": "700,000원", "sequence": 1, "is_duty": True,
                    "duty_ground": "지방자치법 제40조",
                }),
                Command.create({"name": "행사", "formula": "300,000원", "sequence": 2}),
            ],
        })
        cycle._write_locked({"version_id": version.id})
        names = headers()[0]
        written = [dict(zip(names, cells_of(row), strict=True)) for row in Export(version).rows()]
        rows = {cells["산출근거명"]: cells["의무/재량구분"] for cells in written}
        self.assertEqual(rows, {"Ο법정 부담금": "법정의무", "Ο행사": ""})

    def test_without_requests_there_are_no_estimates_of_them(self):
        version = self.draft("original", self.row(1_000_000))
        self.assertEqual(read_requested(version), {})
