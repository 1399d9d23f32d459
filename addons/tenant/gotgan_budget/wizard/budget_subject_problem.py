from odoo import fields, models

from ..subjects.wording import TEXTS


class SubjectProblem(models.TransientModel):
    """One thing that is wrong in a table of a budget by subjects."""

    _name = "gotgan.budget.subject.problem"
    _description = "Problem in a Budget by Subjects"
    _inherit = ["gotgan.file.fault.mixin"]

    _texts = TEXTS

    wizard_id = fields.Many2one(
        "gotgan.budget.subject.import", required=True, ondelete="cascade", index=True,
    )
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Notice")], required=True, readonly=True,
    )
