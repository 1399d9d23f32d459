from odoo import models
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import Won


class BudgetCell(models.Model):
    """A cell knows what of it is withheld (배정유보), and is where a change is asked for.

    What is withheld stays unallotted; the constraint says so where nobody can walk around it.
    """

    _inherit = "gotgan.budget.cell"

    withheld = Won(readonly=True, help="Held back from allotment until it is released.")

    _within_unallotted = models.Constraint(
        "CHECK (COALESCE(withheld, 0) >= 0 AND allotted + COALESCE(withheld, 0) <= appropriated)",
        "What is withheld can neither be allotted nor moved: release it first.",
    )

    def action_request_change(self):
        """Open a new request to move money from these cells."""
        return self.env["gotgan.budget.change"]._get_new_action([
            Command.create({"direction": "take", "cell_id": cell.id}) for cell in self
        ], self.department_id[:1])
