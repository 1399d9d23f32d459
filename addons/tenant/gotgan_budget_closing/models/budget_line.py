from odoo import models


class BudgetLine(models.Model):
    """A budget line leads back to the year its carried-in money came from."""

    _inherit = "gotgan.budget.line"

    def action_open_origin(self):
        """Show the carry-overs the money of these budget lines came with."""
        return self.env["gotgan.carryover.line"]._get_lineage_action(self.cell_ids)
