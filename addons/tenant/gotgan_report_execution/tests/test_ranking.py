from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from ..rules.figures import TOTALS
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestRanking(ExecutionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = new_test_user(
            cls.env, "execution_officer", groups="gotgan_budget.group_budget_officer",
        )
        cls.targets = cls.env["gotgan.execution.target"].with_user(cls.officer)

    def ranking(self, **options):
        ranking = self.env["gotgan.execution.ranking"].with_user(self.budget_officer)
        return ranking.action_get_ranking({"fiscal_year_id": self.year.id, **options})

    def charts(self, **options):
        ranking = self.env["gotgan.execution.ranking"].with_user(self.budget_officer)
        return ranking.action_get_charts({"fiscal_year_id": self.year.id, **options})

    def set_target(self, month, rate, **more):
        return self.targets.create({
            "fiscal_year_id": self.year.id, "month": str(month), "rate": rate, **more,
        })

    def test_departments_add_up_to_the_report(self):
        found = self.ranking()
        total = dict(zip(TOTALS, self.get_totals(self.cells), strict=True))
        self.assertEqual(found["total"]["whole"], total["appropriated"])
        self.assertEqual(found["total"]["done"], total["paid"])
        self.assertEqual(sum(row["done"] for row in found["rows"]), total["paid"])
        self.assertIsNone(found["target"])

    def test_ranks_fall_with_the_rate(self):
        hold = self.post_on(self.today, "request", self.cells[3], 100_000)
        self.post_on(self.today, "pay", self.post_on(self.today, "commit", hold, 100_000), 100_000)
        rows = self.ranking()["rows"]
        self.assertEqual([row["rank"] for row in rows], [1, 2])
        self.assertEqual(rows[0]["name"], "감사관")
        self.assertGreater(rows[0]["rate"], rows[1]["rate"])

    def test_a_target_says_who_is_behind_and_what_lacks(self):
        self.set_target(12, 90)
        found = self.ranking(date=self.year.date_to.isoformat())
        self.assertEqual(found["target"], 9000)
        for row in found["rows"]:
            self.assertLess(row["gap"], 0)
            self.assertEqual(row["done"] + row["lacks"], -(-row["whole"] * 9 // 10))

    def need_year(self, number):
        years = self.env["gotgan.fiscal.year"]
        return years.search([("year", "=", number)]) or years.create({"year": number})

    def test_where_none_is_entered_the_rule_of_the_year_holds(self):
        """2024: 60 % by the end of June, 2025: 60.5 %; what the agency enters goes before."""
        for number, rate in ((2024, 6000), (2025, 6050)):
            year = self.need_year(number)
            [(due, found, basis)] = self.targets._read_targets(year, "paid")
            self.assertEqual((due, found), (date(number, 6, 30), rate))
            self.assertIn(f"{number}년 지방재정 신속집행", basis)
            self.assertFalse(self.targets._read_targets(year, "committed"))
        found = self.ranking(fiscal_year_id=year.id, date="2025-06-30")
        self.assertEqual(found["target"], 6050)
        self.set_target(3, 35, fiscal_year_id=year.id, source="행안부 공문")
        self.assertEqual(
            self.targets._read_targets(year, "paid"),
            [(date(2025, 3, 31), 3500, "행안부 공문")],
        )
        self.assertEqual(self.targets._read_points(self.need_year(2023), "paid"), [])

    def hire(self):
        """Pay (기본급) with the same story as the other cells; return its cell."""
        pay = self.env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", self.year.id), ("code", "=", "101-01"),
            ("subject_set", "=", "local_government"),
        ])
        key = self._key(self.department, self.project, pay, self.own, self.fund)
        cells = self.env["gotgan.budget.cell"]
        cell = cells.browse(cells._open([key])[key])
        self._tell(cell, 50_000)
        return cell

    def test_what_does_not_count_is_left_out_of_both_sides(self):
        pay = self.hire()
        self.set_target(12, 90)
        found = self.ranking(date=self.year.date_to.isoformat())
        whole, paid = (sum((self.cells | pay).mapped(name)) for name in ("appropriated", "paid"))
        counted, spent = (sum(self.cells.mapped(name)) for name in ("appropriated", "paid"))
        self.assertEqual(
            [found["total"][name] for name in ("whole", "done", "counted", "spent")],
            [whole, paid, counted, spent],
        )
        self.assertEqual(found["total"]["rate"], spent * 10_000 // counted)
        self.assertEqual(found["total"]["lacks"], -(-counted * 9 // 10) - spent)
        edition = self.env["gotgan.rule"]._find("execution.excluded_objects", self.today)
        self.assertIn("인건비", found["left_out"]["names"])
        self.assertEqual(found["left_out"]["basis"], edition._cite())
        self.assertEqual(found["left_out"]["mark"], edition._get_check_mark())
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        options = {"fiscal_year_id": self.year.id, "axis": "department", "counted": True}
        for figure, won in (("appropriated", counted), ("paid", spent)):
            why = explanation.action_explain(options, [], figure)
            self.assertEqual(why["won"], won)
            self.assertIn("only what counts", why["title"])
        months = self.charts()["months"]
        self.assertEqual(sum(one["won"] or 0 for one in months), spent)
        self.assertEqual(months[11]["target"], counted * 9 // 10)

    def test_a_department_of_which_nothing_counts_has_no_rate(self):
        self.leave_out("T201", "T202")
        for row in self.ranking()["rows"]:
            self.assertEqual((row["counted"], row["rate"], row["rank"]), (0, None, None))
        self.assertEqual(self.charts()["departments"], [])

    def leave_out(self, *codes):
        """Let the agency's own standard leave out these objects from the first day of the year."""
        rule = self.env["gotgan.rule"].search([("code", "=", "execution.excluded_objects")])
        self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "value": list(codes), "origin": "agency",
            "date_from": self.year.date_from, "article": "신속집행 추진지침(공문)",
        })._take_place()

    def test_another_edition_leaves_out_other_objects(self):
        pay = self.hire()
        self.leave_out("T202-01")
        counted = (self.cells | pay).filtered(lambda one: one.subitem_id != self.travel)
        total = self.ranking()["total"]
        self.assertEqual(total["counted"], sum(counted.mapped("appropriated")))
        self.assertIsNone(self.ranking(fiscal_year_id=self.need_year(2023).id)["left_out"])

    def test_measured_by_commitments(self):
        self.set_target(12, 50, measure="committed")
        found = self.ranking()
        total = dict(zip(TOTALS, self.get_totals(self.cells), strict=True))
        self.assertEqual((found["measure"], found["total"]["done"]),
                         ("committed", total["committed"]))

    def test_months_add_up(self):
        self.set_target(6, 40)
        self.set_target(12, 90)
        found = self.charts()
        total = dict(zip(TOTALS, self.get_totals(self.cells), strict=True))
        months = found["months"]
        self.assertEqual(sum(one["won"] or 0 for one in months), total["paid"])
        self.assertEqual(months[self.today.month - 1]["done"], total["paid"])
        self.assertEqual(months[5]["target"], total["appropriated"] * 4 // 10)
        self.assertTrue(all(one["done"] is None for one in months[self.today.month:]))

    def test_filters_narrow_the_charts(self):
        found = self.charts(department_ids=self.other_department.ids)
        self.assertEqual([row["name"] for row in found["departments"]], ["감사관"])
        self.assertEqual(found["total"]["done"], self.cells[3].paid)

    def test_targets_only_rise_and_only_officers_set_them(self):
        self.set_target(6, 60)
        with self.assertRaisesRegex(ValidationError, "cumulatively"):
            self.set_target(9, 50)
        with self.assertRaises(AccessError):
            self.env["gotgan.execution.target"].with_user(self.budget_officer).create({
                "fiscal_year_id": self.year.id, "month": "3", "rate": 10,
            })
