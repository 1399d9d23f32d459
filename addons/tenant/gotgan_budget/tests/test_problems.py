import io
import zipfile

from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_base.wording import say
from odoo.addons.gotgan_budget.ehojo.plan import build_plan
from odoo.addons.gotgan_budget.ehojo.problem import Problems
from odoo.addons.gotgan_budget.ehojo.reader import read_book
from odoo.addons.gotgan_budget.wording import TEXTS

from . import sheet
from .test_plan import CATALOGUE, line

ERROR, NOTICE = "error", "warning"
CHANGE = {"예산구분": "추경1회"}

# code: (rows, row number of the fault, column, severity)
FAULTS = {
    "missing_value": ([line(5, 부서명="")], 3, "부서명", ERROR),
    "bad_amount": ([line("1,2", change=0, sources={})], 3, "예산액", ERROR),
    "other_year": ([sheet.row(2025, 5)], 3, "회계연도", ERROR),
    "unknown_kind": ([line(5, 예산구분="수시")], 3, "예산구분", ERROR),
    "amended_bill": ([line(5, 예산구분="수정예산")], 3, "예산구분", ERROR),
    "last_without_number": ([line(5, 예산구분="정리추경")], 3, "예산구분", ERROR),
    "change_mismatch": ([line(5, sources={"자체재원": (5, 0, 4)})], 3, "자체재원 증감", ERROR),
    "sources_mismatch": ([line(5, sources={"자체재원": (4, 0)})], 3, "예산액", ERROR),
    "formula_mismatch": ([line(5, 산출근거식="1,000원*4명")], 3, "산출근거식", ERROR),
    "formula_too_long": ([line(5, 산출근거식="1+" * 300)], 3, "산출근거식", ERROR),
    "formula_too_deep": ([line(5, 산출근거식="(" * 40)], 3, "산출근거식", ERROR),
    "formula_too_large": ([line(5, 산출근거식="9" * 20)], 3, "산출근거식", ERROR),
    "formula_unreadable": ([line(5, 산출근거식="5?")], 3, "산출근거식", ERROR),
    "formula_unexpected": ([line(5, 산출근거식="5명 6회 7")], 3, "산출근거식", ERROR),
    "formula_incomplete": ([line(5, 산출근거식="5명*")], 3, "산출근거식", ERROR),
    "formula_unclosed": ([line(5, 산출근거식="(5명")], 3, "산출근거식", ERROR),
    "formula_division_by_zero": ([line(5, 산출근거식="5/0")], 3, "산출근거식", ERROR),
    "unknown_field": ([line(5, 분야명="우주")], 3, "분야명", ERROR),
    "unknown_section": ([line(5, 부문명="우주")], 3, "부문명", ERROR),
    "unknown_subitem": ([line(5, 통계목="201-99")], 3, "통계목", ERROR),
    "subitem_name": ([line(5, 통계목명="다른 이름")], 3, "통계목명", NOTICE),
    "subitem_outside_item": ([line(5, 편성목="202")], 3, "통계목", ERROR),
    "ambiguous_department": ([line(5, 부서명="총무과")], 3, "부서명", ERROR),
    "fund_two_names": (
        [line(5, 회계코드="500", 회계명="가"), line(5, 회계코드="500", 회계명="나")],
        4, "회계명", ERROR),
    "fund_name": ([line(5, 회계명="보통회계")], 3, "회계명", NOTICE),
    "orphan_breakdown": ([line(5, 산출근거명="ο소모품")], 3, "산출근거명", ERROR),
    "duplicate_name": ([line(5), line(5)], 4, "산출근거명", NOTICE),
    "base_mismatch": ([line(5), line(6, 4, **CHANGE)], 4, "기정액", ERROR),
    "base_source_mismatch": (
        [line(5), line(6, 5, **CHANGE, sources={"자체재원": (6, 3), "지방채": (0, 2)})],
        4, "자체재원 기정", NOTICE),
    "counts_in_full": ([line(6, 4, **CHANGE)], 3, "기정액", NOTICE),
    "negative_line": ([line(5), line(-6, **CHANGE, 산출근거명="Ο감액")], 4, "예산액", ERROR),
    "breakdown_mismatch": ([line(5), line(4, 산출근거명="ο일부")], 3, "예산액", NOTICE),
}
# Told by other tests: files that cannot be read at all, and what needs earlier imports.
ELSEWHERE = {
    "base_presumed", "no_original", "bad_day", "several_days", "day_outside", "days_cross",
    "day_unknown", "base_row_missing", "later_round", "round_taken_back", "round_made_here",
    "empty_file", "old_excel", "broken_excel", "too_large", "no_header", "missing_columns",
    "unreadable_row", "no_rows", "unknown_source", "broken_bytes", "total_row", "below_allotted",
}


