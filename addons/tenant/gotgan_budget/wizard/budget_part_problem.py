from odoo import fields, models

from ..parts.wording import TEXTS


class BudgetPartProblem(models.TransientModel):
    """One thing that is wrong in a table of a budget book."""

    _name = "gotgan.budget.part.problem"
    _description = "Problem in a Table of a Budget Book"
    _inherit = ["gotgan.file.fault.mixin"]

    _texts = TEXTS

    wizard_id = fields.Many2one(
        "gotgan.budget.part.import", required=True, ondelete="cascade", index=True,
    )
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Notice")], required=True, readonly=True,
    )
