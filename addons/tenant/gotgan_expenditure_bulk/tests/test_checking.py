from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_base.wording import say

from ..checking import Checker
from ..columns import Column, find_layout
from ..reader import read_sheet
from ..wording import TEXTS

COLUMNS = [
    Column("name", "", ("성명",)), Column("identifier", "", ("식별번호",)),
    Column("bank", "", ("은행",)), Column("account", "", ("계좌번호",)),
    Column("amount", "", ("금액",)), Column("deduction", "income_tax", ("소득세",)),
    Column("net", "", ("실지급액",)), Column("memo", "", ("적요",)),
]
HEADING = ["성명", "식별번호", "은행", "계좌번호", "금액", "소득세", "실지급액", "적요"]
GOOD = ["홍길동", "", "004", "1234567890", "1,000", "", "", ""]


@tagged("post_install", "-at_install")
class TestChecking(TransactionCase):
    """Every fault is named by its row, its column and what to do."""

    def check(self, *rows):
        layout, missing = find_layout(HEADING, COLUMNS)
        self.assertFalse(missing)
        checker = Checker(b"secret")
        for number, cells in enumerate(rows, start=2):
            checker.take_cells(number, cells, layout)
        checker.finish()
        return checker

    def change(self, **cells):
        places = dict(zip(
            ("name", "number", "bank", "account", "amount", "tax", "net", "memo"), range(8),
            strict=True,
        ))
        row = list(GOOD)
        for name, value in cells.items():
            row[places[name]] = value
        return row

    def test_each_fault(self):
        cases = {
            "missing_value": {"name": ""}, "bad_business_number": {"number": "124-81-00999"},
            "bad_person_number": {"number": "999999-1234567"}, "unknown_bank": {"bank": "999"},
            "shortened_account": {"account": "1.10235E+11"}, "bad_account": {"account": "12a"},
            "bad_amount": {"amount": "천원"}, "negative_amount": {"amount": "-5"},
            "deducted_too_much": {"tax": "2,000"}, "wrong_net": {"net": "999"},
            "broken_characters": {"name": "홍\ufffd동"},
        }
        for code, cells in cases.items():
            with self.subTest(code=code):
                checker = self.check(self.change(**cells))
                self.assertEqual([one.code for one in checker.faults], [code])
                self.assertFalse(checker.payees)
                self.assertEqual(checker.faults[0].row, 2)

    def test_all_faults_of_a_row_at_once(self):
        checker = self.check(self.change(bank="x", account="y", amount="z"))
        self.assertEqual(len(checker.faults), 3)

    def test_rows_among_each_other(self):
        checker = self.check(
            GOOD, GOOD, self.change(name="임꺽정"), self.change(amount="2,000"),
            self.change(account="9876543210"),
        )
        codes = [(one.row, one.code, one.severity) for one in checker.faults]
        self.assertEqual(codes, [
            (3, "twin_row", "error"), (4, "shared_account", "warning"),
            (5, "same_person", "warning"), (6, "other_account", "warning"),
        ])

    def test_files_that_cannot_be_read(self):
        for data, code in (
            (b"", "empty_file"), (b"\xd0\xcf\x11\xe0rest", "old_excel"),
            (b"PK\x03\x04broken", "broken_excel"), (b"a,b\n1,2\n", "no_header"),
            ("성명,금액\n홍,1\n".encode(), "missing_columns"),
        ):
            with self.subTest(code=code):
                self.assertEqual(read_sheet(data, COLUMNS).fault[0], code)

    def test_cp949_and_titles_above_the_heading(self):
        text = "11월 명세\n\n" + ",".join(HEADING) + "\n홍길동,,004,1234567890,1000,,,\n"
        sheet = read_sheet(text.encode("cp949"), COLUMNS)
        self.assertEqual([cells[0] for _row, cells in sheet.rows], ["홍길동"])

    def test_every_text_takes_its_words(self):
        checker = self.check(GOOD, GOOD, self.change(number="124-81-00999", tax="x"))
        for fault in checker.faults:
            what, todo = TEXTS[fault.code]
            self.assertTrue(say(self.env, what, fault.params) and say(self.env, todo, fault.params))
