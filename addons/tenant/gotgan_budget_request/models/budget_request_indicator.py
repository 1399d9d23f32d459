from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BudgetRequestIndicator(models.Model):
    """What a project is to achieve, and how one will see it (성과계획: 지방재정법 5)."""

    _name = "gotgan.budget.request.indicator"
    _description = "Goal and Indicator of a Request"
    _inherit = ["gotgan.budget.shared.row.mixin", "gotgan.transition.line.mixin"]
    _order = "request_id, project_id, sequence, id"
    _parent_field = "request_id"

    request_id = fields.Many2one(
        "gotgan.budget.request", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="request_id.fiscal_year_id")
    sequence = fields.Integer(default=10)
    project_id = fields.Many2one(
        "gotgan.program", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    goal = fields.Char(required=True)
    name = fields.Char(string="Indicator", required=True)
    measure = fields.Char(string="How It Is Measured")
    unit = fields.Char(string="Measured In")
    last_result = fields.Char(string="Result Last Year")
    target = fields.Char(required=True)

    @api.constrains("project_id", "request_id")
    def _check_year(self):
        for row in self:
            if row.project_id and row.project_id.fiscal_year_id != row.request_id.fiscal_year_id:
                raise ValidationError(self.env._(
                    "%(project)s belongs to another fiscal year than %(request)s.",
                    project=row.project_id.display_name, request=row.request_id.display_name,
                ))
