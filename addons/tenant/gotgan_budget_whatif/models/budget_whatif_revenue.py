from collections import defaultdict

from odoo import models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_budget.version_row import RevenueRow

from ..rules.revenue import change_items

SUBSIDIES = "budget.subsidy_subjects"


class BudgetWhatifRevenue(models.AbstractModel):
    """The revenue of the draft 추경 that an accepted option becomes.

    Revenue of a subsidy (국고보조금, 시·도비보조금) changes by what is spent of it, project by
    project: what comes in goes out (지방재정법 34), also where a province's share only follows the
    State's. Other revenue changes where a change of the question names it.
    """

    _name = "gotgan.budget.whatif.revenue"
    _description = "Revenue of the Supplementary Budget Helper"

    def _prepare_rows(self, whatif, lines):
        """Return the :class:`RevenueRow` of every item that changes with ``lines``.

        :raises UserError: a named revenue is not in the budget, or loses more than it has
        """
        head = self.env["gotgan.budget.version"]._get_head(whatif.fiscal_year_id)
        whole = head._read_whole_revenue() if head else {}
        after, subsidies = dict(whole), self._find_subsidies()
        for shock in whatif.shock_ids.filtered("revenue_source_id"):
            items = self._find_items(after, shock.fund_id, shock.revenue_source_id)
            if shock.funding_source_id.code in subsidies:
                shock._check_items(items)
            else:
                after.update(shock._change_items(items))
        for address, won in self._sum_subsidies(lines, subsidies).items():
            self._follow(after, whatif, subsidies, address, won)
        return [
            RevenueRow(*place, amount=won) for place, won in after.items()
            if won != whole.get(place)
        ]

    # ---- subsidies -------------------------------------------------------

    def _find_subsidies(self):
        """Return ``{code of a funding source: how its revenue subjects begin}``."""
        edition = self.env["gotgan.rule"]._seek(SUBSIDIES, today(self.env))
        rows = edition._get_rows() if edition else ()
        return {code: row["revenue"] for row in rows for code in row["funding"]}

    def _sum_subsidies(self, lines, subsidies):
        """Return ``{(fund, department, project, funding source): won}`` of what is subsidised."""
        sums = defaultdict(int)
        for cell, won in ((line.cell_id, line.difference) for line in lines):
            if cell.funding_source_id.code in subsidies:
                sums[
                    cell.fund_id, cell.department_id, cell.project_id, cell.funding_source_id
                ] += won
        return sums

    def _follow(self, after, whatif, subsidies, address, won):
        """Change the items of one project's subsidy; the one that bears its name goes first."""
        fund, department, project, source = address
        items = self._find_items(
            after, fund, self._find_subjects(whatif, fund, project, source, subsidies[source.code]),
        )
        named = {place for place in items if place[3] == project.name}
        if won > 0 and items and not named:
            largest = max(items, key=items.get)
            items = {(*largest[:2], department.id, project.name): 0}
        after.update(change_items(
            items, won, lambda place: (place not in named, place[2] != department.id),
        )[0])

    def _find_subjects(self, whatif, fund, project, source, prefix):
        """Return the subject that the question names for a subsidy, or all it may come in by."""
        named = whatif.shock_ids.filtered(
            lambda one: one.fund_id == fund and one.funding_source_id == source
            and one.project_id in (project, one.project_id.browse())
        ).revenue_source_id
        return named or self.env["gotgan.revenue.source"].search([
            ("fiscal_year_id", "=", whatif.fiscal_year_id.id), ("code", "=like", f"{prefix}%"),
        ])

    def _find_items(self, whole, fund, subjects):
        return {
            place: won for place, won in whole.items()
            if place[0] == fund.id and place[1] in subjects.ids
        }
