from odoo import fields, models

from odoo.addons.gotgan_rule.finding import Finding


class BudgetVersionFoundation(models.AbstractModel):
    """What a budget stands on beside its figures: the medium-term plan, the residents' opinion."""

    _name = "gotgan.budget.version.foundation"
    _description = "Foundations of a Budget"

    plan_last_year = fields.Integer(
        string="Medium-Term Plan Until FY", copy=False, aggregator=None,
        help="The last fiscal year of the medium-term fiscal plan that the budget follows (Local "
             "Finance Act, Articles 33 and 36(4)); the plan begins with the year of the budget.",
    )
    residents_opinion = fields.Char(
        string="Residents' Opinion", copy=False,
        help="The paper with the residents' opinion that goes with the bill (Local Finance Act, "
             "Article 39).",
    )

    def _is_council_original(self):
        return self.kind == "original" and self.authority == "council"

    def _check_calendar_medium_term_years(self, edition):
        """지방재정법 33, 36④: a budget follows a plan of so many fiscal years."""
        if not self._is_council_original():
            return
        wanted, first = int(edition._get_number()), self.fiscal_year_id.year
        years = max(self.plan_last_year - first + 1, 0)
        if years < wanted:
            yield Finding(
                self.env._(
                    "The medium-term fiscal plan behind the budget covers %(years)s fiscal years; "
                    "it is to cover %(wanted)s at least.", years=years, wanted=wanted,
                ) if self.plan_last_year else self.env._(
                    "The budget does not say which medium-term fiscal plan it follows; one of "
                    "%(wanted)s fiscal years at least.", wanted=wanted,
                ),
                fix=self.env._("Enter the last fiscal year of the plan: FY%(year)s or later.",
                               year=first + wanted - 1),
            )

    def _check_budget_resident_participation(self, _edition):
        """지방재정법 39: residents take part, and their opinion goes with the bill."""
        if self._is_council_original() and not self.residents_opinion:
            yield Finding(
                self.env._("The residents' opinion on the budget is not with the bill."),
                fix=self.env._("Enter the paper with it under Residents' Opinion."),
            )
