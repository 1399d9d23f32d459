from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import today

LISTS = {"expenditure": "budget_standing_action", "revenue": "budget_revenue_standing_action"}


class BudgetAsOf(models.TransientModel):
    """Choose a day, or a version: the budget is shown as it stood then."""

    _name = "gotgan.budget.as.of"
    _description = "Budget as of a Day"

    by = fields.Selection(
        [("date", "A Day"), ("version", "A Version")], string="As Of", required=True,
        default="date",
    )
    side = fields.Selection(
        [("expenditure", "Expenditure"), ("revenue", "Revenue")], string="Expenditure or Revenue",
        required=True, default="expenditure",
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="cascade",
        default=lambda self: self._default_fiscal_year_id(),
    )
    date = fields.Date(
        string="Day", compute="_compute_date", store=True, readonly=False, precompute=True,
    )
    version_id = fields.Many2one(
        "gotgan.budget.version", ondelete="cascade",
        domain="[('fiscal_year_id', '=', fiscal_year_id), ('state', '!=', 'cancelled')]",
    )

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    @api.depends("fiscal_year_id")
    def _compute_date(self):
        day = today(self.env)
        for wizard in self:
            year = wizard.fiscal_year_id
            wizard.date = min(max(day, year.date_from), year.date_to) if year else day

    def action_show(self):
        """Show the budget in a list."""
        self.ensure_one()
        version = self.version_id if self.by == "version" else self.version_id.browse()
        if version:
            name = version.name
        else:
            day = self.env["ir.qweb.field.date"].value_to_html(self.date, {})
            name = self.env._("%(year)s as of %(day)s",
                              year=self.fiscal_year_id.display_name, day=day)
        return self._get_action(self.side, name, {
            "budget_year": self.fiscal_year_id.id, "budget_version": version.id,
            "budget_day": fields.Date.to_string(self.date),
        })

    @api.model
    def _get_action(self, side, name, asked):
        """Return the list of one side of the budget; ``asked``: the context that says as of when.
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(f"gotgan_budget.{LISTS[side]}")
        group = {"expenditure": "department", "revenue": "top"}[side]
        return {**action, "name": name, "display_name": name, "context": {
            f"search_default_group_{group}": 1, **asked,
        }}
