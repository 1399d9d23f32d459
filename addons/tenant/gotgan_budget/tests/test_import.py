import base64
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.gotgan_ledger.models.ledger import Ledger

from . import sheet
from .common import BudgetCase

TRAVEL = {"편성목": "202", "통계목": "202-01", "통계목명": "국내여비"}


@tagged("post_install", "-at_install")
class TestImport(BudgetCase):
    """A budget book becomes appropriations: all of it, once, and only what is new."""

    def test_a_new_book(self):
        document = self.bring_in(
            self.line(2000), self.line(960, **TRAVEL),
            self.line(500, 부서명="감사과", sources={"국고보조금": (300, 0), "자체재원": (200, 0)}),
        )
        self.assertRecordValues(document, [{
            "state": "confirmed", "row_count": 3, "line_count": 3, "move_count": 4,
            "amount": 3_460_000, "imported": 0, "difference": 3_460_000, "error_count": 0,
        }])
        self.assertTrue(document.number)
        self.assertEqual(sum(self.moves(document).mapped("amount")), 3_460_000)
        self.assertEqual(set(self.moves(document).mapped("author_id")), set(self.officer))
        self.assertEqual(sum(self.cells("감사과").mapped("appropriated")), 500_000)
        self.assertEqual(
            {cell.funding_source_id.name: cell.appropriated for cell in self.cells("감사과")},
            {"국고보조금": 300_000, "자체재원": 200_000},
        )

    def test_masters_are_opened_once(self):
        self.bring_in(self.line(2000), self.line(100, 회계코드="777", 회계명="시험기금"))
        department = self.env["hr.department"].search([("name", "=", "소통과")])
        self.assertRegex(department.code, r"^D\d{4}$")
        fund = self.env["gotgan.fund"].search([
            ("code", "=", "777"), ("fiscal_year_id", "=", self.year.id),
        ])
        self.assertEqual((fund.name, fund.kind), ("시험기금", "trust"))
        project = self.cells()[:1].project_id
        self.assertEqual(
            (project.name, project.parent_id.name, project.parent_id.parent_id.name),
            ("시민 소통 추진", "시민소통 추진", "시민소통강화"),
        )
        self.assertEqual(project.function_id.name, "일반행정")
        self.assertTrue(project.code_given)
        self.bring_in(self.line(2000, 산출근거명="Ο다른 이름"))
        self.assertEqual(self.env["hr.department"].search_count([("name", "=", "소통과")]), 1)
        self.assertEqual(self.cells().project_id, project)

    def test_codes_of_the_file_are_kept_and_later_ones_taken_over(self):
        self.bring_in(self.line(2000))
        head = sheet.header(extra=["부서코드", "세부사업코드"])
        coded = sheet.row(self.number, 2000, extra=["3190001", "S77"])
        self.bring_in(coded, head=head)
        department = self.env["hr.department"].search([("name", "=", "소통과")])
        self.assertEqual(department.code, "3190001")
        other = sheet.row(self.number, 10, extra=["3190002", "S78"])
        self.bring_in(coded, other, head=head)
        self.assertEqual(self.env["hr.department"].search_count([("name", "=", "소통과")]), 2)

    def test_the_same_file_twice_changes_nothing(self):
        first = self.bring_in(self.line(2000), self.line(960, **TRAVEL))
        before = self.moves(), self.env["gotgan.cost.estimate"].search([])
        again = self.preview(self.line(2000), self.line(960, **TRAVEL))
        self.assertEqual((again.same_file_id, again.move_count), (first, 0))
        again.action_confirm()
        self.assertEqual((self.moves(), self.env["gotgan.cost.estimate"].search([])), before)

    def test_the_same_rows_as_a_spreadsheet_change_nothing(self):
        rows = [self.line(2000), self.line(960, **TRAVEL)]
        self.bring_in(*rows)
        again = self.bring_in(data=sheet.as_xlsx(rows))
        self.assertFalse(self.moves(again))
        self.assertEqual(again.amount, 2_960_000)

    def test_a_corrected_file_posts_the_difference(self):
        self.bring_in(self.line(2000), self.line(960, **TRAVEL))
        document = self.bring_in(self.line(2300), self.line(900, **TRAVEL))
        self.assertEqual(sorted(self.moves(document).mapped("amount")), [-60_000, 300_000])
        self.assertEqual(document.difference, 240_000)
        self.assertTrue(all(document.number in move.reason for move in self.moves(document)))

    def test_a_supplementary_budget_after_the_original(self):
        self.bring_in(self.line(2000))
        document = self.bring_in(self.line(2000), self.line(2500, 2000, 예산구분="추경1회"))
        self.assertEqual(self.moves(document).mapped("amount"), [500_000])
        estimates = self.cells().line_id.estimate_ids
        self.assertEqual(estimates.mapped("status"), ["replaced", "counted"])
        self.assertEqual(estimates.mapped("round"), [0, 1])

    def test_money_moves_between_funding_sources(self):
        self.bring_in(self.line(2000))
        document = self.bring_in(self.line(2000, sources={"광역보조금": (2000, 0)}))
        self.assertEqual(sorted(self.moves(document).mapped("amount")), [-2_000_000, 2_000_000])

    def test_lines_that_are_gone_go_to_zero_and_are_shown_first(self):
        self.bring_in(self.line(2000), self.line(960, **TRAVEL))
        document = self.preview(self.line(2000))
        self.assertEqual(document.removed_count, 1)
        [gone] = document.removed_total_ids
        self.assertIn("202-01", gone.name)
        self.assertEqual(gone.difference, -960_000)
        document.action_confirm()
        self.assertEqual(self.cells()[1].line_id.appropriated, 0)
        travel = self.env["gotgan.cost.estimate"].with_context(active_test=False).search([
            ("line_id", "=", self.cells()[1].line_id.id),
        ])
        self.assertRecordValues(travel, [{"active": False, "superseded_by_id": document.id}])

    def test_lines_that_are_gone_stay_when_told_so(self):
        self.bring_in(self.line(2000), self.line(960, **TRAVEL))
        document = self.bring_in(self.line(2100), replace_scope=False)
        self.assertEqual(self.moves(document).mapped("amount"), [100_000])

    def test_other_departments_and_funds_are_never_touched(self):
        other_fund = {"회계코드": "300", "회계명": "하수도특별회계"}
        self.bring_in(
            self.line(2000), self.line(700, 부서명="감사과"), self.line(900, **other_fund),
        )
        document = self.bring_in(self.line(2500))
        self.assertEqual(self.moves(document).mapped("amount"), [500_000])
        self.assertEqual(self.cells("감사과").appropriated, 700_000)

    def test_appropriations_of_others_are_not_undone(self):
        self.bring_in(self.line(2000))
        self.env["gotgan.ledger"]._appropriate(
            [self._posting(self.cells(), 300_000)], source_model="hr.department", date=self.today,
        )
        again = self.bring_in(self.line(2000))
        self.assertFalse(self.moves(again))
        self.assertEqual(self.cells().appropriated, 2_300_000)

    def test_allotted_money_cannot_be_taken_back(self):
        self.bring_in(self.line(2000))
        self.allot(self.cells(), amount=1_500_000)
        document = self.preview(self.line(1000))
        [problem] = document.problem_ids
        self.assertEqual((problem.code, problem.row), ("below_allotted", 3))
        self.assertIn("1,500,000", problem.message)
        self.assertRefused("1,500,000", document.action_confirm)
        self.assertEqual(self.cells().appropriated, 2_000_000)
        self.bring_in(self.line(1500))
        self.assertEqual(self.cells().appropriated, 1_500_000)

    def test_a_file_with_errors_changes_nothing(self):
        document = self.preview(self.line(2000), self.line(5, 통계목="201-99"))
        self.assertEqual(self.codes(document), {"unknown_subitem"})
        self.assertRefused("201-99", document.action_confirm)
        self.assertFalse(self.cells())
        self.assertFalse(document.number)
        self.assertFalse(self.env["hr.department"].search([("name", "=", "소통과")]))

    def test_a_refusal_of_the_ledger_leaves_nothing_behind(self):
        document = self.preview(self.line(2000))
        with patch.object(Ledger, "_appropriate", side_effect=UserError("no")):
            self.assertRefused("no", document.action_confirm)
        self.assertFalse(self.env["hr.department"].search([("name", "=", "소통과")]))
        self.assertFalse(self.env["gotgan.cost.estimate"].search([("import_id", "=", document.id)]))
        self.assertEqual(document.state, "previewed")

    def test_what_is_confirmed_is_compared_anew(self):
        old = self.preview(self.line(2000))
        self.bring_in(self.line(1800))
        old.action_confirm()
        self.assertEqual(self.moves(old).mapped("amount"), [200_000])

    def test_totals_of_the_preview(self):
        self.bring_in(self.line(2000))
        document = self.preview(self.line(2500), self.line(700, 부서명="감사과"))
        self.assertEqual(
            {total.name: (total.amount, total.imported, total.difference)
             for total in document.department_total_ids},
            {"소통과": (2_500_000, 2_000_000, 500_000), "감사과": (700_000, 0, 700_000)},
        )
        self.assertEqual(sum(document.fund_total_ids.mapped("difference")), 1_200_000)
        self.assertEqual(document.source_total_ids.mapped("name"), ["자체재원"])
        self.assertEqual(document.object_total_ids.mapped("code"), ["201-01"])

    def test_a_line_of_zero_won_is_opened(self):
        self.bring_in(self.line(0, sources={}))
        self.assertEqual(self.cells().line_id.estimate_ids.mapped("amount"), [0])

    def test_estimates_keep_formula_sources_and_breakdown(self):
        self.bring_in(
            self.line(5, 산출근거명="Ο합", sources={"국고보조금": (2, 0), "자체재원": (3, 0)}),
            self.line(5, 산출근거명="  ο부분", 산출근거식="1,000원*5명"),
        )
        whole, part = self.cells().line_id.estimate_ids
        self.assertRecordValues(part, [{
            "parent_id": whole.id, "formula": "1,000원*5명", "amount": 5_000,
            "counted_amount": 0, "status": "breakdown", "row": 4,
        }])
        self.assertEqual(whole.funding_text, "국고보조금 2,000, 자체재원 3,000")

    def test_the_form_finds_the_year_in_the_file(self):
        form = Form(self.imports)
        form.file = base64.b64encode(sheet.as_csv([self.line(2000)]))
        self.assertEqual(form.fiscal_year_id, self.year)
        document = form.save()
        self.assertEqual(document.date, self.year.date_from)

    def test_a_confirmed_import_stays_as_it_is(self):
        document = self.bring_in(self.line(2000))
        self.assertRefused("can no longer be changed", document.write, {"file_name": "다른.csv"})
        self.assertRefused("deleted", document.unlink)
        estimate = self.cells().line_id.estimate_ids
        self.assertRefused("cannot be deleted", estimate.sudo().unlink)
        copy = document.copy()
        self.assertEqual((copy.state, copy.number, copy.file), ("draft", False, False))


