from odoo import fields, models


class BudgetRequestEstimate(models.Model):
    """산출근거 as the department asked: it stays so once the request is handed in."""

    _name = "gotgan.budget.request.estimate"
    _description = "Cost Estimate of a Request"
    _inherit = ["gotgan.budget.estimate.mixin", "gotgan.transition.line.mixin"]
    _parent_field = "request_id"
    _rows_field = "estimate_ids"

    parent_id = fields.Many2one(
        "gotgan.budget.request.estimate", string="Part Of", compute="_compute_amount", store=True,
        index="btree_not_null", ondelete="set null",
    )
    child_ids = fields.One2many("gotgan.budget.request.estimate", "parent_id", string="Parts")
