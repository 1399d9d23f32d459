from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.fields import Won, won_text

from ..rules.revenue import change_items


class BudgetWhatifShock(models.Model):
    """What happens to revenue: less of a source, or another amount of 국비 for one project."""

    _name = "gotgan.budget.whatif.shock"
    _description = "Change of Revenue"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "whatif_id, id"
    _parent_field = "whatif_id"

    whatif_id = fields.Many2one(
        "gotgan.budget.whatif", required=True, ondelete="cascade", index=True,
    )
    fiscal_year_id = fields.Many2one(related="whatif_id.fiscal_year_id")
    fund_id = fields.Many2one(
        "gotgan.fund", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
        default=lambda self: self._default_fund_id(),
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", required=True, ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
    )
    project_id = fields.Many2one(
        "gotgan.program", string="Detailed Project", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('level', '=', 'project')]",
        help="For a national or provincial grant of one project. Empty: the source as a whole.",
    )
    revenue_source_id = fields.Many2one(
        "gotgan.revenue.source", ondelete="restrict",
        domain="[('fiscal_year_id', '=', fiscal_year_id)]",
        help="The revenue that changes by this amount in the supplementary budget. Empty: that of "
        "a national or provincial subsidy changes by what is spent of it, other revenue is entered "
        "there by hand.",
    )
    amount = Won(required=True, help="Below zero: revenue that will not come.")
    reason = fields.Char(help="Where the change comes from, such as the notice of the ministry.")

    _amount_thousands = models.Constraint(
        "CHECK (amount <> 0 AND amount % 1000 = 0)",
        "A change of revenue is a whole number of thousands of won, and not zero.",
    )

    def _default_fund_id(self):
        year = self.env["gotgan.fiscal.year"]._get_current()
        return self.env["gotgan.fund"].search([
            ("fiscal_year_id", "=", year.id), ("kind", "=", "general"),
        ], limit=1)

    @api.constrains("project_id", "funding_source_id")
    def _check_own_project(self):
        wrong = self.filtered(lambda one: one.project_id and one.funding_source_id.origin == "own")
        if wrong:
            raise ValidationError(self.env._(
                "%(money)s is not tied to a project: it pays for the budget as a whole "
                "(지방재정법 제34조). Leave the project empty.",
                money=wrong[0].funding_source_id.display_name,
            ))

    def _change_items(self, items):
        """Return what the items of the revenue are after the change, ``{place: won}``.

        :raises UserError: there is none, or they have less than is lost
        """
        self._check_items(items)
        return change_items(items, self.amount)[0]

    def _check_items(self, items):
        """The revenue that is named must be in the budget, ``{place: won}``, and have enough."""
        held = sum(items.values())
        if not items or held + self.amount < 0:
            raise UserError(self.env._(
                "%(revenue)s of %(fund)s: the budget has %(held)s won of it, and %(won)s won are "
                "to change. Choose the item of the revenue budget that changes, or leave it empty "
                "and enter the revenue in the supplementary budget by hand.",
                revenue=self.revenue_source_id.display_name, fund=self.fund_id.display_name,
                held=won_text(held), won=won_text(self.amount),
            ))
