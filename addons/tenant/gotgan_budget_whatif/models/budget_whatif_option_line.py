from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..wording import explain_line


class BudgetWhatifOptionLine(models.Model):
    """What an option does to one budget cell, and why. Written once, by the comparison."""

    _name = "gotgan.budget.whatif.option.line"
    _description = "Line of an Option"
    _order = "option_id, difference, id"

    option_id = fields.Many2one(
        "gotgan.budget.whatif.option", required=True, readonly=True, ondelete="cascade",
        index=True,
    )
    cell_id = fields.Many2one(
        "gotgan.budget.cell", required=True, readonly=True, ondelete="restrict",
    )
    department_id = fields.Many2one(related="cell_id.department_id", store=True)
    project_id = fields.Many2one(related="cell_id.project_id")
    subitem_id = fields.Many2one(related="cell_id.subitem_id")
    funding_source_id = fields.Many2one(related="cell_id.funding_source_id", store=True)
    before = Won(readonly=True, required=True)
    difference = Won(string="Change", readonly=True, required=True)
    after = Won(readonly=True, required=True)
    spent = Won(
        string="Requested and Committed", readonly=True,
        help="What spending requests and commitments hold: it is never cut.",
    )
    duty = Won(string="Duty", readonly=True, help="What the law obliges the agency to spend.")
    duty_basis = fields.Char(string="Basis of the Duty", readonly=True)
    allotment_back = Won(
        string="Allotment to Take Back", readonly=True,
        help="So much is allotted beyond what would be left: it is taken back before the "
        "supplementary budget takes effect.",
    )
    ground = fields.Selection(
        [
            ("shock", "The Revenue Itself"), ("matching", "Matching Share"),
            ("reserve", "Contingency Reserve"), ("strategy", "Chosen"),
        ],
        required=True, readonly=True,
    )
    ratio_basis = fields.Selection(
        [("kept", "Fixed Ratio"), ("voted", "Voted Amounts")], string="Shared By", readonly=True,
        help="The ratio that the department fixed for the project, or, where none was fixed, that "
        "of the amounts voted.",
    )
    ratio = fields.Char(readonly=True)
    breaks = fields.Char(readonly=True)
    why = fields.Char(compute="_compute_why")

    @api.depends(
        "ground", "ratio_basis", "ratio", "breaks", "duty_basis", "before", "spent", "difference",
    )
    @api.depends_context("lang")
    def _compute_why(self):
        for line in self:
            line.why = explain_line(line)

    def action_open_line(self):
        """Open the budget line that would be changed."""
        return self.cell_id.action_open_line()
