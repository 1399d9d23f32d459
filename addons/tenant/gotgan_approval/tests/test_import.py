import base64
import csv
import io
from datetime import timedelta

from openpyxl import Workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ApprovalCase

TABLE = "가온시 위임전결 규정 별표 1"
HEAD = (
    (TABLE, "", "", "", "", "", ""),
    ("단위업무", "금액", "전결권자", "", "", "", "비고"),
    ("", "", "팀장", "과장", "실·국장", "부시장", ""),
)
ROWS = (
    ("3. 사무용품 등 구매", "1천만원 이하", "○", "", "", "", ""),
    ("", "1천만원 초과 5천만원 이하", "", "○", "", "", ""),
    ("", "5천만원 초과", "", "", "○", "", ""),
)
KNOWN = {"3. 사무용품 등 구매": "fake_purchase"}


@tagged("post_install", "-at_install")
class TestImport(ApprovalCase):
    """The table of the regulation comes in from a spreadsheet as the agency has it."""

    def setUp(self):
        super().setUp()
        self.env["gotgan.approval.work"]._remember(KNOWN)

    def make_xlsx(self, rows, head=HEAD):
        book = Workbook()
        for line in (*head, *rows):
            book.active.append(list(line))
        book.active.merge_cells("C2:F2")
        book.active.merge_cells("A2:A3")
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def make_csv(self, rows, encoding="cp949"):
        out = io.StringIO()
        csv.writer(out).writerows([*HEAD, *rows])
        return out.getvalue().encode(encoding)

    def open(self, content, user=None, **values):
        dialog = self.env["gotgan.approval.delegation.import"].with_user(
            user or self.keeper,
        ).create({"file": base64.b64encode(content), "table": TABLE, **values})
        dialog.action_preview()
        return dialog

    def outcomes(self, dialog):
        return [(one.row_number, one.outcome, one.fault or "") for one in dialog.row_ids]

    def in_force(self):
        return self.env["gotgan.approval.delegation"].search(
            [("kind", "=", "fake_purchase"), ("state", "=", "in_force")], order="amount_from",
        )

    def test_a_table_with_merged_cells_and_one_in_cp949_say_the_same(self):
        for content in (self.make_xlsx(ROWS), self.make_csv(ROWS), self.make_csv(ROWS, "utf-8")):
            dialog = self.open(content)
            self.assertEqual(
                [(one.level, one.amount_from, one.amount_to) for one in dialog.row_ids],
                [("team", 0, 10_000_001), ("division", 10_000_001, 50_000_001),
                 ("bureau", 50_000_001, 0)],
            )
            self.assertEqual((dialog.new_count, dialog.problem_count), (3, 0))

    def test_put_in_force_it_decides(self):
        self.open(self.make_xlsx(ROWS)).action_confirm()
        approval = self.submit(10_000_000)
        self.assertEqual(self.roles_of(approval)[-1], ("decide", "최팀장"))
        self.assertIn("사무용품", approval.ground)
        self.assertEqual(self.roles_of(self.submit(10_000_001))[-1], ("decide", "김과장"))

    def test_the_same_file_twice_makes_no_new_row(self):
        self.open(self.make_xlsx(ROWS)).action_confirm()
        before = self.env["gotgan.approval.delegation"].search_count([])
        dialog = self.open(self.make_csv(ROWS))
        self.assertEqual((dialog.same_count, dialog.new_count, dialog.changed_count), (3, 0, 0))
        with self.assertRefused("changes nothing"):
            dialog.action_confirm()
        self.assertEqual(self.env["gotgan.approval.delegation"].search_count([]), before)

    def test_a_changed_row_makes_a_new_dated_edition(self):
        self.open(self.make_xlsx(ROWS)).action_confirm()
        old = self.in_force()
        later = self.day + timedelta(days=10)
        changed = (ROWS[0], ("", "1천만원 초과 5천만원 이하", "", "", "○", "", ""), ROWS[2])
        dialog = self.open(self.make_xlsx(changed), date_from=later)
        self.assertEqual([one.outcome for one in dialog.row_ids], ["same", "changed", "same"])
        self.assertIn("Ends:", dialog.row_ids[1].message)
        dialog.action_confirm()
        self.assertEqual((old[1].state, old[1].date_to), ("superseded", later - timedelta(days=1)))
        new = self.in_force().filtered(lambda one: one.date_from == later)
        self.assertEqual((new.level, new.amount_from), ("bureau", 10_000_001))
        self.assertEqual((old[0].state, old[2].state), ("in_force", "in_force"))

    def test_every_row_that_is_not_understood_is_named(self):
        bad = (
            *ROWS,
            ("의회 답변 자료", "", "", "○", "", "", ""),
            ("물품 구매", "약 1천만원", "○", "", "", "", ""),
            ("물품 구매", "1천만원 ~ 5천만원", "", "○", "", "", ""),
            ("당직 명령", "", "○", "○", "", "", ""),
            ("관외 출장", "", "", "", "", "", "국장 보고"),
            ("사무용품 등 구매", "2천만원 이하", "", "○", "", "", ""),
        )
        works = ("물품 구매", "당직 명령", "관외 출장", "사무용품 등 구매")
        self.env["gotgan.approval.work"]._remember(dict.fromkeys(works, "fake_purchase"))
        dialog = self.open(self.make_xlsx(bad))
        self.assertEqual(self.outcomes(dialog)[3:], [
            (7, "problem", "no_kind"), (8, "problem", "no_bound"), (9, "problem", "no_bound"),
            (10, "problem", "two_posts"), (11, "problem", "nobody"), (12, "problem", "conflict"),
        ])
        self.assertTrue(all(one.message for one in dialog.row_ids[3:]))
        with self.assertRefused("nothing was written"):
            dialog.action_confirm()
        self.assertFalse(self.in_force())

    def test_what_is_decided_elsewhere_is_left_out_and_remembered(self):
        rows = (*ROWS, ("의회 답변 자료", "", "", "○", "", "", ""))
        dialog = self.open(self.make_xlsx(rows))
        dialog.action_leave_unknown()
        self.assertEqual(self.outcomes(dialog)[3], (7, "left", ""))
        dialog.action_confirm()
        self.assertEqual(len(self.in_force()), 3)
        again = self.open(self.make_xlsx(rows))
        self.assertEqual((again.left_count, again.same_count, again.problem_count), (1, 3, 0))

    def test_a_kind_chosen_in_the_preview_counts_for_the_whole_work(self):
        rows = (
            ("청사 소모품", "1천만원 이하", "○", "", "", "", ""),
            ("", "1천만원 초과", "", "○", "", "", ""),
        )
        dialog = self.open(self.make_xlsx(rows))
        self.assertEqual(dialog.problem_count, 2)
        dialog.row_ids[0].kind = "fake_purchase"
        dialog.action_refresh()
        self.assertEqual([one.outcome for one in dialog.row_ids], ["new", "new"])

    def test_amounts_under_the_posts(self):
        head = (("단위업무", "팀장", "과장", "국장", "후결"),)
        rows = (("사무용품 등 구매", "1천만원 이하", "5천만원 이하", "5천만원 초과", "2일"),)
        self.env["gotgan.approval.work"]._remember({"사무용품 등 구매": "fake_purchase"})
        book = Workbook()
        for line in (*head, *rows):
            book.active.append(list(line))
        out = io.BytesIO()
        book.save(out)
        dialog = self.open(out.getvalue())
        self.assertEqual({one.fault for one in dialog.row_ids}, {"post_clause"})
        dialog.post_clause = "제7조"
        dialog.action_refresh()
        dialog.action_confirm()
        self.assertEqual(
            [(one.level, one.amount_from, one.post_approval_days) for one in self.in_force()],
            [("team", 0, 2), ("division", 10_000_001, 2), ("bureau", 50_000_001, 2)],
        )

    def test_what_would_be_left_to_nobody_is_named(self):
        self.open(self.make_xlsx(ROWS)).action_confirm()
        rows = (("3. 사무용품 등 구매", "5백만원 이하", "○", "", "", "", ""),)
        dialog = self.open(self.make_xlsx(rows), date_from=self.day + timedelta(days=1))
        self.assertEqual(self.outcomes(dialog), [(4, "problem", "gap")])
        self.assertIn("fake", dialog.missing.lower())

    def test_files_that_are_no_table(self):
        for content, words in (
            (b"  ", "empty"), (b"\xd0\xcf\x11\xe0old", "old Excel"), (b"PK\x03\x04x", "broken"),
            (b"a,b\n1,2\n", "two posts"), ("팀장,과장\n○,\n".encode(), "which work"),
            ("단위업무,팀장,과장\n".encode(), "no rows"),
        ):
            with self.assertRefused(words):
                self.open(content)

    def test_only_the_keeper_imports(self):
        with self.assertRefused("", AccessError):
            self.open(self.make_xlsx(ROWS), self.author)
