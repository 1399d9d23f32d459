from odoo import fields, models
from odoo.exceptions import UserError


class BudgetVersionAdjust(models.TransientModel):
    """Change figures of a bill that lies before the council or the board, each with its reason."""

    _name = "gotgan.budget.version.adjust"
    _description = "Change a Bill"

    version_id = fields.Many2one("gotgan.budget.version", required=True, ondelete="cascade")
    fiscal_year_id = fields.Many2one(related="version_id.fiscal_year_id")
    kind = fields.Selection(
        [("amend", "Amended Bill"), ("adjust", "Adjusted in the Deliberation")], required=True,
    )
    reason = fields.Char(required=True, help="Holds for every row without a reason of its own.")
    row_ids = fields.One2many("gotgan.budget.version.adjust.row", "wizard_id", string="Figures")

    def action_confirm(self):
        """Write the figures; what they were stays with the bill."""
        self.ensure_one()
        if not self.row_ids:
            raise UserError(self.env._("Enter at least one figure to change."))
        self.version_id._change_bill(
            self.kind, [row._get_change() for row in self.row_ids], self.reason,
        )
        return {"type": "ir.actions.act_window_close"}
