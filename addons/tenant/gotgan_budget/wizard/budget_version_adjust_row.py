from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won

from ..version_row import ADDRESS, REVENUE_ADDRESS

LINE, REVENUE = "gotgan.budget.version.line", "gotgan.budget.version.revenue"


class BudgetVersionAdjustRow(models.TransientModel):
    """One figure of a bill to change: a line it has, or a new one by its address."""

    _name = "gotgan.budget.version.adjust.row"
    _description = "Figure of a Bill to Change"

    wizard_id = fields.Many2one(
        "gotgan.budget.version.adjust", required=True, ondelete="cascade",
    )
    version_id = fields.Many2one(related="wizard_id.version_id")
    fiscal_year_id = fields.Many2one(related="wizard_id.fiscal_year_id")
    line_id = fields.Many2one(
        LINE, string="Expenditure Line", ondelete="cascade",
        domain="[('version_id', '=', version_id)]",
    )
    revenue_id = fields.Many2one(
        REVENUE, string="Revenue Item", ondelete="cascade",
        domain="[('version_id', '=', version_id)]",
    )
    fund_id = fields.Many2one(
        "gotgan.fund", domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_id = fields.Many2one("hr.department")
    project_id = fields.Many2one(
        "gotgan.program",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem",
        domain="[('fiscal_year_id', '=', fiscal_year_id),"
               " ('level', 'in', ('subitem', 'mok', 'semok'))]",
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    revenue_source_id = fields.Many2one(
        "gotgan.revenue.source", domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    name = fields.Char(string="Revenue Called")
    before = Won(compute="_compute_before", string="In the Bill Now")
    amount = Won(string="To Be", required=True)
    reason = fields.Char()

    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "A figure of a budget is never below zero.",
    )

    @api.depends("line_id", "revenue_id")
    def _compute_before(self):
        for row in self:
            row.before = row.line_id.amount or row.revenue_id.amount

    @api.onchange("line_id", "revenue_id")
    def _onchange_part(self):
        """Begin with the figure as it is, and show where it stands."""
        part = self.line_id or self.revenue_id
        if part:
            self.amount = part.amount
            for name in part._address:
                self[name] = part[name]

    def _get_change(self):
        """Return (model, place, won, reason) of the row.

        :raises UserError: it names neither an expenditure nor a revenue in full
        """
        self.ensure_one()
        part = self.line_id or self.revenue_id
        if part:
            return part._name, part._get_place(), self.amount, self.reason
        model, names = (
            (REVENUE, REVENUE_ADDRESS) if self.revenue_source_id else (LINE, ADDRESS)
        )
        if not all(self[name] for name in names):
            raise UserError(self.env._(
                "Choose a line of the bill, or name a new one in full: fund, department, project, "
                "object and funding source, or fund, revenue source, department and name.",
            ))
        place = tuple(
            self[name].id if self._fields[name].type == "many2one" else self[name]
            for name in names
        )
        return model, place, self.amount, self.reason
