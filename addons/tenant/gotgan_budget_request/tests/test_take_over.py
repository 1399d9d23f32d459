from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestTakeOver(RequestCase):
    """Last year's budget with a rate, under this year's objects."""

    def setUp(self):
        super().setUp()
        self.office = self.get_former("201-01")
        self._write_former_estimates()

    def get_former(self, code):
        return self.world.former_lines.filtered(lambda one: one.subitem_id.code == code)

    def _write_former_estimates(self):
        document = self.env["gotgan.budget.import"].with_user(self.officer).create({
            "file": b"Zg==", "file_name": "예산서.csv", "fiscal_year_id": self.world.former.id,
        })
        common = {
            "import_id": document.id, "line_id": self.office.id, "round": 0, "base_amount": 0,
        }
        estimates = self.env["gotgan.cost.estimate"].sudo()
        top = estimates.create({
            **common, "sequence": 1, "name": "소식지", "amount": 1_200_000, "status": "counted",
        })
        estimates.create([
            {**common, "sequence": 2, "name": "인쇄", "formula": "1,000원*100부*10회",
             "amount": 1_000_000, "status": "breakdown", "parent_id": top.id},
            {**common, "sequence": 3, "name": "우편", "formula": "별첨 참조",
             "amount": 200_000, "status": "breakdown", "parent_id": top.id},
            {**common, "sequence": 4, "name": "현수막", "formula": "100,000원*2개소+100,000원",
             "amount": 300_000, "status": "counted"},
        ])

    def open_dialog(self):
        context = self.request.action_take_over()["context"]
        return Form(
            self.env["gotgan.budget.take.over"].with_user(self.staff).with_context(**context)
        )

    def test_what_is_proposed(self):
        dialog = self.open_dialog().save()
        self.assertRecordValues(dialog.line_ids.sorted(lambda one: one.former_subitem_id.code), [
            {"status": "same", "is_chosen": True, "amount": 1_500_000, "new_amount": 1_500_000},
            {"status": "mapped", "is_chosen": True, "amount": 700_000, "new_amount": 700_000},
            {"status": "decide", "is_chosen": False, "amount": 1_000_000, "new_amount": 0},
        ])
        self.assertEqual((dialog.open_count, dialog.taken), (1, 2_200_000))

    def test_the_formula_is_kept_and_the_rate_written_behind_it(self):
        form = self.open_dialog()
        form.rate = 103
        self.assertEqual(form.taken, 1_545_000 + 721_000)
        form.save().action_apply()
        line = self.request.line_ids.filtered(lambda one: one.subitem_id.code == "201-01")
        self.assertRecordValues(line.estimate_ids, [
            {"level": "1", "name": "소식지", "formula": False, "amount": 1_236_000},
            {"level": "2", "name": "인쇄", "formula": "1,000원*100부*10회*103%",
             "amount": 1_030_000},
            {"level": "2", "name": "우편", "formula": "200,000원*103%", "amount": 206_000},
            {"level": "1", "name": "현수막", "formula": "(100,000원*2개소+100,000원)*103%",
             "amount": 309_000},
        ])
        self.assertEqual((line.requested, line.last_amount), (1_545_000, 1_500_000))
        moved = self.request.line_ids - line
        self.assertEqual(moved.subitem_id.code, "202-02", "국외업무여비 has a new code in FY2027")
        self.assertEqual(moved.estimate_ids.formula, "700,000원*103%")

    def test_the_preview_says_what_comes_of_it(self):
        """Last year's formula was rounded up already: it is raised as it stands, and rounded once.
        """
        banner = self.office.estimate_ids.filtered(lambda one: one.name == "현수막")
        banner.sudo().formula = "299,001원*1식"
        for rate in (100, 101.37, 103, 97.5, 33.33):
            with self.subTest(rate):
                self.request.line_ids.unlink()
                form = self.open_dialog()
                form.rate = rate
                taken = form.taken
                form.save().action_apply()
                self.assertEqual(sum(self.request.line_ids.mapped("requested")), taken)
        self.assertEqual(
            self.request.line_ids.estimate_ids.filtered(lambda one: one.name == "현수막").amount,
            100_000, "299,001 * 33.33 % = 99,657.03",
        )

    def test_what_was_prepared_here_keeps_its_formulas(self):
        """The year before was settled in requests: their estimates go on, where none came in."""
        former, travel = self.world.former, self.get_former("202-03")
        cycle = self.env["gotgan.budget.cycle"].with_user(self.officer).create({
            "fiscal_year_id": former.id,
        })
        cycle.action_open()
        request = cycle.request_ids.filtered(lambda one: one.department_id == self.department)
        self.env["gotgan.budget.request.line"].with_user(self.staff).create({
            "request_id": request.id, "fund_id": travel.fund_id.id,
            "project_id": travel.project_id.id, "subitem_id": travel.subitem_id.id,
            "estimate_ids": [Command.create({
                "name": "연수", "formula": "350,000원*2명", "is_duty": True,
                "duty_ground": "공무원 인재개발법 제3조",
            })],
        })
        self.go("settled", request.with_user(self.staff))
        form = self.open_dialog()
        form.rate = 110
        self.assertEqual(form.taken, 1_650_000 + 770_000)
        form.save().action_apply()
        line = self.request.line_ids.filtered(lambda one: one.subitem_id.code == "202-02")
        self.assertRecordValues(line.estimate_ids, [
            {"name": "연수", "formula": "350,000원*2명*110%", "amount": 770_000,
             "is_duty": True, "duty_ground": "공무원 인재개발법 제3조"},
        ])

    def test_what_the_table_leaves_open_a_person_decides(self):
        form = self.open_dialog()
        for place in range(len(form.line_ids)):
            with form.line_ids.edit(place) as row:
                row.is_chosen = True
        dialog = form.save()
        with self.assertRefused("시설비"):
            dialog.action_apply()
        dialog.line_ids.filtered("is_chosen").filtered(
            lambda one: not one.subitem_id
        ).subitem_id = self.world.subitem("401-02")
        dialog.action_apply()
        line = self.request.line_ids.filtered(lambda one: one.subitem_id.code == "401-02")
        self.assertEqual(line.requested, 1_000_000)
        self.assertEqual(line.last_amount, 1_000_000, "the decision is remembered")
        self.assertEqual(
            self.parts(line), {"01": 500_000, "06": 150_000, "09": 350_000},
        )

    def test_only_chosen_projects_and_no_line_twice(self):
        self.open_dialog().save().action_apply()
        dialog = self.open_dialog().save()
        self.assertFalse(dialog.line_ids.filtered("is_chosen"))
        self.assertEqual(set(dialog.line_ids.mapped("status")), {"present", "decide"})

    def test_masters_of_the_year_before_come_along(self):
        self.project.unlink()
        self.open_dialog().save().action_apply()
        project = self.request.line_ids.project_id
        self.assertEqual(project.fiscal_year_id, self.year)
        self.assertEqual(project.code, self.world.former_project.code)
        self.assertEqual(project.policy_id.code, self.world.former_project.policy_id.code)
