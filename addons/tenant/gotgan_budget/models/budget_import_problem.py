from odoo import fields, models

from ..wording import TEXTS


class BudgetImportProblem(models.Model):
    """One thing that is wrong in a budget file."""

    _name = "gotgan.budget.import.problem"
    _description = "Problem in a Budget File"
    _inherit = ["gotgan.file.fault.mixin"]

    _texts = TEXTS

    import_id = fields.Many2one(
        "gotgan.budget.import", required=True, readonly=True, index=True, ondelete="cascade",
    )
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Notice")], required=True, readonly=True,
    )
