from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget.ehojo.plan import build_plan
from odoo.addons.gotgan_budget.ehojo.reader import read_book
from odoo.addons.gotgan_budget.ehojo.rules import Catalogue

from . import sheet

CATALOGUE = Catalogue(
    2026,
    {"201-01": "사무관리비", "202-01": "국내여비", "203-03": "시책추진업무추진비"},
    {("일반공공행정", "일반행정"): 1, ("기타", "기타"): 2},
    {"100": "일반회계", "300": "하수도특별회계"},
    {"소통과": 1, "총무과": 2},
)


def line(new, base=0, **more):
    return sheet.row(2026, new, base, **more)


@tagged("post_install", "-at_install")
class TestPlan(BaseCase):
    """What rows mean together: breakdowns, supplementary budgets, funding sources."""

    def plan(self, *rows, head=None):
        return build_plan(read_book(sheet.as_csv(rows, head=head)), CATALOGUE)

    def assertWon(self, won, *rows):
        plan = self.plan(*rows)
        self.assertFalse([one for one in plan.problems.items if one.severity == "error"])
        self.assertEqual(plan.total, won)
        return plan

    def test_breakdowns_are_not_added(self):
        plan = self.assertWon(
            7_800_000,
            line(7800, 산출근거명="Ο행정장비 운영"),
            line(4800, 산출근거명="  ο소모품", 산출근거식="300,000원*4대*4회"),
            line(3000, 산출근거명="  ο장비유지", 산출근거식="3,000,000원"),
            line(3000, 산출근거명="  - 프린터"),
        )
        [budget_line] = plan.lines.values()
        self.assertEqual(
            [(one.status, one.parent and one.parent.name) for one in budget_line.estimates],
            [("counted", None), ("breakdown", "행정장비 운영"), ("breakdown", "행정장비 운영"),
             ("breakdown", "장비유지")],
        )
        self.assertFalse(plan.problems.items)

    def test_supplementary_rows_replace_and_add(self):
        plan = self.assertWon(
            (2500 + 700) * 1000,
            line(2000), line(2500, 2000, 예산구분="추경1회"),
            line(700, 예산구분="추경1회", 산출근거명="Ο새 사업"),
        )
        [budget_line] = plan.lines.values()
        self.assertEqual(
            [one.status for one in budget_line.estimates], ["replaced", "counted", "counted"],
        )

    def test_supplementary_row_of_the_same_name_with_nothing_before_adds(self):
        self.assertWon(2_500_000, line(2000), line(500, 예산구분="추경1회"))

    def test_rounds_follow_each_other_whatever_the_order_of_the_file(self):
        self.assertWon(
            1_200_000,
            line(1200, 2500, 예산구분="제2회 추경"),
            line(2500, 2000, 예산구분="추경1회"),
            line(2000),
        )

    def test_a_second_round_replaces_what_two_rows_made_together(self):
        self.assertWon(
            3_000_000,
            line(2000), line(500, 예산구분="추경1회"), line(3000, 2500, 예산구분="추경2회"),
        )

    def test_of_two_rows_of_one_name_the_one_with_that_amount_is_replaced(self):
        self.assertWon(
            (2500 + 3000) * 1000, line(2000), line(3000), line(2500, 2000, 예산구분="추경1회"),
        )

    def test_a_cut_and_a_cut_to_nothing(self):
        self.assertWon(500_000, line(2000), line(500, 2000, 예산구분="추경1회"))
        self.assertWon(0, line(2000), line(0, 2000, 예산구분="추경1회"))
        self.assertWon(
            1_500_000, line(2000), line(-500, 예산구분="추경1회", 산출근거명="Ο집행잔액 정리"),
        )

    def test_breakdowns_change_with_their_estimate(self):
        plan = self.assertWon(
            8_800_000,
            line(7800, 산출근거명="Ο장비"), line(4800, 산출근거명="ο소모품"),
            line(3000, 산출근거명="ο유지"),
            line(8800, 7800, 예산구분="추경1회", 산출근거명="Ο장비"),
            line(5800, 4800, 예산구분="추경1회", 산출근거명="ο소모품"),
        )
        self.assertFalse(plan.problems.items)

    def test_the_same_name_in_another_line_is_another_estimate(self):
        self.assertWon(
            4_500_000, line(2000), line(2500, 통계목="202-01", 편성목="202", 통계목명="국내여비"),
        )

    def test_eleven_funding_sources_and_several_funds(self):
        sources = {name: (place, 0) for place, name in enumerate(sheet.SOURCES, 1)}
        plan = self.assertWon(
            (66 + 100) * 1000,
            line(66, sources=sources), line(100, 회계코드="300", 회계명="하수도특별회계"),
        )
        totals = plan.totals()
        self.assertEqual(totals["fund"], {"100": 66_000, "300": 100_000})
        self.assertEqual(totals["source"]["국고보조금"], 1_000)
        self.assertEqual(totals["source"]["자체재원"], 109_000)
        self.assertEqual(totals["source"]["기타"], 11_000)

    def test_departments_of_one_name_are_told_apart_by_code(self):
        head = sheet.header(extra=["부서코드"])
        plan = self.plan(
            line(10, extra=["A1"], 부서명="총무과"), line(20, extra=["B1"], 부서명="총무과"),
            head=head,
        )
        self.assertFalse(plan.problems.items)
        self.assertEqual(
            {one.code: won for one, won in plan.totals()["department"].items()},
            {"A1": 10_000, "B1": 20_000},
        )

    def test_lost_zeros_and_short_codes(self):
        for code in ("201-1", "1", "01", "20101"):
            with self.subTest(code=code):
                plan = self.assertWon(5_000, line(5, 통계목=code))
                self.assertEqual([key.subitem for key in plan.lines], ["201-01"])

    def test_blank_rows_and_rows_of_totals_are_left_out(self):
        total = [*line(2000)]
        total[0] = "합계"
        plan = self.assertWon(2_000_000, line(2000), [""] * 55, total)
        self.assertEqual([one.code for one in plan.problems.items], ["total_row"])

    @settings(max_examples=60, deadline=None)
    @given(st.lists(
        st.tuples(
            st.integers(0, 10**6), st.sampled_from(sheet.SOURCES), st.sampled_from("가나다"),
        ),
        min_size=1, max_size=30,
    ))
    def test_every_total_is_the_sum_of_what_counts(self, entries):
        rows = [
            line(amount, sources={source: (amount, 0)}, 부서명=name, 산출근거명=f"Ο근거{place}")
            for place, (amount, source, name) in enumerate(entries)
        ]
        plan = self.plan(*rows)
        expected = sum(amount for amount, _source, _name in entries) * 1000
        for totals in plan.totals().values():
            self.assertEqual(sum(totals.values()), expected)
