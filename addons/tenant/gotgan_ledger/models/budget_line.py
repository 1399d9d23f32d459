from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won

from ..core import TOTALS


class BudgetLine(models.Model):
    """Expenditure budget subject: where money is looked for and found.

    Fiscal year × fund × department × project × object subitem (지방재정법 41, 영 47). Its money
    lies in cells, one per funding source.
    """

    _name = "gotgan.budget.line"
    _description = "Budget Line"
    _inherit = ["gotgan.ledger.source.mixin"]
    _order = "fiscal_year_id desc, department_id, project_id, subitem_id, id"
    _rec_names_search = ["project_id", "subitem_id"]

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, readonly=True, ondelete="restrict", index=True,
    )
    fund_id = fields.Many2one("gotgan.fund", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, ondelete="restrict", index=True,
    )
    project_id = fields.Many2one(
        "gotgan.program", required=True, readonly=True, ondelete="restrict",
        index=True,
    )
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", required=True, readonly=True,
        ondelete="restrict", index=True,
    )
    unit_id = fields.Many2one(related="project_id.parent_id", string="Unit Programme")
    item_id = fields.Many2one(related="subitem_id.parent_id", string="Object Item")
    cell_ids = fields.One2many("gotgan.budget.cell", "line_id", readonly=True)

    appropriated = Won(compute="_compute_totals", string="Current Appropriation")
    voted = Won(compute="_compute_totals", string="Budget")
    reserve_used = Won(compute="_compute_totals", string="From Reserve")
    transferred = Won(compute="_compute_totals", string="Moved In or Out")
    carried_in = Won(compute="_compute_totals", string="From Last Year")
    allotted = Won(compute="_compute_totals")
    requested = Won(compute="_compute_totals")
    committed = Won(compute="_compute_totals")
    paid = Won(compute="_compute_totals")
    carried_over = Won(compute="_compute_totals")
    available = Won(
        compute="_compute_totals",
        string="Available",
        help="Allotted, and neither requested nor committed.",
    )

    _address_unique = models.UniqueIndex(
        "(fiscal_year_id, fund_id, department_id, project_id, subitem_id)",
        "This budget line exists already.",
    )

    def _compute_totals(self):
        sums = self._get_totals()
        for line in self:
            totals = sums.get(line.id, dict.fromkeys(TOTALS, 0))
            line.update(totals)
            line.available = totals["allotted"] - totals["requested"] - totals["committed"]

    @api.depends("project_id", "subitem_id", "department_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = (
                f"{line.project_id.name} · {line.subitem_id.code} {line.subitem_id.name}"
            )

    @api.model
    def _search_display_name(self, operator, value):
        """Each word is part of the project's, object's or department's name, or begin a code."""
        if operator not in ("ilike", "like") or not isinstance(value, str):
            return super()._search_display_name(operator, value)
        return Domain.AND([
            Domain.OR([
                [("project_id.name", "ilike", word)],
                [("subitem_id.name", "ilike", word)],
                [("subitem_id.code", "=like", word + "%")],
                [("department_id.name", "ilike", word)],
            ])
            for word in value.replace("·", " ").split()
        ])

    def _get_move_domain(self):
        return [("cell_id.line_id", "in", self.ids)]

    def _get_totals(self):
        """Return ``{line id: {total: won}}`` of lines that have cells; summed by the database."""
        self.env["gotgan.budget.cell"].flush_model()
        rows = self.env.execute_query(SQL(
            "SELECT line_id, %s FROM gotgan_budget_cell WHERE line_id = ANY(%s) GROUP BY line_id",
            SQL(", ").join(SQL("SUM(%s)::int8", SQL.identifier(name)) for name in TOTALS),
            list(self.ids),
        ))
        return {row[0]: dict(zip(TOTALS, row[1:], strict=True)) for row in rows}
