from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.fields import Won

from ..shares import as_fraction, split


class BudgetRequestFunding(models.Model):
    """Whose money pays for a line: 국비 50 : 도비 15 : 시비 35.

    The parts are split exactly from the figure of the line as it stands (지방재정법 21, 22: who
    bears what share), so a cut in a review is shared too. What the State has fixed in won stays as
    it is and the others bear the rest by their ratio.
    """

    _name = "gotgan.budget.request.funding"
    _description = "Funding Source of a Request"
    _inherit = ["gotgan.budget.shared.row.mixin", "gotgan.transition.line.mixin"]
    _order = "line_id, funding_source_id, id"
    _rec_name = "funding_source_id"
    _parent_field = "request_id"

    line_id = fields.Many2one(
        "gotgan.budget.request.line", required=True, index=True, ondelete="cascade",
    )
    request_id = fields.Many2one(related="line_id.request_id", store=True, index=True)
    fiscal_year_id = fields.Many2one(related="line_id.fiscal_year_id")
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    share = fields.Float(
        string="Ratio", digits=(16, 4), default=1, aggregator=None,
        help="The parts of the whole, such as 50 : 15 : 35.",
    )
    is_fixed = fields.Boolean(
        string="Fixed",
        help="The amount is given (가내시 or 확정내시) and does not follow the ratio.",
    )
    fixed_amount = Won(help="What is given, where it is fixed.")
    amount = Won(compute="_compute_amount", store=True)
    shown_amount = Won(
        string="Amount as Typed", compute="_compute_shown_amount",
        help="The amount, also while rows around it are being typed.",
    )

    _once = models.UniqueIndex(
        "(line_id, funding_source_id)", "This funding source stands in the line already.",
    )
    _share_positive = models.Constraint("CHECK (share >= 0)", "A ratio cannot be negative.")
    _fixed_positive = models.Constraint(
        "CHECK (fixed_amount >= 0)", "A fixed amount cannot be negative.",
    )

    @api.depends(
        "share", "is_fixed", "fixed_amount", "line_id.amount", "line_id.funding_ids",
        "line_id.funding_ids.share", "line_id.funding_ids.is_fixed",
        "line_id.funding_ids.fixed_amount", "line_id.cycle_id.unit",
    )
    def _compute_amount(self):
        for line in self.line_id:
            rows = line.funding_ids
            fixed = {row: row.fixed_amount for row in rows if row.is_fixed}
            shares = {row: as_fraction(row.share) for row in rows if not row.is_fixed}
            parts = split(line.amount, shares, fixed, int(line.cycle_id.unit or 1000))
            for row in rows & self:
                row.amount = parts[row]
        for row in self.filtered(lambda one: one not in one.line_id.funding_ids):
            row.amount = row.fixed_amount if row.is_fixed else 0

    def _compute_shown_amount(self):
        """No dependencies: the screen is told by the onchange of the line, row by row."""
        for row in self:
            row.shown_amount = row.amount

    @api.constrains("line_id", "funding_source_id")
    def _check_year(self):
        for row in self:
            if row.funding_source_id.fiscal_year_id != row.line_id.fiscal_year_id:
                raise ValidationError(self.env._(
                    "%(money)s belongs to another fiscal year than %(line)s. Choose the funding "
                    "source of that year.", money=row.funding_source_id.display_name,
                    line=row.line_id.display_name,
                ))

    def copy_data(self, default=None):
        raise UserError(self.env._(
            "A funding source stands once in a line. Add another source instead.",
        ))
