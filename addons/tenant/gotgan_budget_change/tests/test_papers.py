from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.gotgan_document import korean, paper
from odoo.addons.gotgan_document.tests.common import HwpxReading

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestPapers(HwpxReading, ChangeCase):
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

    def assertFiles(self, documents, *figures):
        """The paper is handed over as PDF, and as an HWPX that opens and has the figures."""
        name, content = documents._get_file("pdf")
        self.assertTrue(name.endswith(".pdf"))
        self.assertTrue(content.startswith(b"%PDF-"))
        name, content = documents._get_file("hwpx")
        self.assertTrue(name.endswith(".hwpx"))
        self.assertOpens(content)
        self.assertFalse(set(figures) - set(self.hwpx_texts(content)))

    def allot(self, amounts, kind="allot", **vals):
        """Issue an allotment of ``{cell: won}``."""
        allotment = self.env["gotgan.allotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "quarter": "0", "kind": kind, **vals, "line_ids": [
                Command.create({"cell_id": cell.id, "amount": won})
                for cell, won in amounts.items()
            ],
        })
        allotment.action_issue()
        return allotment

    def spend(self, cell, won):
        """Ask, bind and pay."""
        hold = cell
        for kind in ("request", "commit", "pay"):
            hold = self.post(kind, hold, won)

    def assertAddsUp(self, rows, totals, columns):
        for column in columns:
            parts = [int(row[column].replace(",", "").replace("△", "-")) for row in rows]
            self.assertEqual(korean.figure(sum(parts)), totals[0][column])

    def test_virement(self):
        change = self.perform({self.source: 3 * MILLION}, {self.target: 3 * MILLION})
        described = change._get_paper()
        self.assertEqual((described.title, described.number), ("전용 조서", change.number))
        (taken, given), _totals = self.table(described)
        self.assertEqual(taken[0], "감")
        self.assertEqual(taken[-3:], ("10,000,000", "△3,000,000", "7,000,000"))
        self.assertEqual(given[-3:], ("2,000,000", "3,000,000", "5,000,000"))
        self.assertEqual(given[3], "202 여비\n202-01 국내여비")
        self.assertFiles(change, "△3,000,000", "7,000,000")

    def test_reserve(self):
        reserve = self.cell(50 * MILLION, project="청사", subitem="801-01")
        change = self.perform({reserve: 5 * MILLION}, {self.target: 5 * MILLION})
        described = change._get_paper()
        self.assertEqual(described.title, "예비비 사용 조서")
        [row], _totals = self.table(described)
        self.assertEqual(row[3:6], ("5,000,000", "0", "5,000,000"))
        self.assertFiles(change, "5,000,000")

    def test_what_is_paid_is_of_one_draw_from_the_reserve_only(self):
        reserve = self.cell(50 * MILLION, project="청사", subitem="801-01")
        first, second = (
            self.perform({reserve: 5 * MILLION}, {self.target: 5 * MILLION}) for _ in range(2)
        )
        self.post("allot", self.target, 2 * MILLION)
        self.spend(self.target, 9 * MILLION)  # 2 million of them the cell's own
        rows, totals = self.table((first | second)._get_paper(), 1)
        self.assertEqual([row[3:6] for row in rows], [
            ("5,000,000", "5,000,000", "0"), ("5,000,000", "2,000,000", "3,000,000"),
        ])
        self.assertEqual(totals[0][3:6], ("10,000,000", "7,000,000", "3,000,000"))
        [row], _totals = self.table(second.with_user(self.author)._get_paper())
        self.assertEqual(row[3:6], ("5,000,000", "2,000,000", "3,000,000"))
        self.assertFiles(first | second, "7,000,000")

    def test_what_went_back_to_the_reserve_was_not_paid(self):
        reserve = self.cell(50 * MILLION, project="청사", subitem="801-01")
        first = self.perform({reserve: 5 * MILLION}, {self.target: 5 * MILLION})
        self.perform({self.target: 3 * MILLION}, {reserve: 3 * MILLION})
        second = self.perform({reserve: 5 * MILLION}, {self.target: 5 * MILLION})
        self.spend(self.target, 8 * MILLION)
        rows, totals = self.table((first | second)._get_paper(), 1)
        self.assertEqual([row[4] for row in rows], ["2,000,000", "4,000,000"])
        self.assertEqual(totals[0][4], "6,000,000")

    def test_several_of_a_year_in_one(self):
        changes = self.perform({self.source: MILLION}, {self.target: MILLION})
        changes |= self.perform(
            {self.source: 2 * MILLION}, {self.key(subitem="201-02"): 2 * MILLION},
        )
        described = changes._get_paper()
        self.assertEqual(described.title, "예산 변경 조서")
        self.assertEqual(self.table(described)[1][0][-1], "3,000,000")
        self.assertFiles(changes, "3,000,000")

    def test_allotment_notice(self):
        other = self.cell(4 * MILLION, department=self.planning)
        allotment = self.allot({self.source: MILLION, other: MILLION})
        described = allotment._get_paper()
        self.assertEqual(described.title, "예산배정통지서")
        self.assertIn("등 2개 부서장 귀하", described.recipient)
        for place in range(2):
            self.assertEqual(self.table(described, place)[1][0][-2:],
                             ("1,000,000", "1,000,000"))
        self.assertFiles(allotment, "1,000,000", "10,000,000", "4,000,000")

    def test_a_notice_says_the_same_when_it_is_printed_again(self):
        first = self.allot({self.source: MILLION})
        before = paper.fingerprint(first._get_paper())
        second = self.allot({self.source: 2 * MILLION})
        self.perform({self.source: 3 * MILLION}, {self.target: 3 * MILLION})
        back = self.allot({self.source: 2 * MILLION}, "recall", reason="집행 부진")
        self.assertEqual(paper.fingerprint(first._get_paper()), before)
        for allotment, figures in (
            (first, ("10,000,000", "1,000,000", "1,000,000")),
            (second, ("10,000,000", "2,000,000", "3,000,000")),
            (back, ("7,000,000", "△2,000,000", "1,000,000")),
        ):
            [row], totals = self.table(allotment._get_paper())
            self.assertEqual((row[3:], totals[0][3:]), (figures, figures))

    def test_a_cell_stands_once_in_a_notice_of_several_allotments(self):
        allotments = self.allot({self.source: MILLION})
        allotments |= self.allot({self.source: 2 * MILLION, self.target: MILLION})
        rows, totals = self.table(allotments._get_paper())
        self.assertEqual([row[3:] for row in rows], [
            ("10,000,000", "3,000,000", "3,000,000"), ("2,000,000", "1,000,000", "1,000,000"),
        ])
        self.assertAddsUp(rows, totals, (3, 4, 5))

    def test_a_suballotment_notice_opens(self):
        self.post("allot", self.source, 5 * MILLION)
        document = self.env["gotgan.suballotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "department_id": self.roads.id,
            "to_department_id": self.planning.id, "reason": "현장 사무소 집행",
            "line_ids": [Command.create({"cell_id": self.source.id, "amount": 4 * MILLION})],
        })
        document.action_issue()
        self.assertEqual(document._get_paper().title, "예산재배정통지서")
        self.assertFiles(document, "4,000,000")


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
