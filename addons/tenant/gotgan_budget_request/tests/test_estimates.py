from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.gotgan_budget.version_row import ADDRESS, RevenueRow, VersionRow

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestEstimates(RequestCase):
    """산출근거 as people write it."""

    def test_a_figure_is_the_sum_of_its_estimates(self):
        line = self.write_line("5,000원*300부*2회", "(1,200,000원+300,000원)*12월*70%", "1,500원*3")
        self.assertEqual(line.estimate_ids.mapped("amount"), [3_000_000, 12_600_000, 5_000])
        self.assertEqual(line.requested, 15_605_000)
        self.assertEqual(self.request.requested, 15_605_000)
        self.assertEqual(self.cycle.requested, 15_605_000)

    def test_a_duty_by_law_names_its_article(self):
        row = self.write_line("700천원").estimate_ids
        with self.assertRefused("산출 1", error=ValidationError):
            row.write({"is_duty": True, "duty_ground": "법에 따라"})
        row.write({"is_duty": True, "duty_ground": "지방자치법 제40조"})
        self.assertTrue(row.is_duty)

    def test_parts_stand_under_their_row(self):
        line = self.write_line()
        line.estimate_ids = [
            Command.create({"name": name, "level": level, "formula": formula, "sequence": place})
            for place, (level, name, formula) in enumerate((
                ("1", "소식지", False), ("2", "인쇄", "1,000원*500부*12회"),
                ("2", "우편", "500원*500부*12회"), ("1", "현수막", "80,000원*10개소"),
            ))
        ]
        self.assertEqual(
            line.estimate_ids.mapped("amount"), [9_000_000, 6_000_000, 3_000_000, 800_000],
        )
        self.assertEqual(line.estimate_ids.mapped("is_sum"), [True, False, False, False])
        self.assertEqual(line.estimate_ids[1].parent_id, line.estimate_ids[0])
        self.assertEqual(line.requested, 9_800_000)
        form = Form(line)
        with form.estimate_ids.edit(1) as row:
            row.formula = "1,000원*600부*12회"
        with form.estimate_ids.edit(0) as row:
            self.assertEqual(row.shown_amount, 10_200_000, "the sum above follows while typing")
        line.estimate_ids[2].level = "1"
        self.assertEqual(line.estimate_ids[0].amount, 6_000_000)
        self.assertEqual(line.requested, 9_800_000)

    def test_a_faulty_formula_says_where_and_what(self):
        line = self.write_line("5,000원*3명")
        for formula, words in (
            ("5,000원*(2명+", ("산출 1", "12")), ("5,000원*#3", ("▶#3", "8")),
            ("5,000원/0", ("산출 1",)), ("5,000원*(2명", ("▶",)),
        ):
            with self.subTest(formula), self.assertRefused(*words, error=ValidationError):
                line.estimate_ids.formula = formula

    def test_figures_follow_what_is_typed(self):
        form = Form(
            self.env["gotgan.budget.request.line"].with_user(self.staff).with_context(
                default_request_id=self.request.id,
            )
        )
        form.project_id, form.subitem_id = self.project, self.world.subitem("201-01")
        with form.estimate_ids.new() as row:
            row.name, row.formula = "소식지", "5,000원*300부*2회"
            self.assertEqual(row.shown_amount, 3_000_000)
            row.formula = "5,000원*300부*"
            self.assertIn("▶", row.problem)
            row.formula = "5,000원*300부*3회"
        self.assertEqual(form.requested, 4_500_000)
        line = form.save()
        self.assertEqual(line.requested, 4_500_000)
        self.assertEqual(line.fund_id, self.world.fund())

    def test_a_sum_has_no_formula(self):
        line = self.write_line("5,000원", "1,000원")
        with self.assertRefused("산출 1", error=ValidationError):
            line.estimate_ids[1].level = "2"

    def test_a_typed_figure_becomes_the_estimate(self):
        line = self.write_line()
        line.requested = 2_700_000
        self.assertEqual(line.estimate_ids.formula, "2,700,000원")
        line.requested = 3_000_000
        self.assertEqual(line.estimate_ids.amount, 3_000_000)
        self.assertEqual(len(line.estimate_ids), 1)
        line.estimate_ids = [Command.create({"name": "더", "formula": "1,000원"})]
        with self.assertRefused(line.display_name, "2"):
            line.requested = 5_000

    def test_a_subject_stands_once(self):
        self.write_line("1,000원")
        with self.assertRefused(error=Exception):
            self.write_line("2,000원")

    def test_subjects_are_of_the_year(self):
        with self.assertRefused("시정 홍보", error=ValidationError):
            self.write_line("1,000원", project=self.world.former_project)

    def test_figures_of_before_stand_beside(self):
        line = self.write_line("1,600,000원")
        self.assertRecordValues(line, [{
            "last_amount": 1_500_000, "base_amount": 1_500_000, "difference": 100_000,
        }])
        self.assertAlmostEqual(line.rate, 6.7, 1)
        moved = self.write_line("900,000원", subitem="202-02")
        self.assertEqual(moved.last_amount, 700_000, "국외업무여비 was 202-03 in FY2026")
        split = self.write_line("900,000원", subitem="401-02")
        self.assertEqual(split.last_amount, 0, "시설비 was split: a person decides")

    def test_a_correction_of_the_original_leaves_what_it_does_not_touch(self):
        """A file that corrects the 본예산 holds only what it changed, on top of a 추경 as well."""
        self.correct_former()
        untouched = self.write_line("1,600,000원")
        changed = self.write_line("900,000원", subitem="202-02")
        self.assertEqual((untouched.last_amount, changed.last_amount), (1_500_000, 750_000))
        names = ("홍보관 국고보조", "박람회")
        self.assertEqual(
            [self.expect(name, "1,000원").last_amount for name in names], [500_000, 300_000],
        )

    def correct_former(self):
        """700,000 won of 국외업무여비: 900,000 by a 추경, then its 본예산 corrected by 50,000."""
        world, versions = self.world, self.env["gotgan.budget.version"]
        former = world.former_version
        line = former.line_ids.filtered(lambda one: one.subitem_id.code == "202-03")
        place = [line[name].id for name in ADDRESS]
        raised = versions._make(world.former, "supplementary", [VersionRow(*place, 900_000)],
                                base=former)
        raised._write_locked({"state": "in_force"})
        source = former.revenue_ids.revenue_source_id.id
        corrected = versions.create({"fiscal_year_id": world.former.id, "kind": "original"})
        corrected._add_changes({tuple(place): 50_000})
        corrected._add_revenues([
            RevenueRow(line.fund_id.id, source, self.department.id, "박람회", 300_000),
        ])
        document = self.env["gotgan.budget.import"].create({
            "fiscal_year_id": world.former.id, "file_name": "고침.csv", "file": b"Zg==",
        })
        corrected._write_locked({"import_id": document.id, "state": "in_force"})
