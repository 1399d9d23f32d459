from odoo import fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

from .. import version_statements


class BudgetRevenueStanding(models.Model):
    """The revenue budget as of a day, or of a version: folded when it is read, kept nowhere.

    Which one is in the context, as for ``gotgan.budget.standing``.
    """

    _name = "gotgan.budget.revenue.standing"
    _description = "Revenue Budget as It Stood"
    _auto = False
    _order = "fund_id, top_id, parent_id, revenue_source_id, department_id, name"

    fiscal_year_id = fields.Many2one("gotgan.fiscal.year", readonly=True)
    fund_id = fields.Many2one("gotgan.fund", readonly=True)
    top_id = fields.Many2one("gotgan.revenue.source", string="Top of the Subject", readonly=True)
    parent_id = fields.Many2one("gotgan.revenue.source", string="Above the Subject", readonly=True)
    revenue_source_id = fields.Many2one("gotgan.revenue.source", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    name = fields.Char(string="Item", readonly=True)
    formula = fields.Char(string="How It Is Computed", readonly=True)
    amount = Won(string="Budget", readonly=True)

    @property
    def _table_query(self):
        asked = self.env.context
        version_id = int(asked.get("budget_version") or 0)
        if version_id:
            year = self.env["gotgan.budget.version"].browse(version_id).fiscal_year_id
            return version_statements.show_revenue(
                version_statements.read_revenue(version_id), year.id or 0,
            )
        year = self.env["gotgan.fiscal.year"].browse(int(asked.get("budget_year") or 0))
        year = year.exists() or year._get_current()
        day = fields.Date.to_date(asked.get("budget_day")) or today(self.env)
        return version_statements.show_revenue(
            version_statements.read_revenue_as_of(year.id or 0, day), year.id or 0,
        )
