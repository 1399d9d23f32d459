from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

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
        "hr.department", string="Department or Bureau", required=True, ondelete="restrict",
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
        for ceiling in self:
            ceiling.used = ceiling._read_used()
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

    def _read_used(self):
        """Return what the departments under the ceiling ask for as it stands, in won."""
        lines_sudo = self.env["gotgan.budget.request.line"].sudo()
        domain = [
            ("cycle_id", "=", self.cycle_id.id), ("fund_id", "=", self.fund_id.id),
            ("department_id", "child_of", self.department_id.ids),
        ]
        if self.basis == "all":
            return lines_sudo._read_group(domain, [], ["amount:sum"])[0][0] or 0
        funding_sudo = self.env["gotgan.budget.request.funding"].sudo()
        domain = [("line_id", "in", lines_sudo.search(domain).ids),
                  ("funding_source_id.origin", "not in", ("national", "province"))]
        return funding_sudo._read_group(domain, [], ["amount:sum"])[0][0] or 0
