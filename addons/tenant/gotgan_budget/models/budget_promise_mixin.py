from odoo import fields, models


class BudgetPromise(models.AbstractModel):
    """What a version lets be spent beyond its own year: 계속비, 채무부담행위, 명시이월비."""

    _name = "gotgan.budget.promise.mixin"
    _description = "Promise of a Budget Version"
    _inherit = ["gotgan.transition.line.mixin"]

    _parent_field = "version_id"

    version_id = fields.Many2one(
        "gotgan.budget.version", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="version_id.fiscal_year_id")
    state = fields.Selection(related="version_id.state")
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one("hr.department", required=True, ondelete="restrict")
    project_id = fields.Many2one(
        "gotgan.program", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    reason = fields.Char()
