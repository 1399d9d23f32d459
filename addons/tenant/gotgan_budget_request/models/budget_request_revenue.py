from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won

from ..estimate_tree import Row, weigh
from ..figures import find_former_revenue, find_revenue_figures
from ..revenue import fits, thousands_down
from ..wording import explain_formula


class BudgetRequestRevenue(models.Model):
    """세입예산 요구: what a department expects to come in, by 장·관·항·목 and reason.

    Revenue is rounded down to 천원 where expenditure is rounded up: what is not there cannot be
    spent. Money that comes for a purpose names the funding source it goes out as.
    """

    _name = "gotgan.budget.request.revenue"
    _description = "Revenue of a Budget Request"
    _inherit = ["gotgan.budget.shared.row.mixin", "gotgan.transition.line.mixin"]
    _order = "request_id, fund_id, revenue_source_id, sequence, id"
    _rec_names_search = ["name", "revenue_source_id"]
    _parent_field = "request_id"

    request_id = fields.Many2one(
        "gotgan.budget.request", required=True, index=True, ondelete="cascade",
    )
    cycle_id = fields.Many2one(related="request_id.cycle_id", store=True, index=True)
    fiscal_year_id = fields.Many2one(related="request_id.fiscal_year_id", store=True)
    department_id = fields.Many2one(related="request_id.department_id", store=True)
    state = fields.Selection(related="request_id.state")
    subject_set = fields.Selection(related="request_id.subject_set")
    sequence = fields.Integer(default=10)
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    revenue_source_id = fields.Many2one(
        "gotgan.revenue.source", required=True, ondelete="restrict", index=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('subject_set', '=', subject_set),"
               " ('child_ids', '=', False)]",
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", string="Goes Out As", ondelete="restrict",
        compute="_compute_funding_source_id", store=True, readonly=False, precompute=True,
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
        help="The funding source of the expenditure that this money is for.",
    )
    name = fields.Char(string="Reckoning", required=True)
    formula = fields.Char(help="As people write it: 12,500원*3,000세대*12월.")
    requested = Won(compute="_compute_requested", store=True)
    amount = Won(
        string="As It Stands", compute="_compute_amount", store=True, readonly=True,
        help="What is counted on: as requested, or as reviewed.",
    )
    reviewed = Won(string="Reviewed Amount", readonly=True)
    is_reviewed = fields.Boolean(readonly=True, string="Reviewed")
    last_amount = Won(string="Last Year's Budget", readonly=True)
    difference = Won(string="Increase or Decrease", compute="_compute_amount", store=True)
    problem = fields.Char(string="To Mend", compute="_compute_problem")

    @api.depends("revenue_source_id")
    def _compute_funding_source_id(self):
        """Propose the source that subsidies of this kind are spent as."""
        for row in self:
            sources = self.env["gotgan.funding.source"].search([
                ("fiscal_year_id", "=", row.revenue_source_id.fiscal_year_id.id),
                ("origin", "in", ("national", "province")),
            ])
            row.funding_source_id = row.funding_source_id or next(
                (one for one in sources if fits(row.revenue_source_id.code, one.code)), False,
            )

    @api.depends("formula")
    def _compute_requested(self):
        for row in self:
            row.requested = row._weigh().amount

    @api.depends("requested", "reviewed", "is_reviewed", "last_amount")
    def _compute_amount(self):
        for row in self:
            row.amount = row.reviewed if row.is_reviewed else row.requested
            row.difference = row.amount - row.last_amount

    @api.depends("formula", "name")
    @api.depends_context("lang")
    def _compute_problem(self):
        for row in self:
            fault = row._weigh().problem
            row.problem = explain_formula(self.env, row, *fault) if fault else False

    @api.constrains("formula")
    def _check_formula(self):
        faults = [row.problem for row in self if row.problem]
        if faults:
            raise ValidationError("\n".join(faults))

    @api.constrains("fund_id", "revenue_source_id", "request_id")
    def _check_subject(self):
        for row in self:
            for one in (row.fund_id, row.revenue_source_id):
                if one.fiscal_year_id != row.request_id.fiscal_year_id:
                    raise ValidationError(self.env._(
                        "%(subject)s belongs to another fiscal year than %(request)s. Choose the "
                        "subject of that year.", subject=one.display_name,
                        request=row.request_id.display_name,
                    ))

    @api.model_create_multi
    def create(self, vals_list):
        own = ("reviewed", "is_reviewed", "last_amount")
        rows = super().create([
            {name: value for name, value in vals.items() if name not in own} for vals in vals_list
        ])
        for row, last in find_revenue_figures(rows).items():
            if last:
                row._write_locked({"last_amount": last})
        return rows

    # ---- what others call ------------------------------------------------

    def _find_former_versions(self):
        """Return ``{version: won}``: what last year's figures of the rows are made of."""
        return find_former_revenue(self)

    # ---- inside ----------------------------------------------------------

    def _settle_amounts(self):
        """A request handed in again is judged anew: earlier reviews stay only as rows."""
        self.flush_recordset()
        if self.ids:
            self.env.cr.execute(SQL(
                "UPDATE gotgan_budget_request_revenue SET is_reviewed = FALSE, reviewed = 0"
                " WHERE id = ANY(%s)", list(self.ids),
            ))
            self.invalidate_recordset(["is_reviewed", "reviewed"], flush=False)
            self.modified(["is_reviewed", "reviewed"])

    def _weigh(self):
        return weigh([Row(1, self.formula or "")], thousands_down)[0]
