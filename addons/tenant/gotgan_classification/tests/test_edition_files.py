from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import HEADER, SMALL, ClassificationCase


@tagged("post_install", "-at_install")
class TestEditionFiles(ClassificationCase):
    """A bad file: every fault is named in its row, and nothing is written."""

    def assert_problems(self, content, *expected, **values):
        """The preview names ``(row, words)`` each, and confirming is refused."""
        wizard = self.preview(content, **values)
        found = [(line.row_number, line.details) for line in wizard.line_ids]
        self.assertEqual([row for row, _text in found], [row for row, _words in expected])
        for (_row, text), (_expected, words) in zip(found, expected, strict=True):
            self.assertIn(words, text)
        with self.assertRaisesRegex(UserError, "nothing was imported"):
            wizard.action_confirm()
        self.assertFalse(self.objects.search([("fiscal_year_id", "=", self.empty_year.id)]))

    def test_broken_bytes(self):
        self.assert_problems(b"\xff\xfe\x00\x81", (0, "cannot be read"))

    def test_a_torn_workbook(self):
        whole = self.make_workbook(["코드", "과목명"], ["100", "일반회계"])
        self.assert_problems(whole[: len(whole) // 2], (0, "XLSX is broken"))

    def test_an_open_quote(self):
        self.assert_problems(HEADER + '400,목그룹,,"자본지출\n', (0, "CSV is broken"))

    def test_an_empty_file(self):
        self.assert_problems("\n\n", (0, "empty"))

    def test_no_rows(self):
        self.assert_problems(HEADER, (0, "nothing under it"))

    def test_missing_columns(self):
        self.assert_problems("코드,과목명\n400,자본지출\n", (0, "Level"), (0, "Parent Code"))

    def test_another_encoding_is_read(self):
        self.assertEqual(self.preview(SMALL.encode("cp949")).problem_count, 0)

    def test_double_codes(self):
        self.assert_problems(SMALL + "401-01,통계목,401,또\n", (5, "already in row 4"))

    def test_an_unknown_parent(self):
        self.assert_problems(SMALL + "999-01,통계목,999,떠돌이\n", (5, "999"))

    def test_a_parent_of_the_wrong_level(self):
        self.assert_problems(SMALL + "402-01,통계목,400,건너뜀\n", (5, "cannot stand under"))

    def test_a_parent_that_was_left_out(self):
        self.assert_problems(SMALL + "402-01,통계목,,홀로\n", (5, "parent code of 402-01"))

    def test_a_lost_zero(self):
        self.assert_problems(SMALL + "402-1,통계목,401,시설비\n", (5, "leading zero"))

    def test_all_faults_are_shown_in_the_order_of_the_rows(self):
        text = SMALL + ",통계목,401,코드 없음\n401-03,소목,401,\n"
        self.assert_problems(text, (5, "code of"), (6, "소목"), (6, "name of"))

    def test_a_faulty_file_writes_no_edition(self):
        before = self.env["gotgan.classification.edition"].search_count([])
        self.preview(SMALL + "999-01,통계목,999,떠돌이\n")
        self.assertEqual(self.env["gotgan.classification.edition"].search_count([]), before)
