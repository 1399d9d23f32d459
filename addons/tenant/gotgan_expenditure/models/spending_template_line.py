from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won


class SpendingTemplateLine(models.Model):
    """What a saved case takes from which budget line."""

    _name = "gotgan.spending.template.line"
    _description = "Line of a Saved Case"
    _order = "template_id, id"

    template_id = fields.Many2one(
        "gotgan.spending.template", required=True, ondelete="cascade", index=True,
    )
    budget_line_id = fields.Many2one("gotgan.budget.line", required=True, ondelete="restrict")
    name = fields.Char(string="Particulars")
    amount = Won(required=True)

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a line cannot be negative.",
    )

    def _prepare_line(self, year):
        """Return the values of a request's line in ``year``."""
        return {
            "budget_line_id": self._get_line_of(year).id, "name": self.name, "amount": self.amount,
        }

    def _get_line_of(self, year):
        """Return the budget line of ``year`` with the same codes; its own one in its own year.

        :raises UserError: the year has no such line
        """
        line = self.budget_line_id
        if line.fiscal_year_id == year:
            return line
        found = line.search([
            ("fiscal_year_id", "=", year.id), ("department_id", "=", line.department_id.id),
            ("project_id.name", "=", line.project_id.name),
            ("subitem_id.code", "=", line.subitem_id.code),
        ], limit=1)
        if not found:
            raise UserError(self.env._(
                "%(template)s: the budget of %(year)s has no line like %(line)s. Open the saved "
                "case and choose the line of this year.", template=self.template_id.name,
                year=year.display_name, line=line.display_name,
            ))
        return found
