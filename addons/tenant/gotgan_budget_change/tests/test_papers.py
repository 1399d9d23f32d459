from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.gotgan_document import korean, paper

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestPapers(ChangeCase):
    """조서와 통지서: what they say, and that they can be handed over."""

    def setUp(self):
        super().setUp()
        self.source = self.cell(10 * MILLION)
        self.target = self.cell(2 * MILLION, subitem="202-01")

    def table(self, described, place=0):
        """Return (rows, totals) of a table, as they are written."""
        sheet = [one for one in described.blocks if isinstance(one, paper.Sheet)][place]
        written = [(row.kind, tuple(map(korean.figure, row.cells))) for row in sheet.rows]
        return [
            [cells for kind, cells in written if (kind == "total") == total]
            for total in (False, True)
        ]

    def assertPdf(self, documents):
        name, content = documents._get_file("pdf")
        self.assertTrue(name.endswith(".pdf"))
        self.assertTrue(content.startswith(b"%PDF-"))

    def test_virement(self):
        change = self.perform({self.source: 3 * MILLION}, {self.target: 3 * MILLION})
        described = change._get_paper()
        self.assertEqual((described.title, described.number), ("전용 조서", change.number))
        (taken, given), _totals = self.table(described)
        self.assertEqual(taken[0], "감")
        self.assertEqual(taken[-3:], ("10,000,000", "△3,000,000", "7,000,000"))
        self.assertEqual(given[-3:], ("2,000,000", "3,000,000", "5,000,000"))
        self.assertEqual(given[3], "202 여비\n202-01 국내여비")
        self.assertPdf(change)

    def test_reserve(self):
        reserve = self.cell(50 * MILLION, project="청사", subitem="801-01")
        change = self.perform({reserve: 5 * MILLION}, {self.target: 5 * MILLION})
        described = change._get_paper()
        self.assertEqual(described.title, "예비비 사용 조서")
        [row], _totals = self.table(described)
        self.assertEqual(row[3:6], ("5,000,000", "0", "5,000,000"))
        self.assertPdf(change)

    def test_several_of_a_year_in_one(self):
        changes = self.perform({self.source: MILLION}, {self.target: MILLION})
        changes |= self.perform(
            {self.source: 2 * MILLION}, {self.key(subitem="201-02"): 2 * MILLION},
        )
        described = changes._get_paper()
        self.assertEqual(described.title, "예산 변경 조서")
        self.assertEqual(self.table(described)[1][0][-1], "3,000,000")
        self.assertPdf(changes)

    def test_allotment_notice(self):
        other = self.cell(4 * MILLION, department=self.planning)
        allotment = self.env["gotgan.allotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "quarter": "0", "line_ids": [
                Command.create({"cell_id": cell.id, "amount": MILLION})
                for cell in (self.source, other)
            ],
        })
        allotment.action_issue()
        described = allotment._get_paper()
        self.assertEqual(described.title, "예산배정통지서")
        self.assertIn("등 2개 부서장 귀하", described.recipient)
        for place in range(2):
            self.assertEqual(self.table(described, place)[1][0][-2:],
                             ("1,000,000", "1,000,000"))
        self.assertPdf(allotment)


@tagged("post_install", "-at_install")
class TestPaperDoor(HttpCase, ChangeCase):
    """The paper is handed over to those who may read the document, and to nobody else."""

    def setUp(self):
        super().setUp()
        self.change_ = self.change(
            {self.cell(): MILLION}, {self.cell(subitem="202-01"): MILLION},
        )
        self.url = self.change_.with_user(self.author).action_print()["url"]

    def test_a_reader_gets_it(self):
        self.authenticate("change_author", "change_author")
        answer = self.url_open(self.url)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertTrue(answer.content.startswith(b"%PDF-"))

    def test_another_department_does_not(self):
        self.authenticate("change_other", "change_other")
        self.assertIn(self.url_open(self.url).status_code, (403, 404))

    def test_nor_anything_else_than_papers(self):
        self.authenticate("change_author", "change_author")
        for path in ("res.users/1.pdf", "gotgan.budget.change/x.pdf",
                     f"gotgan.budget.change/{self.change_.id}.exe",
                     "gotgan.budget.change/999999999.pdf"):
            answer = self.url_open(f"/gotgan/change/paper/{path}")
            self.assertEqual(answer.status_code, 404, path)