@tagged("post_install", "-at_install")
class TestImportRoles(BudgetCase):
    """Budget officers import; staff and auditors read."""

    def test_others_cannot_import(self):
        document, draft = self.preview(self.line(2000)), self.load(self.line(1))
        for person in (self.staff, self.auditor):
            theirs = document.with_user(person)
            self.assertRefused("", theirs.action_confirm, error=AccessError)
            self.assertRefused(
                "", draft.with_user(person).write, {"file_name": "x"}, error=AccessError,
            )
            self.assertRefused(
                "", self.imports.with_user(person).create, {"file": b"eA=="}, error=AccessError,
            )
            self.assertEqual(theirs.amount, 2_000_000)
            self.assertEqual(theirs.allowed_transitions, "")

    def test_nobody_writes_what_an_import_found(self):
        document = self.bring_in(self.line(2000))
        for person in (self.officer, self.staff, self.auditor):
            for model in ("import.total", "import.problem"):
                rows = self.env[f"gotgan.budget.{model}"].with_user(person)
                self.assertRefused("", rows.create, {"import_id": document.id}, error=AccessError)
            self.assertRefused(
                "", document.total_ids.with_user(person).write, {"amount": 1}, error=AccessError,
            )
        self.assertTrue(self.cells().line_id.estimate_ids.with_user(self.staff).name)

    def test_only_the_command_acts_without_an_officer(self):
        document = self.load(self.line(2000))
        raised = document.with_user(self.staff).sudo()
        self.assertRefused("", raised.action_preview, error=AccessError)
        document.with_user(self.env.ref("base.user_root")).action_preview()
        self.assertEqual(document.state, "previewed")
