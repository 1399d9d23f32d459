from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import tagged

from ..version_row import VersionRow
from . import sheet
from .common import BudgetCase

FIRST, SECOND = {"예산구분": "추경1회"}, {"예산구분": "추경2회"}
TRAVEL = {"편성목": "202", "통계목": "202-01", "통계목명": "국내여비"}


@tagged("post_install", "-at_install")
class TestVersionSteps(BudgetCase):
    """A file with 본예산 and 추경 rows is what it says: one version for each, on its own day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first_day = cls.year.date_from
        cls.middle = cls.first_day + (cls.today - cls.first_day) / 2

    def mixed(self):
        """교육 2,000 → 2,500 → 2,200; 여비 960; 홍보 300 from 추경1회 on, in 천원."""
        return [
            self.line(2000), self.line(960, **TRAVEL),
            self.line(2500, 2000, **FIRST), self.line(300, **FIRST, 산출근거명="Ο홍보"),
            self.line(2200, 2500, **SECOND),
        ]

    def dated(self, *rows):
        """Return a file with 예산확정일자: [(day or text, cells), …]."""
        days = [str(day) for day, _cells in rows]
        body = [[day, *cells] for day, (_day, cells) in zip(days, rows, strict=True)]
        return sheet.as_csv(body, head=sheet.header(extra=("예산확정일자",)))

    def chain(self):
        """Return [(kind, number, before, after, day, {object: change})] of the year, in order."""
        versions = self.env["gotgan.budget.version"].search(
            [("fiscal_year_id", "=", self.year.id), ("state", "=", "in_force")], order="position",
        )
        return [
            (one.kind, one.round, one.base_amount, one.amount, one.date_effective,
             {line.subitem_id.code: line.difference for line in one.line_ids})
            for one in versions
        ]

    def as_of(self, day):
        totals = self.env["gotgan.ledger"]._read_as_of(self.year, day)
        return sum(one["voted"] for one in totals.values())

    # ---- one version for each budget ---------------------------------------

    def test_a_mixed_file_makes_one_version_for_each_budget(self):
        document = self.bring_in(*self.mixed())
        self.assertEqual(self.chain(), [
            ("original", 0, 0, 2_960_000, self.first_day,
             {"201-01": 2_000_000, "202-01": 960_000}),
            ("supplementary", 1, 2_960_000, 3_760_000, self.today, {"201-01": 800_000}),
            ("supplementary", 2, 3_760_000, 3_460_000, self.today, {"201-01": -300_000}),
        ])
        self.assertEqual(document.amount, 3_460_000)
        self.assertEqual(document.move_count, len(self.moves(document)))
        self.assertEqual(document.version_count, 3)
        self.assertEqual(document.version_id.round, 2)
        self.assertEqual(sum(self.cells().mapped("appropriated")), 3_460_000)

    def test_each_is_dated_the_day_it_was_decided(self):
        first, second, last = self.first_day, self.middle, self.today
        data = self.dated(*zip(
            (Date.subtract(first, days=20), "", f"{second:%Y%m%d}", f"{second:%Y. %m. %d.}", last),
            self.mixed(), strict=True,
        ))
        document = self.bring_in(data=data)
        self.assertFalse(document.warning_count)
        self.assertEqual([one[4] for one in self.chain()], [first, second, last])
        found = dict(zip((first, second, last), (2_960_000, 3_760_000, 3_460_000), strict=True))
        for day, won in found.items():  # the last one of a day is what stands that day
            self.assertEqual(self.as_of(day), won)
        versions = document.version_ids.sorted("position")
        self.assertEqual(
            [sum(one._read_whole().values()) for one in versions],
            [2_960_000, 3_760_000, 3_460_000],
        )

    def test_the_officer_enters_a_day_that_the_file_does_not_say(self):
        document = self.preview(*self.mixed())
        self.assertEqual(self.codes(document), {"day_unknown"})
        parts = document.round_ids
        self.assertEqual(parts.mapped("number"), [0, 1, 2])
        self.assertEqual(parts.mapped("difference"), [2_960_000, 800_000, -300_000])
        parts[1].with_user(self.officer).date = self.middle
        document.action_preview()
        document.action_confirm()
        self.assertEqual(
            [one[4] for one in self.chain()], [self.first_day, self.middle, self.today],
        )
        self.assertRefused(
            "no longer", document.round_ids[0].with_user(self.officer).write,
            {"date": self.first_day},
        )

    def test_only_the_day_is_entered_and_only_by_the_officer(self):
        part = self.preview(*self.mixed()).round_ids[0]
        for user, vals in (
            (self.officer, {"number": 3}), (self.staff, {"date": self.today}),
            (self.auditor, {"date": self.today}),
        ):
            self.assertRefused("", part.with_user(user).write, vals, error=AccessError)

    def test_days_that_cannot_be_are_refused(self):
        later = Date.add(self.today, days=1)
        for days, code in (
            ((self.first_day, later), "day_outside"),
            ((self.today, Date.subtract(self.first_day, days=1)), "days_cross"),
            ((self.first_day, "내년 봄"), "bad_day"),
        ):
            if days[0] == self.first_day and code == "days_cross":
                continue  # on New Year's Day no day lies before
            rows = [self.line(2000), self.line(2500, 2000, **FIRST)]
            document = self.preview(data=self.dated(*zip(days, rows, strict=True)))
            self.assertIn(code, self.codes(document))
            self.assertRefused("nothing was changed", document.action_confirm)
        self.assertFalse(self.chain())

    def test_two_days_for_one_budget_are_told(self):
        rows = [self.line(2000), self.line(960, **TRAVEL)]
        days = (self.first_day, self.first_day)
        self.assertFalse(self.codes(self.preview(data=self.dated(*zip(days, rows, strict=True)))))
        days = (self.first_day, Date.subtract(self.first_day, days=3))
        document = self.preview(data=self.dated(*zip(days, rows, strict=True)))
        self.assertEqual(self.codes(document), {"several_days"})

    # ---- on what is in the books -------------------------------------------

    def test_the_whole_book_again_adds_only_the_new_budget(self):
        self.bring_in(*self.mixed()[:2])
        self.bring_in(*self.mixed()[:4])
        document = self.bring_in(*self.mixed())
        self.assertEqual(document.version_ids.mapped("round"), [2])
        self.assertEqual([one[3] for one in self.chain()], [2_960_000, 3_760_000, 3_460_000])
        self.assertFalse(self.bring_in(*self.mixed()).version_ids)

    def test_a_correction_and_a_new_budget_are_two_versions(self):
        self.bring_in(self.line(2000))
        document = self.bring_in(self.line(2100), self.line(2500, 2100, **FIRST))
        self.assertEqual(
            [(one.kind, one.difference) for one in document.version_ids.sorted("position")],
            [("original", 100_000), ("supplementary", 400_000)],
        )

    def test_departments_come_one_by_one(self):
        self.bring_in(*self.mixed())
        rows = [self.line(40, 부서명="감사과"), self.line(50, 40, 부서명="감사과", **FIRST)]
        document = self.bring_in(*rows)
        self.assertEqual(
            [(one.kind, one.round, one.difference)
             for one in document.version_ids.sorted("position")],
            [("original", 0, 40_000), ("supplementary", 1, 10_000)],
        )
        self.assertFalse(self.bring_in(*self.mixed(), *rows).version_ids)

    def test_money_in_use_holds_in_every_step(self):
        self.bring_in(self.line(2000))
        self.allot(self.cells())
        document = self.preview(self.line(1500), self.line(2500, 1500, **FIRST))
        self.assertEqual(
            document.problem_ids.filtered(lambda one: one.severity == "error").code,
            "below_allotted",
        )

    def test_money_given_ahead_of_a_supplementary_budget_is_not_taken_back_before_it(self):
        self.bring_in(self.line(2000))
        cell = self.cells()
        versions = self.env["gotgan.budget.version"].with_user(self.officer)
        advance = versions._make(self.year, "advance", [VersionRow(
            cell.fund_id.id, cell.department_id.id, cell.project_id.id, cell.subitem_id.id,
            cell.funding_source_id.id, 2_500_000,
        )])
        advance._write_locked({"state": "in_force"})
        advance._enter_force()
        self.allot(cell)
        document = self.bring_in(self.line(2000), self.line(2700, 2000, **FIRST))
        self.assertEqual(
            [(one.kind, one.base_amount, one.amount) for one in document.version_ids],
            [("supplementary", 2_500_000, 2_700_000)],
        )
        self.assertEqual(advance.absorbed_by_id, document.version_id)

    # ---- what the file leaves out ------------------------------------------

    def test_a_row_that_is_exported_only_once_had_its_base_before(self):
        document = self.bring_in(self.line(960, **TRAVEL), self.line(2500, 2000, **FIRST))
        self.assertIn("base_presumed", self.codes(document))
        self.assertEqual([one[2:4] for one in self.chain()], [
            (0, 2_960_000), (2_960_000, 3_460_000),
        ])

    def test_the_file_of_changed_rows_after_the_original_changes_only_them(self):
        self.bring_in(self.line(2000), self.line(960, **TRAVEL))
        document = self.bring_in(self.line(960, **TRAVEL), self.line(2500, 2000, **FIRST))
        self.assertEqual(
            [(one.round, one.difference) for one in document.version_ids], [(1, 500_000)],
        )

    def test_supplementary_rows_without_an_original_are_refused(self):
        document = self.preview(self.line(2500, 2000, **FIRST))
        self.assertIn("no_original", self.codes(document))
        self.assertRefused("145", document.action_confirm)

    def test_a_breakdown_alone_goes_below_its_estimate_in_the_books(self):
        self.bring_in(
            self.line(8, 산출근거명="Ο장비"), self.line(5, 산출근거명="ο소모품"),
            self.line(3, 산출근거명="ο유지"), self.line(4, 산출근거명="Ο교육"),
        )
        document = self.bring_in(
            self.line(4, 5, 산출근거명="ο소모품", **FIRST),
            self.line(4, 3, 산출근거명="ο유지", **FIRST),
        )
        self.assertFalse(document.error_count)
        self.assertFalse(document.version_ids)
        rows = self.cells().line_id.estimate_ids
        self.assertEqual(
            [(one.name, one.round, one.status, one.parent_id.name or "") for one in rows],
            [("장비", 0, "counted", ""), ("소모품", 0, "replaced", "장비"),
             ("유지", 0, "replaced", "장비"), ("교육", 0, "counted", ""),
             ("소모품", 1, "breakdown", "장비"), ("유지", 1, "breakdown", "장비")],
        )
        unknown = self.preview(self.line(4, 산출근거명="ο새것", **FIRST))
        self.assertEqual(self.codes(unknown), {"orphan_breakdown"})
