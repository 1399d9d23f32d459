from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OrganizationCase


@tagged("post_install", "-at_install")
class TestDepartment(OrganizationCase):
    """Departments are Odoo's own, with the code they have in the budget."""

    def test_code_is_unique_where_set(self):
        self.env["hr.department"].create([{"name": "가"}, {"name": "나"}])
        with (
            self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"), self.cr.savepoint(),
        ):
            self.env["hr.department"].create({"name": "다", "code": "T-FIN"})

    def test_manager_keeps_departments_without_personnel_rights(self):
        employee = self.env["hr.employee"].create({
            "name": "박출납", "user_id": self.park.id, "department_id": self.finance.id,
        })
        head = self.env["hr.employee"].create({"name": "과장", "department_id": self.finance.id})
        department = self.finance.with_user(self.manager)
        department.write({"manager_id": head.id, "name": "회계재무과"})
        self.assertEqual(employee.parent_id, head)
        self.assertFalse(self.manager.has_group("hr.group_hr_user"))
        fresh = self.env["hr.department"].with_user(self.manager).create({"name": "새 과"})
        fresh.unlink()

    def test_staff_see_departments_and_their_own_one(self):
        self.env["hr.employee"].create({
            "name": "박출납", "user_id": self.park.id, "department_id": self.clinic.id,
        })
        mine = self.park.with_user(self.park)._get_department()
        self.assertEqual(mine, self.clinic)
        self.assertEqual(mine.complete_name, "보건소 / 보건행정과")
        self.assertEqual(mine.staff_ids.mapped("name"), ["박출납"])
        with self.assertRaises(AccessError):
            mine.write({"name": "다른 과"})

    def test_lineage_is_nearest_first(self):
        self.assertEqual(self.clinic._get_lineage(), [self.clinic.id, self.health.id])
        self.assertEqual(self.env["hr.department"]._get_lineage(), [])
