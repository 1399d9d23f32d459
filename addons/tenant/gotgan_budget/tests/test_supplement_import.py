from odoo.tests import tagged

from .common import BudgetCase

TRAVEL = {"편성목": "202", "통계목": "202-01", "통계목명": "국내여비"}
FIRST, SECOND = {"예산구분": "추경1회"}, {"예산구분": "추경2회"}
PROMOTION = {"산출근거명": "Ο홍보"}


@tagged("post_install", "-at_install")
class TestSupplementImport(BudgetCase):
    """A 추경 comes as it is exported: its changes alone, on the budget that is in."""

    def setUp(self):
        super().setUp()
        self.original = self.bring_in(
            self.line(2000), self.line(700, **PROMOTION), self.line(960, **TRAVEL),
            self.line(300, 부서명="감사과"),
        )

    def appropriated(self, department="소통과"):
        return {
            cell.subitem_id.code: cell.line_id.appropriated
            for cell in self.cells(department) if cell.line_id
        }

    def estimates(self, code="201-01"):
        """Return the current estimates of 소통과's line in their order."""
        lines = self.cells().line_id.filtered(lambda one: one.subitem_id.code == code)
        return [(one.name, one.round, one.amount, one.status) for one in lines.estimate_ids]

    def first(self, **more):
        return self.bring_in(
            self.line(2500, 2000, **FIRST), self.line(1000, 960, **FIRST, **TRAVEL), **more,
        )

    # ---- what changes, and what stays --------------------------------------

    def test_the_changes_alone_are_posted(self):
        document = self.first()
        self.assertEqual(sorted(self.moves(document).mapped("amount")), [40_000, 500_000])
        self.assertEqual(self.appropriated(), {"201-01": 3_200_000, "202-01": 1_000_000})
        self.assertEqual(self.appropriated("감사과"), {"201-01": 300_000})
        self.assertFalse(document.warning_count)

    def test_estimates_of_the_line_stay_with_the_import_that_brought_them(self):
        document = self.first()
        self.assertEqual(self.estimates(), [
            ("교육", 0, 2_000_000, "replaced"), ("홍보", 0, 700_000, "counted"),
            ("교육", 1, 2_500_000, "counted"),
        ])
        line = self.cells().line_id.filtered(lambda one: one.subitem_id.code == "201-01")
        self.assertRecordValues(line.estimate_ids, [
            {"import_id": self.original.id, "row": 3, "counted_amount": 0},
            {"import_id": self.original.id, "row": 4, "counted_amount": 700_000},
            {"import_id": document.id, "row": 3, "counted_amount": 2_500_000},
        ])
        self.assertEqual(document.estimate_count, 2)

    def test_lines_the_file_does_not_name_stay(self):
        document = self.bring_in(self.line(2500, 2000, **FIRST))
        self.assertFalse(document.removed_count)
        self.assertEqual(self.appropriated(), {"201-01": 3_200_000, "202-01": 960_000})

    def test_the_preview_shows_the_budget_before_and_after(self):
        document = self.preview(
            self.line(2500, 2000, **FIRST), self.line(50, **FIRST, 부서명="새과"),
        )
        self.assertRecordValues(document, [{
            "amount": 4_210_000, "imported": 3_660_000, "difference": 550_000,
            "supplement_count": 2, "line_count": 2, "move_count": 2,
        }])
        self.assertEqual(
            {one.name: (one.amount, one.imported, one.difference)
             for one in document.department_total_ids},
            {"소통과": (4_160_000, 3_660_000, 500_000), "새과": (50_000, 0, 50_000)},
        )
        self.assertEqual(
            {one.code: (one.amount, one.difference) for one in document.object_total_ids},
            {"201-01": (3_250_000, 550_000), "202-01": (960_000, 0)},
        )

    def test_several_funding_sources(self):
        self.bring_in(
            self.line(300, sources={"국고보조금": (200, 0), "자체재원": (100, 0)}, 부서명="감사과"),
            self.line(40, 부서명="감사과", **PROMOTION),
        )
        document = self.bring_in(self.line(
            500, 300, sources={"국고보조금": (200, 200), "지방채": (300, 0), "자체재원": (0, 100)},
            부서명="감사과", **FIRST,
        ))
        self.assertEqual(
            {cell.funding_source_id.name: cell.appropriated for cell in self.cells("감사과")},
            {"국고보조금": 200_000, "지방채": 300_000, "자체재원": 40_000},
        )
        self.assertEqual(sorted(self.moves(document).mapped("amount")), [-100_000, 300_000])

    def test_breakdowns(self):
        self.bring_in(
            self.line(8, 산출근거명="Ο장비", 부서명="감사과"),
            self.line(5, 산출근거명="ο소모품", 부서명="감사과"),
            self.line(3, 산출근거명="ο유지", 부서명="감사과"),
        )
        document = self.bring_in(
            self.line(9, 8, 산출근거명="Ο장비", 부서명="감사과", **FIRST),
            self.line(6, 5, 산출근거명="ο소모품", 부서명="감사과", **FIRST),
        )
        self.assertFalse(document.warning_count)
        self.assertEqual(self.appropriated("감사과"), {"201-01": 9_000})
        rows = self.cells("감사과").line_id.estimate_ids
        self.assertEqual(
            [(one.name, one.status, one.parent_id.amount) for one in rows],
            [("장비", "replaced", 0), ("소모품", "replaced", 8_000), ("유지", "breakdown", 8_000),
             ("장비", "counted", 0), ("소모품", "breakdown", 9_000)],
        )

    def test_one_department_whole_and_one_in_changes(self):
        document = self.bring_in(
            self.line(400, 부서명="감사과"), self.line(2500, 2000, **FIRST),
        )
        self.assertEqual(document.supplement_count, 1)
        self.assertEqual(self.appropriated(), {"201-01": 3_200_000, "202-01": 960_000})
        self.assertEqual(self.appropriated("감사과"), {"201-01": 400_000})

    def test_a_new_line_and_a_line_cut_to_nothing(self):
        self.bring_in(
            self.line(0, 960, **FIRST, **TRAVEL),
            self.line(80, **FIRST, 세부사업명="새 사업"),
        )
        self.assertEqual(sum(self.cells().mapped("appropriated")), 2_780_000)
        self.assertEqual(self.appropriated()["202-01"], 0)

    # ---- again, corrected, later -------------------------------------------

    def test_the_same_file_twice_changes_nothing(self):
        self.first()
        before = self.moves(), self.env["gotgan.cost.estimate"].search([])
        again = self.first()
        self.assertEqual((again.move_count, again.difference), (0, 0))
        self.assertEqual((self.moves(), self.env["gotgan.cost.estimate"].search([])), before)

    def test_a_corrected_file_takes_the_place_of_its_former_version(self):
        self.first()
        document = self.preview(self.line(2300, 2000, **FIRST))
        [gone] = document.removed_total_ids
        self.assertEqual((gone.amount, gone.difference), (960_000, -40_000))
        document.action_confirm()
        self.assertEqual(sorted(self.moves(document).mapped("amount")), [-200_000, -40_000])
        self.assertEqual(self.appropriated(), {"201-01": 3_000_000, "202-01": 960_000})
        self.assertEqual(self.estimates("202-01"), [("교육", 0, 960_000, "counted")])
        self.assertFalse(self.moves(self.bring_in(self.line(2300, 2000, **FIRST))))

    def test_a_line_that_only_the_former_version_had_goes_to_zero(self):
        new = self.line(80, **FIRST, 세부사업명="새 사업")
        self.bring_in(self.line(2500, 2000, **FIRST), new)
        document = self.bring_in(self.line(2500, 2000, **FIRST))
        self.assertEqual(self.moves(document).mapped("amount"), [-80_000])
        line = self.cells().line_id.filtered(lambda one: one.project_id.name == "새 사업")
        self.assertEqual((line.appropriated, len(line.estimate_ids)), (0, 0))

    def test_lines_of_the_former_version_stay_when_told_so(self):
        self.first()
        document = self.bring_in(self.line(2300, 2000, **FIRST), replace_scope=False)
        self.assertEqual(self.moves(document).mapped("amount"), [-200_000])
        self.assertEqual(self.appropriated()["202-01"], 1_000_000)

    def test_a_second_supplement_builds_on_the_first(self):
        self.first()
        document = self.bring_in(self.line(2200, 2500, **SECOND))
        self.assertEqual(self.moves(document).mapped("amount"), [-300_000])
        self.assertEqual(self.appropriated(), {"201-01": 2_900_000, "202-01": 1_000_000})
        corrected = self.bring_in(self.line(2600, 2500, **SECOND))
        self.assertEqual(self.moves(corrected).mapped("amount"), [400_000])

    def test_the_first_again_after_the_second_is_refused(self):
        self.first()
        self.bring_in(self.line(2200, 2500, **SECOND))
        document = self.preview(self.line(2500, 2000, **FIRST))
        [problem] = document.problem_ids
        self.assertEqual(
            (problem.code, problem.row, problem.column, problem.severity),
            ("later_round", 3, "예산구분", "error"),
        )
        self.assertIn("2", problem.message)
        self.assertRefused("소통과", document.action_confirm)
        self.assertEqual(self.appropriated()["201-01"], 2_900_000)

    def test_both_together_are_as_good(self):
        self.first()
        self.bring_in(self.line(2200, 2500, **SECOND))
        document = self.bring_in(
            self.line(2500, 2000, **FIRST), self.line(1000, 960, **FIRST, **TRAVEL),
            self.line(2200, 2500, **SECOND),
        )
        self.assertFalse(self.moves(document))

    def test_the_original_alone_says_that_it_takes_a_supplement_back(self):
        self.first()
        document = self.preview(
            self.line(2000), self.line(700, **PROMOTION), self.line(960, **TRAVEL),
        )
        [problem] = document.problem_ids
        self.assertEqual((problem.code, problem.severity), ("round_taken_back", "warning"))
        document.action_confirm()
        self.assertEqual(self.appropriated(), {"201-01": 2_700_000, "202-01": 960_000})

    def test_the_whole_book_after_its_parts_posts_nothing(self):
        self.first()
        document = self.bring_in(
            self.line(2000), self.line(700, **PROMOTION), self.line(960, **TRAVEL),
            self.line(2500, 2000, **FIRST), self.line(1000, 960, **FIRST, **TRAVEL),
        )
        self.assertFalse(self.moves(document))
        self.assertFalse(document.warning_count)
        self.assertFalse(self.moves(self.first()))

    # ---- what is wrong -----------------------------------------------------

    def test_a_base_that_does_not_stand_is_refused(self):
        document = self.preview(
            self.line(2500, 1900, **FIRST), self.line(80, 70, **FIRST, 산출근거명="Ο없는 것"),
        )
        self.assertEqual(self.codes(document), {"base_mismatch", "base_row_missing"})
        self.assertEqual(document.error_count, 2)
        self.assertRefused("2,000,000", document.action_confirm)

    def test_where_nothing_was_imported_it_counts_in_full_and_says_so(self):
        changed = self.line(80, 70, **FIRST, 부서명="새과")
        document = self.bring_in(changed)
        self.assertEqual(self.codes(document), {"counts_in_full"})
        self.assertEqual(self.appropriated("새과"), {"201-01": 80_000})
        self.assertFalse(self.moves(self.bring_in(changed)))

    def test_money_in_use_is_not_taken_back(self):
        self.first()
        travel = self.cells().filtered(lambda one: one.subitem_id.code == "202-01")
        self.allot(travel)
        document = self.preview(self.line(2500, 2000, **FIRST))
        [problem] = document.problem_ids
        self.assertEqual((problem.code, problem.row), ("below_allotted", 0))
        self.assertRefused("1,000,000", document.action_confirm)

    def test_the_ledger_and_the_estimates_say_the_same(self):
        self.first()
        self.bring_in(self.line(2300, 2000, **FIRST), self.line(5, **FIRST, **PROMOTION))
        self.bring_in(self.line(0, 705, **SECOND, **PROMOTION))
        for line in self.cells().line_id:
            self.assertEqual(
                sum(line.estimate_ids.mapped("counted_amount")), line.appropriated,
            )
        self.assertEqual(self.appropriated(), {"201-01": 2_300_000, "202-01": 960_000})

    def test_what_is_asked_of_the_database_does_not_grow_with_the_file(self):
        few = self.load(self.line(2500, 2000, **FIRST))
        many = self.load(*(
            self.line(place, **FIRST, 산출근거명=f"Ο신규{place}") for place in range(1, 60)
        ), self.line(1000, 960, **FIRST, **TRAVEL))
        counts = []
        for document in (few, many):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            document.action_preview()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
