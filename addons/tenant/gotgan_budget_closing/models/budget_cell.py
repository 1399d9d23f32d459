from odoo import fields, models


class BudgetCell(models.Model):
    """A cell knows what went over from it, and where its own carried-in money came from."""

    _inherit = "gotgan.budget.cell"

    carried_line_ids = fields.One2many(
        "gotgan.carryover.line", "cell_id", string="Carried Over By", readonly=True,
    )
    origin_line_ids = fields.One2many(
        "gotgan.carryover.line", "next_cell_id", string="Came Over By", readonly=True,
        domain=[("carryover_id.state", "=", "carried")],
    )
    origin_cell_ids = fields.Many2many(
        "gotgan.budget.cell", compute="_compute_origin_cell_ids", string="Budget Lines of Origin",
        help="Codes merge, so money of several budget lines can come together in one.",
    )

    _within_year = models.Constraint(
        "CHECK (requested + committed + carried_over <= appropriated)",
        "What is carried over can no longer be spent in the old year (Local Finance Act, "
        "Article 50): requests, commitments and carry-overs together exceed the appropriation.",
    )

    def _compute_origin_cell_ids(self):
        for cell in self:
            cell.origin_cell_ids = cell.origin_line_ids.cell_id

    def action_open_origin(self):
        """Show the carry-overs the money of these cells came with."""
        return self.env["gotgan.carryover.line"]._get_lineage_action(self)
