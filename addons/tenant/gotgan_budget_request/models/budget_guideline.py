from odoo import fields, models


class BudgetGuideline(models.Model):
    """편성지침: how requests are to be written this time, with its papers."""

    _name = "gotgan.budget.guideline"
    _description = "Budget Guideline"
    _inherit = ["gotgan.paper.mixin", "gotgan.transition.line.mixin"]
    _order = "cycle_id, sequence, id"
    _parent_field = "cycle_id"

    cycle_id = fields.Many2one(
        "gotgan.budget.cycle", required=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True)
    text = fields.Text(string="Guideline")
    article = fields.Char(string="Basis", help="The article or guideline it rests on.")

    def _get_paper_document(self):
        return self.cycle_id
