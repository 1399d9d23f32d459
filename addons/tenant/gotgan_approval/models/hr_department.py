from odoo import api, fields, models

from .approval_delegation import LEVELS


class HrDepartment(models.Model):
    """A department whose head is a post on the line of approval."""

    _inherit = "hr.department"

    level = fields.Selection(
        LEVELS, default="division", required=True, index=True,
        help="Which post the head of the department is when documents are decided.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        departments = super().create(vals_list)
        self.env["gotgan.approval"]._forget_posts()
        return departments

    def write(self, vals):
        done = super().write(vals)
        self.env["gotgan.approval"]._forget_posts()
        return done

    def unlink(self):
        done = super().unlink()
        self.env["gotgan.approval"]._forget_posts()
        return done

    def _get_post_label(self):
        """Return how people call the head of the department."""
        self_sudo = self.sudo()
        manager_sudo = self_sudo.manager_id
        return manager_sudo.job_title or self.env._("Head of %(department)s", department=self.name)
