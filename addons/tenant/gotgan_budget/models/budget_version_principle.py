from odoo import models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.citing import names_article
from odoo.addons.gotgan_rule.finding import Finding

from ..version_row import ADDRESS

LINE = "gotgan.budget.version.line"
SHOWN = 20
DECIDED = ("original", "supplementary")
# Rules that name objects: a number means what it means in the year of the budget.
BY_YEAR = ("reserve.subsidies", "estimate.legal_basis")


class BudgetVersionPrinciple(models.AbstractModel):
    """Principles of a budget that figures alone do not show: its year, its reasons, its grounds."""

    _name = "gotgan.budget.version.principle"
    _description = "Principles of a Budget"

    def _get_rule_day(self, code):
        day, year = super()._get_rule_day(code), self.fiscal_year_id
        if code not in BY_YEAR or not year.date_from:
            return day
        return min(max(today(self.env), year.date_from), year.date_to)

    def _check_budget_year_independence(self, _edition):
        """지방재정법 7①: a budget is of its year and no other."""
        year, day = self.fiscal_year_id, self.date_effective
        if year.date_from and day and not year.date_from <= day <= year.date_to:
            yield Finding(self.env._(
                "%(document)s would take effect on %(day)s, which does not lie in %(year)s.",
                document=self.name, day=self._word_day(day), year=year.display_name,
            ), fix=self.env._("Choose a day of the fiscal year."), facts=("year", day))

    def _check_budget_supplementary(self, _edition):
        """지방자치법 145: for reasons that came up after the budget stood."""
        if self.kind != "supplementary" or self.note:
            return
        if not self.env[LINE].search_count(
            [("version_id", "=", self._origin.id or 0), ("reason", "!=", False)], limit=1,
        ):
            yield Finding(
                self.env._("The supplementary budget does not say what came up."),
                fix=self.env._("Write it as a note, or as the reason of its lines."),
            )

    def _check_authorization_advance_next_supplementary(self, _edition):
        """지방재정법 45 단서: what was spent without a vote goes into the next supplementary."""
        if self.kind != "supplementary" or not self._get_pending_advances():
            return
        present = {
            tuple(one[name].id for name in ADDRESS)
            for one in self.env[LINE].search([("version_id", "=", self._origin.id or 0)])
        }
        for row in self._prepare_advances():
            if tuple(row[:5]) not in present:
                yield Finding(self.env._(
                    "%(advance)s: %(project)s, %(won)s won, is not in this supplementary budget.",
                    advance=row.reason, won=won_text(row.amount),
                    project=self.env["gotgan.program"].browse(row.project_id).name,
                ), fix=self.env._("Add the line, so that the council decides about it."),
                    facts=("advance", *row[:6]))

    def _check_budget_subsidy_committee(self, _edition):
        """지방보조금법 26: the committee has its say before a subsidy is budgeted.

        Whether it has is kept outside, so it is said and stops nobody.
        """
        lines = self._find_raised("reserve.subsidies")
        if lines and self.authority == "council":
            yield Finding(self.env._(
                "%(count)s subsidies come to %(won)s won more: the committee on local subsidies "
                "reviews them before they are budgeted.", count=len(lines),
                won=won_text(sum(lines.mapped("difference"))),
            ), fix=self.env._("Attach the committee's opinion to the bill."), severity="notice",
                facts=("committee", sum(lines.mapped("difference"))))

    def _check_estimate_legal_basis(self, _edition):
        """지방보조금법 6②: running costs of a body only on an express legal basis."""
        for line in self._find_raised("estimate.legal_basis")[:SHOWN]:
            if not names_article(line.reason):
                yield Finding(self.env._(
                    "%(line)s, %(won)s won: the legal basis is not named.",
                    line=line.display_name, won=won_text(line.amount),
                ), fix=self.env._("Write the act or ordinance with its article as the reason of "
                                  "the line, or take it out."),
                    record=line, facts=("basis", line.amount))

    def _check_investment_review(self, edition):
        """지방재정법 37: a work of that total is reviewed before it is budgeted."""
        for one in self._get_new_works():
            for row in edition._get_rows():
                below = row["below"] is None or one.total_amount < row["below"]
                if one.total_amount >= row["from"] and below:
                    yield self._word_work(one, edition, self.env._(
                        "%(project)s costs %(won)s won in all: it needs %(body)s first.",
                        project=one.display_name, won=won_text(one.total_amount),
                        body=row["body"],
                    ))

    def _check_investment_feasibility_study(self, edition):
        """지방재정법 37의2: a study before the review."""
        limit = edition._get_won()
        for one in self._get_new_works():
            if one.total_amount >= limit:
                yield self._word_work(one, edition, self.env._(
                    "%(project)s costs %(won)s won in all: from %(limit)s won on it needs a "
                    "feasibility study before the review.", project=one.display_name,
                    won=won_text(one.total_amount), limit=won_text(limit),
                ))

    def _word_work(self, work, edition, message):
        return Finding(
            message, fix=self.env._("Have it done, and attach the result to the bill."),
            facts=("work", work.id, work.total_amount),
            severity="block" if edition.severity == "block" else "notice",
        )

    def _get_new_works(self):
        """Return the continuing appropriations that begin with this budget."""
        year = self.fiscal_year_id.year
        return self.continuing_ids.filtered(lambda one: one.first_year == year)

    def _find_raised(self, code):
        """Return the lines that add money to an object a rule names."""
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        if not edition or self.kind not in DECIDED:
            return self.env[LINE]
        codes = edition._get_codes()
        return self.env[LINE].search([
            ("version_id", "=", self._origin.id or 0), ("difference", ">", 0),
            "|", ("subitem_id.code", "in", codes), ("subitem_id.parent_id.code", "in", codes),
        ])
