from odoo import api, fields, models

from ..version_row import REVENUE_ADDRESS


class BudgetVersionRevenue(models.Model):
    """A revenue that a version estimates: where from, how computed, before and after.

    All revenue is in the budget, in full (지방재정법 34: 예산총계주의).
    """

    _name = "gotgan.budget.version.revenue"
    _description = "Revenue of a Budget Version"
    _inherit = ["gotgan.budget.version.part.mixin"]
    _order = "version_id, fund_id, revenue_source_id, department_id, name, id"
    _log_access = False
    _address = REVENUE_ADDRESS
    _subject_field = "revenue_source_id"

    version_id = fields.Many2one(
        "gotgan.budget.version", required=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="version_id.fiscal_year_id")
    state = fields.Selection(related="version_id.state")
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    revenue_source_id = fields.Many2one(
        "gotgan.revenue.source", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one("hr.department", required=True, ondelete="restrict")
    name = fields.Char(string="Item", required=True)
    formula = fields.Char(string="How It Is Computed")
    reason = fields.Char()

    _place_once = models.UniqueIndex(
        f"(version_id, {', '.join(REVENUE_ADDRESS)})",
        "A revenue of the same name, source and department can stand in a version only once.",
    )
    _never_negative = models.Constraint(
        "CHECK (amount >= 0)", "An estimate of revenue is never below zero.",
    )
    _adds_up = models.Constraint(
        "CHECK (difference = amount - base_amount)",
        "What changes is the amount after less the amount before.",
    )

    @api.onchange(*REVENUE_ADDRESS)
    def _onchange_address(self):
        """Show what stands before, as soon as the revenue is known."""
        if all(self[name] for name in REVENUE_ADDRESS):
            before = self.version_id._origin._read_before(self._name)
            self.base_amount = before.get(self._get_place(), 0)
