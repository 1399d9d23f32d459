import doctest

from odoo.tests import BaseCase, tagged

from ..rules import edition_diff, edition_rows, table_file, tables
from ..rules.edition_diff import diff_rows
from ..rules.edition_rows import Row, check_rows
from ..rules.table_file import read_table
from ..rules.tables import TABLES


def kinds_of(problems):
    return [(one.row, one.kind) for one in problems]


@tagged("post_install", "-at_install")
class TestRules(BaseCase):
    """Reading, checking and comparing tables, without a database."""

    def test_examples_in_the_text_hold(self):
        for module in (tables, table_file, edition_rows, edition_diff):
            with self.subTest(module=module.__name__):
                self.assertEqual(doctest.testmod(module).failed, 0)

    def test_every_level_stands_somewhere(self):
        for key, table in TABLES.items():
            with self.subTest(table=key):
                self.assertEqual(set(table.parents), set(table.levels))

    def test_the_same_table_in_every_encoding(self):
        text = "코드,과목명\n100,일반회계\n"
        expected = [(2, {"code": "100", "name": "일반회계"})]
        for encoding in ("utf-8", "utf-8-sig", "cp949"):
            with self.subTest(encoding=encoding):
                self.assertEqual(read_table(text.encode(encoding)), (expected, []))

    def test_row_numbers_are_those_a_person_sees(self):
        rows, problems = read_table("\n코드,과목명\n\n100,일반회계\n".encode())
        self.assertEqual((rows[0][0], problems), (4, []))

    def test_unknown_and_double_columns(self):
        _rows, problems = read_table("코드,색깔,과목명,이름\n100,빨강,가,나\n".encode())
        self.assertEqual(kinds_of(problems), [(1, "unknown_column"), (1, "double_column")])

    def test_missing_columns_are_named(self):
        rows, _problems = read_table("코드\n100\n".encode())
        _rows, problems = check_rows(TABLES["object_local"], rows)
        self.assertEqual(
            [one.values["column"] for one in problems],
            ["name", "level", "parent_code"],
        )

    def test_a_dropped_leading_zero_is_a_problem_not_a_guess(self):
        raw = [(2, {"code": "10", "name": "일반공공행정", "level": "분야", "parent_code": ""})]
        _rows, problems = check_rows(TABLES["function"], raw)
        self.assertEqual(kinds_of(problems), [(2, "bad_code")])

    def test_a_level_may_not_be_left_out(self):
        raw = [
            (2, {"code": "400", "name": "자본지출", "level": "목그룹", "parent_code": ""}),
            (3, {"code": "401-01", "name": "시설비", "level": "통계목", "parent_code": "400"}),
        ]
        _rows, problems = check_rows(TABLES["object_local"], raw)
        self.assertEqual(kinds_of(problems), [(3, "bad_parent")])

    def test_a_part_of_a_table_finds_its_parents_in_the_rest(self):
        existing = [Row(0, "401", "400", {"level": "item", "name": "시설비및부대비"})]
        raw = [(2, {"code": "401-09", "name": "새 과목", "level": "통계목", "parent_code": "401"})]
        table = TABLES["object_local"]
        self.assertEqual(check_rows(table, raw, existing, complete=False)[1], [])
        self.assertEqual(kinds_of(check_rows(table, raw, existing)[1]), [(2, "unknown_parent")])

    def test_words_that_are_no_answer(self):
        raw = [(2, {"code": "100", "name": "일반회계", "verified": "아마", "kind": "그냥"})]
        _rows, problems = check_rows(TABLES["fund"], raw)
        self.assertEqual(kinds_of(problems), [(2, "bad_value"), (2, "bad_value")])

    def test_a_column_that_is_not_in_the_file_is_left_alone(self):
        old = [Row(0, "100", "", {"name": "일반회계", "note": "중요", "kind": "general"})]
        self.assertEqual(diff_rows(old, [Row(2, "100", "", {"name": "일반회계"})]), [])

    def test_a_retired_row_comes_back(self):
        old = [Row(0, "100", "", {"name": "일반회계"}, active=False)]
        changes = diff_rows(old, [Row(2, "100", "", {"name": "일반회계"})])
        self.assertEqual([one.kind for one in changes], ["restored"])
