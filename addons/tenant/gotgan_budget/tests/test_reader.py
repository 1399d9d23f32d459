import random

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget.ehojo.reader import peek_year, read_book

from . import sheet


@tagged("post_install", "-at_install")
class TestReader(BaseCase):
    """The file is found out by its headings, whatever wrote it."""

    def setUp(self):
        super().setUp()
        self.rows = [sheet.row(2026, 2200), sheet.row(2026, 960, 통계목="202-01", 편성목="202")]

    def read(self, data):
        """Return (예산액, 통계목) of every row, as text."""
        book = read_book(data)
        self.assertFalse(book.problem)
        places = book.layout.amounts["budget"], book.layout.texts["subitem"]
        return [[str(cells[at]).replace(",", "") for at in places] for _no, cells in book.rows]

    def assertProblem(self, data, code):
        self.assertEqual(read_book(data).problem.code, code)

    def test_csv_in_every_encoding_people_have(self):
        expected = [["2200", "201-01"], ["960", "202-01"]]
        for encoding in ("utf-8", "utf-8-sig", "cp949", "utf-16"):
            rows = [[cell.replace("Ο", "○") for cell in one] for one in self.rows]
            with self.subTest(encoding=encoding):
                self.assertEqual(self.read(sheet.as_csv(rows, encoding=encoding)), expected)

    def test_tabs_and_semicolons(self):
        for delimiter in "\t;":
            data = sheet.as_csv(self.rows).decode("utf-8-sig").replace(",", delimiter)
            data = data.replace(f'"2{delimiter}200"', "2200")
            with self.subTest(delimiter=delimiter):
                self.assertEqual(self.read(data.encode())[0], ["2200", "201-01"])

    def test_xlsx_with_merged_headings_a_title_and_a_unit(self):
        above = [["2026년 세출예산서"], ["", "(단위: 원)"]]
        data = sheet.as_xlsx(self.rows, above=above)
        self.assertEqual(self.read(data), [["2200", "201-01"], ["960", "202-01"]])
        self.assertEqual(read_book(data).unit, 1)
        self.assertEqual(peek_year(data), 2026)

    def test_columns_in_any_order(self):
        head = sheet.header()
        order = list(range(len(sheet.TEXTS) + 3))
        random.Random(7).shuffle(order)
        order += range(len(order), len(head[0]))
        shuffled = [[cells[at] for at in order] for cells in [*head, *self.rows]]
        data = sheet.as_csv(shuffled[2:], head=shuffled[:2])
        self.assertEqual(self.read(data), [["2200", "201-01"], ["960", "202-01"]])

    def test_files_that_are_no_budget_export(self):
        self.assertProblem(b"", "empty_file")
        self.assertProblem(b"\xd0\xcf\x11\xe0rest", "old_excel")
        self.assertProblem(b"PK\x03\x04 not a workbook", "broken_excel")
        self.assertProblem("이름,나이\n가,1\n".encode(), "no_header")
        self.assertProblem(bytes(range(256)) * 50, "no_header")
        self.assertIsNone(peek_year(b""))

    def test_missing_columns_are_all_named(self):
        head = sheet.header()
        gone = (head[0].index("산출근거식"), head[0].index("예산액"), head[0].index("지방채"))
        keep = [at for at in range(len(head[0])) if at not in gone]
        table = [[cells[at] for at in keep] for cells in [*head, *self.rows]]
        problem = read_book(sheet.as_csv(table[2:], head=table[:2])).problem
        self.assertEqual(problem.code, "missing_columns")
        for name in ("산출근거식", "예산액", "지방채"):
            self.assertIn(name, problem.params["columns"])

    def test_a_workbook_cut_short(self):
        whole = sheet.as_xlsx(self.rows)
        self.assertProblem(whole[: len(whole) // 2], "broken_excel")
