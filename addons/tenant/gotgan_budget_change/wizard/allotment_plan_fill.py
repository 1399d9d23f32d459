from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_base.fields import Won


class AllotmentPlanFill(models.TransientModel):
    """Put budget lines into a plan: which departments and projects, and which quarterly shares."""

    _name = "gotgan.allotment.plan.fill"
    _description = "Plan Budget Lines"

    plan_id = fields.Many2one("gotgan.allotment.plan", required=True, ondelete="cascade")
    fiscal_year_id = fields.Many2one(related="plan_id.fiscal_year_id")
    fund_ids = fields.Many2many(
        "gotgan.fund", string="Funds", domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_ids = fields.Many2many("hr.department", string="Departments")
    project_ids = fields.Many2many(
        "gotgan.program", string="Projects",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    percent_1 = fields.Integer(string="1st Quarter (%)", required=True, default=30)
    percent_2 = fields.Integer(string="2nd Quarter (%)", required=True, default=30)
    percent_3 = fields.Integer(string="3rd Quarter (%)", required=True, default=25)
    percent_4 = fields.Integer(string="4th Quarter (%)", required=True, default=15)
    cell_count = fields.Integer(string="Number of Budget Lines", compute="_compute_amount")
    amount = Won(string="Total", compute="_compute_amount")

    _percent_whole = models.Constraint(
        "CHECK (LEAST(percent_1, percent_2, percent_3, percent_4) >= 0"
        " AND percent_1 + percent_2 + percent_3 + percent_4 = 100)",
        "The shares of the four quarters add up to 100.",
    )

    @api.depends("plan_id", "fund_ids", "department_ids", "project_ids")
    def _compute_amount(self):
        for wizard in self:
            cells = wizard._get_cells()
            wizard.cell_count = len(cells)
            wizard.amount = sum(cells.mapped("appropriated"))

    def action_fill(self):
        """Add the chosen budget lines; those in the plan already are left alone."""
        self.ensure_one()
        cells = self._get_cells()
        if not cells:
            raise UserError(self.env._(
                "Nothing is left to choose here: these budget lines have no money, or they stand "
                "in the plan already. Choose other departments.",
            ))
        percents = (self.percent_1, self.percent_2, self.percent_3, self.percent_4)
        lines = self.env["gotgan.allotment.plan.line"]
        lines.create([
            {"plan_id": self.plan_id.id, "cell_id": cell.id,
             **lines._prepare_months(cell, percents)}
            for cell in cells
        ])
        return {"type": "ir.actions.act_window_close"}

    def _get_cells(self):
        """Return the chosen cells; the contingency reserve is spent elsewhere, never allotted."""
        present, year = self.plan_id.line_ids.cell_id, self.fiscal_year_id
        reserve = self.env["gotgan.budget.change"]._find_reserve_codes(year.date_from)
        domain = Domain([
            ("fiscal_year_id", "=", year.id), ("appropriated", ">", 0),
            ("id", "not in", present.ids), ("subitem_id.code", "not in", reserve),
        ])
        for name, chosen in (
            ("fund_id", self.fund_ids), ("department_id", self.department_ids),
            ("project_id", self.project_ids),
        ):
            if chosen:
                domain &= Domain(name, "in", chosen.ids)
        return self.env["gotgan.budget.cell"].search(
            domain, order="department_id, project_id, subitem_id, funding_source_id",
        )
