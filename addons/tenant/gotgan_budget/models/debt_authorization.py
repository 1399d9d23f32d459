from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class DebtAuthorization(models.Model):
    """채무부담행위: a debt taken on now and paid by a later budget (지방재정법 44)."""

    _name = "gotgan.debt.authorization"
    _description = "Debt Authorization"
    _inherit = ["gotgan.budget.promise.mixin"]
    _order = "version_id, fund_id, department_id, id"

    name = fields.Char(string="What For", required=True)
    amount = Won(string="Limit", required=True)
    year = fields.Integer(
        string="Taken On In", required=True, aggregator=None,
        default=lambda self: self._default_year(), help="The year the debt may be taken on in.",
    )
    repay_from = fields.Integer(string="Paid From", required=True, aggregator=None)
    repay_to = fields.Integer(string="Paid Until", required=True, aggregator=None)

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A debt authorization needs a limit above zero.",
    )
    _paid_later = models.Constraint(
        "CHECK (repay_from > year AND repay_to >= repay_from)",
        "A debt is paid by the budget of a later year (Local Finance Act, Article 44).",
    )

    def _default_year(self):
        return self.env["gotgan.fiscal.year"]._get_current().year or 0
