from odoo import fields, models


class BudgetLine(models.Model):
    """A budget line knows how its figure came about."""

    _inherit = "gotgan.budget.line"

    estimate_ids = fields.One2many("gotgan.cost.estimate", "line_id", readonly=True)

    def action_open_estimates(self):
        """Show the cost estimates behind the figures of these lines."""
        action = self.env["ir.actions.act_window"]._for_xml_id("gotgan_budget.cost_estimate_action")
        action["domain"] = [("line_id", "in", self.ids)]
        action["context"] = {}
        return action
