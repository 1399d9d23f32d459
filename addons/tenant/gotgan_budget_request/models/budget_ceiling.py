from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won


class BudgetCeiling(models.Model):
    """How much a department, or a bureau with all its departments, may ask for from a fund.

    Ceilings are given on the agency's own money as a rule: what the State and the province pay for
    is decided by them.
    """

    _name = "gotgan.budget.ceiling"
    _description = "Ceiling of Requests"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "cycle_id, department_id, fund_id"
    _rec_name = "department_id"
    _parent_field = "cycle_id"

    cycle_id = fields.Many2one(
        "gotgan.budget.cycle", required=True, index=True, ondelete="cascade",
    )
    fiscal_year_id = fields.Many2one(related="cycle_id.fiscal_year_id")
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict",
        help="A department, or one above others with all of them.",
    )
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    basis = fields.Selection(
        [("own", "Own Money"), ("all", "All Money")], string="Counts", required=True, default="own",
    )
    amount = Won(string="Ceiling", required=True)
    used = Won(compute="_compute_used", string="Asked For")
    left = Won(compute="_compute_used", string="Left")
    note = fields.Char(string="Remarks")

    _once = models.UniqueIndex(
        "(cycle_id, department_id, fund_id)",
        "This department has a ceiling in this fund already.",
    )
    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "A ceiling cannot be negative.",
    )

    @api.depends("cycle_id", "department_id", "fund_id", "basis", "amount")
    def _compute_used(self):
        sums = self._read_sums()
        departments = self.env["hr.department"].browse({key[2] for key in sums})
        above = {one.id: set(one._get_lineage()) for one in departments}
        for ceiling in self:
            place = (ceiling.cycle_id._origin.id, ceiling.fund_id._origin.id)
            own = ceiling.basis == "own"
            ceiling.used = sum(
                parts[own] for (*there, department), parts in sums.items()
                if tuple(there) == place and ceiling.department_id._origin.id in above[department]
            )
            ceiling.left = ceiling.amount - ceiling.used

    @api.constrains("cycle_id", "fund_id")
    def _check_year(self):
        for ceiling in self:
            if ceiling.fund_id.fiscal_year_id != ceiling.cycle_id.fiscal_year_id:
                raise ValidationError(self.env._(
                    "%(fund)s belongs to another fiscal year than %(cycle)s. Choose the fund of "
                    "that year.", fund=ceiling.fund_id.display_name,
                    cycle=ceiling.cycle_id.display_name,
                ))

    def copy_data(self, default=None):
        raise UserError(self.env._(
            "A department has one ceiling per fund. Add a line for another department instead.",
        ))

    def _read_sums(self):
        """Return ``{(cycle id, fund id, department id): (all won, own won)}``, by one statement."""
        self.env["gotgan.budget.request.line"].flush_model()
        self.env["gotgan.budget.request.funding"].flush_model()
        rows = self.env.execute_query(SQL(
            """
            SELECT l.cycle_id, l.fund_id, l.department_id, SUM(l.amount)::int8,
                   SUM(COALESCE(own.won, 0))::int8
            FROM gotgan_budget_request_line l LEFT JOIN (
                SELECT f.line_id, SUM(f.amount) AS won
                FROM gotgan_budget_request_funding f
                JOIN gotgan_funding_source s ON s.id = f.funding_source_id
                WHERE s.origin NOT IN ('national', 'province') GROUP BY f.line_id
            ) own ON own.line_id = l.id
            WHERE l.cycle_id = ANY(%s) GROUP BY 1, 2, 3
            """, self.cycle_id.ids,
        ))
        return {tuple(row[:3]): tuple(row[3:]) for row in rows}
