from odoo import api, fields, models


class BudgetProvision(models.Model):
    """An article of the general provisions of a budget (예산총칙, 지방재정법 40)."""

    _name = "gotgan.budget.provision"
    _description = "Article of the General Provisions"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "version_id, sequence, id"
    _parent_field = "version_id"

    version_id = fields.Many2one(
        "gotgan.budget.version", required=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    number = fields.Integer(string="Article", compute="_compute_number", aggregator=None)
    name = fields.Char(string="Heading", required=True)
    text = fields.Text(required=True)

    @api.depends("version_id.provision_ids.sequence")
    def _compute_number(self):
        for version, articles in self.grouped("version_id").items():
            known = list(version.provision_ids.sorted(
                lambda one: (one.sequence, one._origin.id or 0),
            ))
            for article in articles:
                article.number = known.index(article) + 1 if article in known else 0
