from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.gotgan_base.fields import Won

from ..share import part_of, share_of


class AllotmentFill(models.TransientModel):
    """Fill an allotment: which departments and projects, and which share of their money."""

    _name = "gotgan.allotment.fill"
    _description = "Choose Budget Lines"

    allotment_id = fields.Many2one("gotgan.allotment", required=True, ondelete="cascade")
    fiscal_year_id = fields.Many2one(related="allotment_id.fiscal_year_id")
    kind = fields.Selection(related="allotment_id.kind")
    fund_ids = fields.Many2many(
        "gotgan.fund", string="Funds", domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    department_ids = fields.Many2many("hr.department", string="Departments")
    project_ids = fields.Many2many(
        "gotgan.program", string="Projects",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
    )
    item_ids = fields.Many2many(
        "gotgan.expenditure.object", string="Object Items",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'item'),"
               " ('subject_set', '=', 'local_government')]",
    )
    percent = fields.Integer(
        string="Share (%)", required=True, default=100,
        help="Allotting: this share of the appropriation is allotted in all, counting what is "
             "allotted already; 100 allots all that is left. Taking back: this share of what is "
             "allotted and free.",
    )
    cell_count = fields.Integer(string="Number of Budget Lines", compute="_compute_amount")
    amount = Won(string="Total", compute="_compute_amount")

    _percent_range = models.Constraint(
        "CHECK (percent BETWEEN 1 AND 100)", "The share lies between 1 and 100.",
    )

    @api.depends("allotment_id", "fund_ids", "department_ids", "project_ids", "item_ids", "percent")
    def _compute_amount(self):
        for wizard in self:
            amounts = wizard._get_amounts()
            wizard.cell_count, wizard.amount = len(amounts), sum(amounts.values())

    def action_fill(self):
        """Put the chosen budget lines into the allotment; those in it already are left alone."""
        self.ensure_one()
        present = self.allotment_id.line_ids.cell_id
        amounts = {
            cell: won for cell, won in self._get_amounts().items() if cell not in present
        }
        if not amounts:
            raise UserError(self.env._(
                "Nothing is left to choose here: these budget lines have no such money, or they "
                "stand in the allotment already. Choose other departments or another share.",
            ))
        self.env["gotgan.allotment.line"].create([
            {"allotment_id": self.allotment_id.id, "cell_id": cell.id, "amount": won}
            for cell, won in amounts.items()
        ])
        return {"type": "ir.actions.act_window_close"}

    def _get_amounts(self):
        """Return {cell: won} of the chosen cells that have anything to move."""
        percent = min(max(self.percent, 0), 100)
        cells = self.env["gotgan.budget.cell"].search(
            self._get_domain(),
            order="department_id, project_id, subitem_id, funding_source_id",
        )
        if self.kind == "recall":
            found = {cell: part_of(cell.available, percent) for cell in cells}
        else:
            found = {
                cell: share_of(cell.appropriated, cell.allotted, percent) for cell in cells
            }
        return {cell: won for cell, won in found.items() if won > 0}

    def _get_domain(self):
        domain = Domain("fiscal_year_id", "=", self.fiscal_year_id.id)
        for name, chosen in (
            ("fund_id", self.fund_ids), ("department_id", self.department_ids),
            ("project_id", self.project_ids), ("subitem_id.parent_id", self.item_ids),
        ):
            if chosen:
                domain &= Domain(name, "in", chosen.ids)
        return domain
