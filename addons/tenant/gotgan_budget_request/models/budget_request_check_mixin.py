from odoo import models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from .budget_estimate_check_mixin import LINE_RULES

INVESTMENT = (
    "investment.review", "investment.event_review", "investment.feasibility_study",
)
CEILING = "budget.request_ceiling"


class BudgetRequestCheck(models.AbstractModel):
    """What the law asks of a request: its ceiling, its estimates, its new works."""

    _name = "gotgan.budget.request.check.mixin"
    _description = "Budget Request Judged by Rules"
    _inherit = ["gotgan.rule.check.mixin"]

    _rule_checks = {
        "submit": (CEILING, *LINE_RULES, *INVESTMENT),
        "office_review": (CEILING,),
    }
    _finding_depends = (
        "cycle_id", "department_id", "line_ids.amount", "line_ids.subitem_id",
        "line_ids.project_id", "line_ids.reason", "line_ids.estimate_ids.name",
        "line_ids.estimate_ids.formula", "line_ids.is_resident_proposal",
    )

    def _get_rule_day(self, code):
        """A budget is reckoned by the standards of the year it is for; a ceiling holds today."""
        day, year = super()._get_rule_day(code), self.fiscal_year_id
        if code == CEILING or not year.date_from:
            return day
        return min(max(today(self.env), year.date_from), year.date_to)

    def _find_line_findings(self, line):
        """Return what the rules say about one line, also while it is being written."""
        found = []
        for code in LINE_RULES:
            edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
            if edition:
                found += self._complete_findings(self._judge_lines(code, edition, line), edition)
        return self._match_overrides(found)

    def _judge_lines(self, code, edition, lines=None):
        lines = self.line_ids if lines is None else lines
        return getattr(lines, f"_judge_{code.replace('.', '_')}")(edition)

    # ---- each line by its estimates --------------------------------------

    def _check_estimate_formula(self, edition):
        return self._judge_lines("estimate.formula", edition)

    def _check_estimate_lump_sum(self, edition):
        return self._judge_lines("estimate.lump_sum", edition)

    def _check_estimate_legal_basis(self, edition):
        return self._judge_lines("estimate.legal_basis", edition)

    def _check_reserve_forbidden_objects(self, edition):
        return self._judge_lines("reserve.forbidden_objects", edition)

    def _check_unit_cost_staff_promotion(self, edition):
        return self._judge_lines("unit_cost.staff_promotion", edition)

    def _check_unit_cost_department_promotion(self, edition):
        return self._judge_lines("unit_cost.department_promotion", edition)

    def _check_unit_cost_travel(self, edition):
        return self._judge_lines("unit_cost.travel", edition)

    def _check_budget_total_budget(self, edition):
        return self._judge_lines("budget.total_budget", edition)

    def _check_budget_resident_proposal_bans(self, edition):
        return self._judge_lines("budget.resident_proposal_bans", edition)

    # ---- new works -------------------------------------------------------

    def _check_investment_review(self, edition):
        """A new work of that size is reviewed before it is budgeted (지방재정법 37).

        The request knows what is asked for this year, which is the least the work can cost. Whether
        it was reviewed is kept outside, so it is said and does not stop anybody.
        """
        for project, won in self._sum_new_projects("investment.objects"):
            bands = [
                row for row in edition._get_rows()
                if won >= row["from"] and (row["below"] is None or won < row["below"])
            ]
            for row in bands:
                yield self._word_investment(project, won, edition, self.env._(
                    "%(project)s is new and asks for %(won)s won: it needs %(body)s first.",
                    project=project.name, won=won_text(won), body=row["body"],
                ))

    def _check_investment_event_review(self, edition):
        limit = edition._get_won()
        for project, won in self._sum_new_projects("investment.event_objects"):
            if won >= limit:
                yield self._word_investment(project, won, edition, self.env._(
                    "%(project)s is a new event and asks for %(won)s won: from %(limit)s won on "
                    "it needs an investment review first.", project=project.name,
                    won=won_text(won), limit=won_text(limit),
                ))

    def _check_investment_feasibility_study(self, edition):
        limit = edition._get_won()
        for project, won in self._sum_new_projects("investment.objects"):
            if won >= limit:
                yield self._word_investment(project, won, edition, self.env._(
                    "%(project)s is new and asks for %(won)s won: from %(limit)s won on it needs "
                    "a feasibility study before the review.", project=project.name,
                    won=won_text(won), limit=won_text(limit),
                ))

    def _word_investment(self, project, won, edition, message):
        return Finding(
            message,
            fix=self.env._("Have it done, and attach the result to the request."),
            facts=(project.code or project.name, won),
            severity="block" if edition.severity == "block" else "notice",
        )

    def _sum_new_projects(self, code):
        """Return ``[(project, won)]`` of projects without a budget so far, of a rule's objects."""
        objects = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        codes = objects._get_codes() if objects else []
        found = []
        for project, lines in self.line_ids.grouped("project_id").items():
            new = not any(line.base_amount or line.last_amount for line in lines)
            won = sum(
                line.amount for line in lines
                if {line.subitem_id.code, line.item_id.code} & set(codes)
            )
            if project and new and won:
                found.append((project, won))
        return found
