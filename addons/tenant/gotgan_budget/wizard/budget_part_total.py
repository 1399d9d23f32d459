from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class BudgetPartTotal(models.TransientModel):
    """What a table of a budget book comes to, fund by fund, beside what the version has now."""

    _name = "gotgan.budget.part.total"
    _description = "Total of a Table of a Budget Book"
    _order = "id"
    _rec_name = "fund_id"

    wizard_id = fields.Many2one(
        "gotgan.budget.part.import", required=True, ondelete="cascade", index=True,
    )
    fund_id = fields.Many2one("gotgan.fund", readonly=True, ondelete="cascade")
    row_count = fields.Integer(string="Rows", readonly=True)
    present = Won(string="In the Budget Now", readonly=True)
    amount = Won(string="After This Table", readonly=True)
