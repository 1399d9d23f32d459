from odoo import fields, models


class HrDepartment(models.Model):
    """A department of the agency: Odoo's own, with the code it has in the budget."""

    _inherit = "hr.department"

    code = fields.Char(index=True, help="The code of the department in e-Hojo and in the budget.")
    office_ids = fields.One2many("gotgan.office", "department_id", string="Offices Kept Here")
    staff_ids = fields.One2many(
        "hr.employee.public", "department_id", readonly=True,
    )

    _code_unique = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL", "Another department already has this code.",
    )

    def _get_lineage(self):
        """Return ids of the department and its superiors, nearest first; empty for none."""
        path = self.sudo().parent_path or ""
        return [int(one) for one in reversed(path.split("/")) if one]

    def _update_employee_manager(self, manager_id):
        """Let those who keep the departments name a head without opening personnel files."""
        departments_sudo = self.sudo()
        return super(HrDepartment, departments_sudo)._update_employee_manager(manager_id)
