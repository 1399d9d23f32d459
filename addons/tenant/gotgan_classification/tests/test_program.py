from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import ClassificationCase


@tagged("post_install", "-at_install")
class TestProgram(ClassificationCase):
    def setUp(self):
        super().setUp()
        self.programs = self.env["gotgan.program"].with_user(self.manager)
        self.section = self.env["gotgan.function"]._get_by_code(self.fy2026, ["016"])["016"]
        self.policy = self.add("policy", "시민소통강화", function_id=self.section.id)
        self.unit = self.add("unit", "시민소통활성화 및 조정 추진", parent_id=self.policy.id)
        self.project = self.add("project", "시민 소통 추진", parent_id=self.unit.id)

    def add(self, level, name, **values):
        return self.programs.create(
            {"fiscal_year_id": self.fy2026.id, "level": level, "name": name, **values}
        )

    def test_a_project_knows_its_policy_its_unit_and_its_section(self):
        self.assertRecordValues(
            self.project,
            [
                {
                    "policy_id": self.policy.id,
                    "unit_id": self.unit.id,
                    "function_id": self.section.id,
                    "parent_path": f"{self.policy.id}/{self.unit.id}/{self.project.id}/",
                }
            ],
        )

    def test_a_section_of_the_policy_reaches_its_projects(self):
        other = self.env["gotgan.function"]._get_by_code(self.fy2026, ["011"])["011"]
        self.policy.function_id = other
        self.assertEqual(self.project.function_id, other)

    def test_codes_are_given_once_and_marked(self):
        self.assertRegex(self.policy.code, r"^P\d{6}$")
        self.assertRegex(self.unit.code, r"^U\d{6}$")
        self.assertRegex(self.project.code, r"^S\d{6}$")
        self.assertTrue(self.project.code_given)
        code = self.project.code
        self.project.name = "시민소통 추진"
        self.assertEqual(self.project.code, code)

    def test_a_code_of_the_budget_file_is_kept(self):
        named = self.add("project", "갈등관리 교육", parent_id=self.unit.id, code="2026001")
        self.assertEqual((named.code, named.code_given), ("2026001", False))

    def test_a_given_code_steps_aside_for_one_that_exists(self):
        number = int(self.project.code[1:])
        self.add("project", "손으로 지은 코드", parent_id=self.unit.id, code=f"S{number + 1:06d}")
        later = self.add("project", "다음", parent_id=self.unit.id)
        self.assertGreater(int(later.code[1:]), number + 1)

    def test_the_same_code_at_another_level(self):
        self.assertTrue(self.add("policy", "가", code="100"))
        self.assertTrue(self.add("unit", "나", code="100", parent_id=self.policy.id))

    def test_levels_keep_their_order(self):
        with self.assertRaisesRegex(ValidationError, "must stand under"):
            self.add("project", "건너뜀", parent_id=self.policy.id)
        with self.assertRaisesRegex(ValidationError, "must stand under"):
            self.add("unit", "홀로")

    def test_a_policy_has_a_section_not_a_field(self):
        field = self.env["gotgan.function"]._get_by_code(self.fy2026, ["010"])["010"]
        with self.assertRaisesRegex(ValidationError, "분야"):
            self.policy.function_id = field

    def test_a_copy_has_a_code_of_its_own(self):
        self.assertNotEqual(self.project.copy().code, self.project.code)

    def test_a_manager_adds_a_project_without_a_code(self):
        with Form(self.programs) as form:
            form.fiscal_year_id = self.fy2026
            form.level = "project"
            form.parent_id = self.unit
            form.name = "갈등민원 관리 및 조정"
        self.assertRegex(form.record.code, r"^S\d{6}$")

    def test_many_at_once_cost_few_queries(self):
        values = [
            {
                "fiscal_year_id": self.fy2026.id,
                "level": "project",
                "name": f"세부사업 {place}",
                "parent_id": self.unit.id,
            }
            for place in range(500)
        ]
        self.env.flush_all()
        with self.assertQueryCount(10):
            made = self.programs.create(values)
            self.env.flush_all()
        self.assertEqual(len(set(made.mapped("code"))), 500)
