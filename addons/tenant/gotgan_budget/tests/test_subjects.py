import base64
import csv
import doctest
import io
from datetime import date, datetime, time, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.gotgan_budget.subjects import columns, entering, tree, writer

from .common import BudgetCase

HEAD = "구분,수익적/자본적,회계(기금),부서,관,항,목,산출기초,예산액"
ROWS = (
    "수입,수익적,공단회계(시험),시험팀,사업수익(시험),영업수익(시험),대행수익(시험),,\"3,500,000\"",
    "수입,자본적,공단회계(시험),시험팀,자본수입(시험),잉여금(시험),순세계(시험),,500000",
    "지출,수익적,공단회계(시험),시험팀,사업비용(시험),영업비용(시험),인건비(시험),250000원*12월,3000000",
    "지출,수익적,공단회계(시험),시험팀,사업비용(시험),영업비용(시험),운영비(시험),=전기료,500000",
    "지출,자본적,공단회계(시험),시험팀,자본지출(시험),자산취득(시험),비품(시험),책상,500000",
)


@tagged("post_install", "-at_install")
class TestSubjects(BudgetCase):
    """The budget of an agency from a table in 관·항·목, and out again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("gotgan.kind", "agency")
        parameters.set_param("gotgan.tier", "")
        years = cls.env["gotgan.fiscal.year"]
        number = max(years.search([]).mapped("year")) + 1
        cls.year = years.create({"year": number})
        cls.year._write_locked({"state": "open"})
        cls.today, cls.board_day = date(number, 3, 2), date(number - 1, 12, 15)
        cls._travel(cls.today)
        cls.addClassCleanup(setattr, cls.env.cr, "_now", None)
        cls._need_masters()
        cls.fund = cls.env["gotgan.fund"].create({
            "fiscal_year_id": cls.year.id, "code": "T200", "name": "공단회계(시험)",
        })
        spent = "gotgan.expenditure.object"
        earned = "gotgan.revenue.source"
        for model, rows in (
            (spent, (("700", "사업비용(시험)", "710", "영업비용(시험)", "101", "인건비(시험)"),
                     ("700", "", "710", "", "201", "운영비(시험)"),
                     ("200", "자본지출(시험)", "210", "자산취득(시험)", "405", "비품(시험)"))),
            (earned, (("600", "사업수익(시험)", "610", "영업수익(시험)", "611", "대행수익(시험)"),
                      ("100", "자본수입(시험)", "180", "잉여금(시험)", "181", "순세계(시험)"))),
        ):
            for row in rows:
                cls._make_subjects(model, row)

    @classmethod
    def _travel(cls, day):
        """Let the database's clock show noon of ``day`` in Seoul."""
        cls.env.cr._now = datetime.combine(day, time(3))

    @classmethod
    def _make_subjects(cls, model, row):
        above = False
        for level, code, name in zip(("gwan", "hang", "mok"), row[::2], row[1::2], strict=True):
            found = cls.env[model].search([
                ("fiscal_year_id", "=", cls.year.id), ("code", "=", code),
                ("subject_set", "=", "affiliated_agency"),
            ])
            above = found or cls.env[model].create({
                "fiscal_year_id": cls.year.id, "code": code, "name": name, "level": level,
                "subject_set": "affiliated_agency", "parent_id": above and above.id,
            })

    # ---- words -----------------------------------------------------------

    def table(self, *rows, head=HEAD):
        return "\n".join((head, *(rows or ROWS))).encode()

    def wizard(self, *rows, data=None, **more):
        return self.env["gotgan.budget.subject.import"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "file_name": "예산.csv",
            "file": base64.b64encode(data or self.table(*rows)), **more,
        })

    def decided(self, *rows, **more):
        """A wizard for a budget that board and city have decided before its year."""
        return self.wizard(*rows, **{
            "date_voted": self.board_day, "date_approved": self.board_day + timedelta(days=5),
            "decision_number": "제3차-1", **more,
        })

    def see(self, *rows, **more):
        wizard = self.wizard(*rows, **more)
        wizard.action_preview()
        return wizard

    def enter(self, wizard):
        wizard.action_preview()
        self.assertFalse(wizard.error_count, wizard.problem_ids.mapped("message"))
        return self.env["gotgan.budget.version"].browse(wizard.action_confirm()["res_id"])

    def faults(self, wizard):
        return [
            (one.row, one.column, one.code) for one in wizard.problem_ids
            if one.severity == "error"
        ]

    def give_out(self, version, kind):
        export = self.env["gotgan.budget.subject.export"].with_user(self.officer).create({
            "version_id": version.id, "kind": kind,
        })
        action = export.action_download()
        self.assertIn(export.file_name, action["url"])
        return base64.b64decode(export.file)

    def named(self, version):
        """The budget by names, as a person compares it."""
        browse = {
            "fund": "gotgan.fund", "department": "hr.department", "project": "gotgan.program",
            "object": "gotgan.expenditure.object", "source": "gotgan.funding.source",
        }
        return {
            tuple(self.env[model].browse(one).name
                  for model, one in zip(browse.values(), place, strict=True)): won
            for place, won in version._read_whole().items()
        }

    def test_examples(self):
        for module in (columns, entering, tree, writer):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted)
            self.assertFalse(result.failed, module.__name__)

    # ---- a budget --------------------------------------------------------

    def test_a_decided_budget_takes_effect(self):
        self.year._write_locked({"state": "preparing"})
        version = self.enter(self.decided(date_effective=self.today))
        self.assertRecordValues(version, [{
            "state": "in_force", "authority": "board", "amount": 4_000_000,
            "revenue_amount": 4_000_000, "decision_number": "제3차-1",
        }])
        self.assertEqual(
            {(line.subitem_id.code, line.section): line.amount for line in version.line_ids},
            {("101", "operating"): 3_000_000, ("201", "operating"): 500_000,
             ("405", "capital"): 500_000},
        )
        self.assertEqual(
            {(one.name, one.section): one.amount for one in version.revenue_ids},
            {("대행수익(시험)", "operating"): 3_500_000, ("순세계(시험)", "capital"): 500_000},
        )
        self.assertIn("예산.csv", version.note)
        cells = self.env["gotgan.budget.cell"].search([("fiscal_year_id", "=", self.year.id)])
        self.assertEqual(sum(cells.mapped("voted")), 4_000_000)

    def test_without_days_it_is_a_draft(self):
        self.assertEqual(self.enter(self.wizard()).state, "draft")

    def test_with_the_board_only_it_waits_for_the_city(self):
        self.assertEqual(self.enter(self.wizard(date_voted=self.board_day)).state, "voted")

    def test_next_years_budget_waits_for_its_day(self):
        self.addCleanup(self._travel, self.today)
        self._travel(self.board_day + timedelta(days=6))
        version = self.enter(self.decided())
        self.assertEqual(version.state, "approved")
        self.assertEqual(version.date_effective, date(self.year.year, 1, 1))

    def test_preview_leaves_nothing_behind(self):
        departments = self.env["hr.department"].search_count([])
        wizard = self.decided()
        wizard.action_preview()
        self.assertFalse(wizard.error_count, wizard.problem_ids.mapped("message"))
        self.assertEqual((wizard.amount, wizard.capital_amount), (4_000_000, 500_000))
        self.assertFalse(self.env["gotgan.budget.version"].search([
            ("fiscal_year_id", "=", self.year.id),
        ]))
        self.assertEqual(self.env["hr.department"].search_count([]), departments)
        self.assertEqual(
            set(wizard.problem_ids.mapped("code")), {"new_department", "new_project"},
        )

    def test_a_supplementary_budget_has_what_changes(self):
        self.enter(self.decided(date_effective=self.today))
        rows = (ROWS[0].replace("3,500,000", "3,700,000"),
                ROWS[3].replace("500000", "700000"), ROWS[2])
        version = self.enter(self.decided(*rows, kind="supplementary", date_effective=self.today))
        self.assertRecordValues(version, [{
            "kind": "supplementary", "round": 1, "difference": 200_000, "amount": 4_200_000,
            "revenue_amount": 4_200_000, "state": "in_force",
        }])
        self.assertEqual(version.line_ids.subitem_id.code, "201")
        again = self.see(*rows, kind="supplementary")
        self.assertEqual(self.faults(again), [(0, "", "nothing_new")])

    # ---- out and in ------------------------------------------------------

    def test_what_is_given_out_is_the_same_budget_again(self):
        version = self.enter(self.wizard())
        whole, revenue = self.named(version), version._read_whole_revenue()
        for kind in ("csv", "xlsx"):
            data = self.give_out(version, kind)
            again = self.enter(self.wizard(data=data))
            self.assertEqual(self.named(again), whole)
            self.assertEqual(again._read_whole(), version._read_whole())
            self.assertEqual(again._read_whole_revenue(), revenue)
            self.assertEqual(self.give_out(again, "csv"), self.give_out(version, "csv"))

    def test_every_row_keeps_what_it_was_reckoned_from(self):
        rows = (*ROWS[:2], ROWS[2].replace("3000000", "2900000"), *ROWS[3:],
                ROWS[2].replace("250000원*12월,3000000", "성과급,100000"))
        version = self.enter(self.wizard(*rows))
        place = version.line_ids.filtered(lambda one: one.subitem_id.code == "101")._get_place()
        kept = self.env["gotgan.budget.subject.estimate"]._read_present(version)[place]
        self.assertEqual(
            [(one.formula, one.amount) for one in kept],
            [("250000원*12월", 2_900_000), ("성과급", 100_000)],
        )
        data = self.give_out(version, "csv").decode("utf-8-sig")
        found = {row["산출기초"]: row["예산액(원)"] for row in csv.DictReader(io.StringIO(data))}
        self.assertEqual((found["250000원*12월"], found["성과급"]), ("2900000", "100000"))
        with self.assertRaises(AccessError):
            kept.with_user(self.officer).write({"amount": 1})

    def test_a_later_table_brings_its_own(self):
        self.enter(self.decided(date_effective=self.today))
        rows = (ROWS[0].replace("3,500,000", "3,700,000"), ROWS[3].replace(
            "=전기료,500000", "전기료 인상,700000"))
        version = self.enter(self.decided(*rows, kind="supplementary", date_effective=self.today))
        present = self.env["gotgan.budget.subject.estimate"]._read_present(version)
        self.assertEqual(
            {one.formula: one.amount for ones in present.values() for one in ones},
            {"250000원*12월": 3_000_000, "전기료 인상": 700_000, "책상": 500_000},
        )

    def test_no_cell_is_a_live_formula(self):
        data = self.give_out(self.enter(self.wizard()), "csv").decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
        self.assertIn(" =전기료", cells)
        self.assertFalse([cell for cell in cells if cell.startswith(("=", "+", "@"))])

    def test_the_empty_form_has_the_headings(self):
        export = self.env["gotgan.budget.subject.export"].with_user(self.staff).create({
            "version_id": False, "kind": "csv",
        })
        export.action_download()
        data = base64.b64decode(export.file)
        self.assertEqual(self.faults(self.see(data=data)), [(0, "", "no_rows")])

    # ---- faults ----------------------------------------------------------

    def test_every_fault_by_its_row(self):
        wizard = self.see(
            "수납,수익적,공단회계(시험),시험팀,사업수익(시험),영업수익(시험),대행수익(시험),,1",
            "지출,자본적,공단회계(시험),시험팀,사업비용(시험),영업비용(시험),인건비(시험),,1",
            "지출,수익적,없는회계,,사업비용(시험),자산취득(시험),비품(시험),,천원",
            "지출,수익적,공단회계(시험),시험팀,사업비용(시험),영업비용(시험),,,-5",
            "합계,,,,,,,,10", ROWS[2], ROWS[2],
        )
        self.assertEqual(set(self.faults(wizard)), {
            (2, "구분", "unknown_side"),
            (3, "수익적/자본적", "other_section"),
            (4, "회계(기금)", "unknown_fund"),
            (4, "부서", "missing_value"),
            (4, "항", "subject_elsewhere"),
            (4, "예산액(원)", "bad_amount"),
            (5, "목", "too_high"),
            (5, "예산액(원)", "negative_amount"),
        })
        codes = set(wizard.problem_ids.mapped("code"))
        self.assertLessEqual({"total_row", "row_twice"}, codes)
        for problem in wizard.problem_ids.with_context(lang="ko_KR"):
            self.assertTrue(problem.message and problem.advice)
        with self.assertRaisesRegex(UserError, "8"):
            wizard.action_confirm()

    def test_law_stands_in_the_preview(self):
        wizard = self.see(*ROWS[1:], date_voted=self.today)
        [(_row, _column, code)] = self.faults(wizard)
        self.assertEqual(code, "refused")
        self.assertIn("3,500,000", wizard.problem_ids[0].message)
        self.assertEqual(self.enter(self.wizard(*ROWS[1:])).state, "draft")

    def test_days_that_cannot_be(self):
        morrow = self.today + timedelta(days=1)
        wizard = self.see(date_voted=morrow, date_approved=self.today)
        self.assertEqual(
            [code for _row, _column, code in self.faults(wizard)],
            ["later_day", "days_out_of_order"],
        )

    def test_a_second_original_budget_is_refused(self):
        self.enter(self.decided(date_effective=self.today))
        self.assertEqual(self.faults(self.see(kind="original")), [(0, "", "has_budget")])

    def test_files_that_are_none(self):
        for data, code in (
            (b"PK\x03\x04broken", "unreadable"), (b"\xff\xfe\x00\x01", "no_header"),
            (b"a,b\n1,2", "no_header"), ("관,목,예산액\n".encode(), "missing_columns"),
        ):
            self.assertEqual(self.faults(self.see(data=data))[0][2], code)

    def test_a_local_government_is_shown_its_own_import(self):
        self.env["ir.config_parameter"].set_param("gotgan.kind", "municipality")
        self.assertIn((0, "", "not_an_agency"), self.faults(self.see()))

    # ---- who -------------------------------------------------------------

    def test_only_the_budget_officer_enters(self):
        for user in (self.staff, self.auditor):
            with self.assertRaises(AccessError):
                self.wizard().with_user(user).action_preview()

    def test_another_officers_file_stays_his(self):
        other = new_test_user(
            self.env, "subject_other", groups="gotgan_budget.group_budget_officer",
        )
        wizard = self.wizard()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            wizard.with_user(other).action_confirm()
