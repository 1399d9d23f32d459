from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class AuthorizedCarryover(models.Model):
    """명시이월비: money that the vote lets be spent in the next year too (지방재정법 50①)."""

    _name = "gotgan.authorized.carryover"
    _description = "Authorized Carry-Over"
    _inherit = ["gotgan.budget.promise.mixin"]
    _order = "version_id, fund_id, department_id, project_id, id"
    _rec_name = "project_id"

    project_id = fields.Many2one(required=True, index=True)
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id),"
               " ('level', 'in', ('subitem', 'mok', 'semok'))]",
        help="Left empty: all objects of the project.",
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
        help="Left empty: all funding sources.",
    )
    amount = Won(string="Limit", required=True)
    reason = fields.Char(required=True)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "An authorized carry-over needs a limit above zero.",
    )
