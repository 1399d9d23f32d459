from odoo import models


class BudgetCell(models.Model):
    """A budget cell leads to its budget line and to the cost estimates behind it."""

    _inherit = "gotgan.budget.cell"

    def action_open_line(self):
        """Open the budget line of this cell."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "gotgan.budget.line",
            "res_id": self.line_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_open_estimates(self):
        """Show the cost estimates behind the figures of these cells."""
        return self.line_id.action_open_estimates()