def cut_sheet(workbook):
    """Return a workbook whose sheet ends within its last row."""
    source, target = zipfile.ZipFile(io.BytesIO(workbook)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            cut = data.rindex(b"<row") + 40 if name.endswith("sheet1.xml") else len(data)
            archive.writestr(name, data[:cut])
    return target.getvalue()


@tagged("post_install", "-at_install")
class TestProblems(TransactionCase):
    """Every fault is named in its row and column; none hides another."""

    def problems(self, data):
        return build_plan(read_book(data), CATALOGUE).problems

    def test_each_fault_is_named_where_it_is(self):
        for code, (rows, number, column, severity) in FAULTS.items():
            with self.subTest(code=code):
                found = {
                    one.code: (one.row, one.column, one.severity)
                    for one in reversed(self.problems(sheet.as_csv(rows)).items)
                }
                self.assertEqual(found.get(code), (number, column, severity), found)

    def test_a_row_in_order_has_none(self):
        other = line(6, 산출근거명="Ο다른", 통계목명="사무 관리비")
        rows = [line(5, 산출근거식="5,000원*1명"), other]
        self.assertFalse(self.problems(sheet.as_csv(rows)).items)

    def test_broken_bytes_are_named_and_the_rest_is_read(self):
        good = sheet.as_csv([line(5), line(6, 산출근거명="Ο둘째")], encoding="utf-8")
        broken = good.replace("둘째".encode(), b"\xff\xfe\x80")
        plan = build_plan(read_book(broken), CATALOGUE)
        [problem] = plan.problems.items
        self.assertEqual(problem[:3], (4, "산출근거명", "broken_bytes"))
        self.assertEqual(plan.total, 11_000)

    def test_a_file_without_rows(self):
        self.assertEqual([one.code for one in self.problems(sheet.as_csv([])).items], ["no_rows"])

    def test_a_twelfth_funding_source(self):
        head = sheet.header()
        head[0] += ["외계재원", "", ""]
        head[1] += ["경정", "기정", "증감"]
        [problem] = self.problems(sheet.as_csv([[*line(5), "0", "0", "0"]], head=head)).items
        self.assertEqual((problem.code, problem.column), ("unknown_source", "외계재원"))

    def test_a_file_that_breaks_in_the_middle(self):
        whole = sheet.as_xlsx([line(5), line(6, 산출근거명="Ο둘째")])
        plan = build_plan(read_book(cut_sheet(whole)), CATALOGUE)
        self.assertEqual([one.code for one in plan.problems.items], ["unreadable_row"])
        self.assertEqual(plan.total, 5_000)

    def test_never_stops_at_the_first(self):
        rows = [rows[0] for rows, _row, _column, severity in FAULTS.values() if severity == ERROR]
        found = {one.row for one in self.problems(sheet.as_csv(rows)).items if one.row}
        self.assertGreater(len(found), len(rows) // 2)

    def test_all_are_counted_and_the_first_thousands_kept(self):
        problems = Problems(kept=3)
        for row in range(10):
            problems.add(row, "", "missing_value")
        self.assertEqual((problems.errors, len(problems.items)), (10, 3))

    def test_every_kind_has_words_and_a_test(self):
        self.assertEqual(set(TEXTS), set(FAULTS) | ELSEWHERE)

    def test_words_take_their_figures(self):
        text = say(self.env, TEXTS["sources_mismatch"][0], {"total": 6_000_000, "amount": 7_000})
        self.assertIn("6,000,000", text)
        self.assertIn("7,000", text)
