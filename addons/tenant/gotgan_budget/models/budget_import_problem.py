from odoo import api, fields, models

from ..wording import TEXTS, say


class BudgetImportProblem(models.Model):
    """One thing that is wrong in a budget file: row, column, what, why, and what to do."""

    _name = "gotgan.budget.import.problem"
    _description = "Problem in a Budget File"
    _order = "severity, row, id"
    _rec_name = "code"

    import_id = fields.Many2one(
        "gotgan.budget.import", required=True, readonly=True, index=True, ondelete="cascade",
    )
    row = fields.Integer(
        readonly=True, aggregator=None, help="As a spreadsheet numbers it; 0: the whole file.",
    )
    column = fields.Char(readonly=True)
    code = fields.Char(string="Kind", readonly=True, required=True)
    params = fields.Json(readonly=True)
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Notice")], required=True, readonly=True,
    )
    message = fields.Text(string="What Is Wrong", compute="_compute_message")
    advice = fields.Text(string="What to Do", compute="_compute_message")

    @api.depends("code", "params")
    @api.depends_context("lang")
    def _compute_message(self):
        for problem in self:
            what, todo = TEXTS[problem.code]
            problem.message = say(self.env, what, problem.params or {})
            problem.advice = say(self.env, todo, problem.params or {})
