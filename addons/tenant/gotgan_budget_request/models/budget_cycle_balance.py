from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won


class BudgetCycleBalance(models.Model):
    """Revenue and expenditure of one fund as the requests stand.

    All revenue and spending goes through the budget and each fund must balance (지방재정법 34, 36).
    Money from the State or the province goes out as what it came in for.
    """

    _name = "gotgan.budget.cycle.balance"
    _description = "Balance of a Fund in Preparation"
    _auto = False
    _order = "cycle_id, fund_id"
    _rec_name = "fund_id"
    _depends = {
        "gotgan.budget.request": ["cycle_id"],
        "gotgan.budget.request.line": ["request_id", "fund_id", "amount"],
        "gotgan.budget.request.funding": ["line_id", "funding_source_id", "amount"],
        "gotgan.budget.request.revenue": ["request_id", "fund_id", "funding_source_id", "amount"],
    }

    cycle_id = fields.Many2one("gotgan.budget.cycle", readonly=True)
    fund_id = fields.Many2one("gotgan.fund", readonly=True)
    revenue = Won(readonly=True)
    expenditure = Won(readonly=True)
    missing = Won(
        string="Revenue Missing", readonly=True, help="Expenditure less revenue of the fund.",
    )
    transfer_revenue = Won(
        string="From State and Province", readonly=True,
        help="Revenue that the State or the province gives for a purpose.",
    )
    transfer_expenditure = Won(
        string="Spent From It", readonly=True,
        help="Expenditure that is paid from the State's or the province's money.",
    )
    transfer_missing = Won(
        string="Difference of Transfers", readonly=True,
        help="The State's and the province's money that goes out less what comes in.",
    )
    verdict = fields.Selection(
        [("balanced", "Balanced"), ("revenue", "Revenue Is Missing"),
         ("expenditure", "Expenditure Is Missing"), ("transfer", "Transfers Differ")],
        compute="_compute_verdict",
    )

    @api.depends("missing", "transfer_missing")
    def _compute_verdict(self):
        for row in self:
            if row.missing:
                row.verdict = "revenue" if row.missing > 0 else "expenditure"
            else:
                row.verdict = "transfer" if row.transfer_missing else "balanced"

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(id) AS id, cycle_id, fund_id,
                   SUM(revenue)::int8 AS revenue, SUM(expenditure)::int8 AS expenditure,
                   SUM(expenditure - revenue)::int8 AS missing,
                   SUM(transfer_in)::int8 AS transfer_revenue,
                   SUM(transfer_out)::int8 AS transfer_expenditure,
                   SUM(transfer_out - transfer_in)::int8 AS transfer_missing
            FROM (
                SELECT l.id * 4 AS id, q.cycle_id, l.fund_id, 0 AS revenue,
                       l.amount AS expenditure, 0 AS transfer_in, 0 AS transfer_out
                FROM gotgan_budget_request_line l
                JOIN gotgan_budget_request q ON q.id = l.request_id
                UNION ALL
                SELECT f.id * 4 + 1, q.cycle_id, l.fund_id, 0, 0, 0, f.amount
                FROM gotgan_budget_request_funding f
                JOIN gotgan_budget_request_line l ON l.id = f.line_id
                JOIN gotgan_budget_request q ON q.id = l.request_id
                JOIN gotgan_funding_source s ON s.id = f.funding_source_id
                WHERE s.origin IN ('national', 'province')
                UNION ALL
                SELECT r.id * 4 + 2, q.cycle_id, r.fund_id, r.amount, 0,
                       CASE WHEN s.origin IN ('national', 'province') THEN r.amount ELSE 0 END, 0
                FROM gotgan_budget_request_revenue r
                JOIN gotgan_budget_request q ON q.id = r.request_id
                LEFT JOIN gotgan_funding_source s ON s.id = r.funding_source_id
            ) AS part GROUP BY cycle_id, fund_id
            """,
        )
