from odoo import models


class BudgetLine(models.Model):
    """A budget line is where a change of it is asked for."""

    _inherit = "gotgan.budget.line"

    def action_request_change(self):
        """Open a new request to move money from these lines."""
        return self.cell_ids.action_request_change()
