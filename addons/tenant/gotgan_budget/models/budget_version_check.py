from collections import defaultdict
from datetime import timedelta

from odoo import models
from odoo.api import NewId

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from .. import version_statements
from ..version_row import ADDRESS, REVENUE_ADDRESS

LINE, REVENUE = "gotgan.budget.version.line", "gotgan.budget.version.revenue"
FIGURES = (
    "budget.balance", "budget.subsidy_balance", "budget.reserve_required",
    "budget.reserve_ceiling", "budget.continuing_years",
)
PRINCIPLES = (
    "budget.year_independence", "budget.supplementary",
    "authorization.advance_next_supplementary", "budget.subsidy_committee",
    "estimate.legal_basis", "investment.review", "investment.feasibility_study",
    "calendar.medium_term_years", "budget.resident_participation",
)
# Money that comes in for a purpose, and the 편성목 of revenue it comes in by.
SUBSIDIES = "budget.subsidy_subjects"
# 편성목 예비비.
RESERVE = "801"


class BudgetVersionCheck(models.AbstractModel):
    """What the law asks of a budget before it is submitted and voted."""

    _name = "gotgan.budget.version.check"
    _description = "Law of a Budget Version"
    _inherit = ["gotgan.budget.version.principle", "gotgan.budget.version.foundation"]

    _rule_checks = {
        "submit": (
            "calendar.council_submission", "budget.contents", "budget.subject_levels",
            "budget.debt_authorization", *PRINCIPLES, *FIGURES,
        ),
        # What was amended or adjusted since is judged like the bill itself.
        "vote": (
            "calendar.council_vote", "calendar.board_vote", "budget.council_increase",
            "budget.amended_bill", "budget.subject_levels", "budget.debt_authorization",
            "estimate.legal_basis", *FIGURES,
        ),
        "authorize": (
            "authorization.advance_conditions", "authorization.advance_full_payment",
            "authorization.provisional_purposes", "budget.balance",
        ),
    }
    _finding_depends = (
        "kind", "authority", "fiscal_year_id", "note", "date_effective", "date_submitted",
        "date_voted", "consent_number", "line_ids.amount", "line_ids.ground",
        "line_ids.received_amount", "line_ids.reason", "line_ids.fund_id", "line_ids.subitem_id",
        "line_ids.funding_source_id", "revenue_ids.amount", "revenue_ids.fund_id",
        "revenue_ids.revenue_source_id", "provision_ids", "continuing_ids.total_amount",
        "continuing_ids.part_amount", "debt_ids.amount", "plan_last_year", "residents_opinion",
    )

    # ---- dates -----------------------------------------------------------

    def _check_calendar_council_submission(self, edition):
        """지방자치법 142①: the bill goes to the council 50 or 40 days before the year."""
        limit = self._get_limit(edition)
        day = self.date_submitted or today(self.env)
        if self.kind == "original" and day > limit:
            yield Finding(self.env._(
                "The bill had to be submitted by %(limit)s, %(days)s days before the year begins.",
                limit=self._word_day(limit), days=edition._get_days(),
            ), fix=self.env._("Submit it now, and record why it is late."),
                facts=("submission", limit))

    def _check_calendar_council_vote(self, edition):
        """지방자치법 142②: the council votes 15 or 10 days before the year."""
        yield from self._check_vote(edition)

    def _check_calendar_board_vote(self, edition):
        """지방공기업법 65: the board decides before the year begins."""
        yield from self._check_vote(edition)

    def _check_vote(self, edition):
        limit = self._get_limit(edition)
        day = self.date_voted or today(self.env)
        if self.kind == "original" and day > limit:
            yield Finding(self.env._(
                "The budget had to be voted by %(limit)s, %(days)s days before the year begins.",
                limit=self._word_day(limit), days=edition._get_days(),
            ), fix=self.env._("Until it takes effect, work with a provisional budget."),
                facts=("vote", limit))

    def _get_limit(self, edition):
        first = self.fiscal_year_id.date_from or today(self.env)
        return first - timedelta(days=edition._get_days())

    def _word_day(self, day):
        return self.env["ir.qweb.field.date"].value_to_html(day, {})

    # ---- contents --------------------------------------------------------

    def _check_budget_contents(self, edition):
        """지방재정법 40: a budget has general provisions."""
        wanted = {row["code"] for row in edition.value}
        if self.kind == "original" and "general_provisions" in wanted and not self.provision_ids:
            yield Finding(
                self.env._("The budget has no general provisions."),
                fix=self.env._("Have them drafted under General Provisions, and look them over."),
            )

    def _check_budget_subject_levels(self, _edition):
        """지방재정법 41, 영 47: expenditure is divided down to the 통계목 of local governments."""
        lines = self.env[LINE].search([
            ("version_id", "=", self._origin.id or 0),
            "|", ("subitem_id.subject_set", "!=", "local_government"),
            ("subitem_id.level", "!=", "subitem"),
        ], limit=5)
        for line in lines:
            yield Finding(
                self.env._("%(object)s is no object subitem of a local government.",
                           object=line.subitem_id.display_name),
                fix=self.env._("Choose an object subitem of the year."), record=line,
            )

    def _check_budget_continuing_years(self, edition):
        """지방재정법 42: up to five years; total and yearly parts are voted at once."""
        years = int(edition.value)
        for one in self.continuing_ids:
            count = one.last_year - one.first_year + 1
            if one.part_ids and count > years:
                yield Finding(self.env._(
                    "%(project)s runs for %(count)s years; at most %(years)s are allowed.",
                    project=one.display_name, count=count, years=years,
                ), fix=self.env._("Shorten it, or record the vote that allows more."),
                    facts=("years", one.id, count))
            if one.part_amount != one.total_amount:
                yield Finding(self.env._(
                    "%(project)s: the yearly parts come to %(parts)s won, the total to %(total)s.",
                    project=one.display_name, parts=won_text(one.part_amount),
                    total=won_text(one.total_amount),
                ), fix=self.env._("Enter parts that add up to the total."), severity="block",
                    facts=("parts", one.id, one.part_amount, one.total_amount))

    def _check_budget_debt_authorization(self, _edition):
        """지방재정법 44: a debt taken on must be in the budget of the year it is paid in."""
        number = self.fiscal_year_id.year
        due = self.env["gotgan.debt.authorization"].search([
            ("version_id.state", "=", "in_force"), ("version_id.fiscal_year_id.year", "<", number),
            ("repay_from", "<=", number), ("repay_to", ">=", number),
        ]) if self.kind == "original" else ()
        names = set(self.env[LINE].search([
            ("version_id", "=", self._origin.id or 0), ("amount", ">", 0),
        ]).project_id.mapped("name")) if due else set()
        for debt in due:
            if debt.project_id.name not in names:
                yield Finding(self.env._(
                    "%(debt)s, authorized in FY%(year)s, is to be paid this year, and the budget "
                    "has nothing for it.", debt=debt.name, year=debt.fiscal_year_id.year,
                ), fix=self.env._("Put it in the expenditure of its project."),
                    severity="" if debt.project_id else "notice", facts=("debt", debt.id))

    def _check_budget_council_increase(self, _edition):
        """지방자치법 142③: nothing is added without the consent of the head."""
        if self.consent_number or self.authority != "council":
            return
        self.env[LINE].flush_model()
        rows = self.env.execute_query(version_statements.find_increased(self._origin.id or 0))
        for line in self.env[LINE].browse(row[0] for row in rows):
            yield Finding(self.env._(
                "%(line)s was raised by %(won)s won above the bill.",
                line=line.display_name, won=won_text(line.adjusted),
            ), fix=self.env._("Record the consent of the head of the government."),
                facts=("increase", line.id, line.adjusted))

    def _check_budget_amended_bill(self, _edition):
        """지방자치법 142④: a bill may be amended where it cannot be helped."""
        amended = self.adjustment_ids.filtered(lambda one: one.kind == "amend")
        if amended:
            yield Finding(self.env._(
                "%(count)s figures of the bill were amended after it was submitted.",
                count=len(amended),
            ), fix=self.env._("Their reasons go with the bill."))

    # ---- figures ---------------------------------------------------------

    def _check_budget_balance(self, _edition):
        """지방재정법 34: each fund spends what it takes in.

        Where no revenue of a fund was ever entered (only its expenditure was imported), the change
        of both sides is compared.
        """
        if self.kind == "provisional":
            return
        spent, earned = self._sum_by_fund(LINE), self._sum_by_fund(REVENUE)
        for fund in sorted({*spent, *earned}):
            before, after = spent.get(fund, (0, 0))
            base, revenue = earned.get(fund, (0, 0))
            if before and not base and self.kind != "original":
                after, revenue = after - before, revenue - base
            if after != revenue:
                yield Finding(self.env._(
                    "%(fund)s: revenue %(revenue)s won, expenditure %(expenditure)s won; they "
                    "differ by %(won)s won.",
                    fund=self.env["gotgan.fund"].browse(fund).display_name,
                    revenue=won_text(revenue), expenditure=won_text(after),
                    won=won_text(abs(after - revenue)),
                ), fix=self.env._("Enter the revenue, or change the expenditure."))

    def _check_budget_subsidy_balance(self, _edition):
        """What comes into a fund as a subsidy goes out of it as one."""
        subjects = self.env["gotgan.rule"]._seek(SUBSIDIES, self._get_rule_day(SUBSIDIES))
        for row in subjects._get_rows() if subjects else ():
            for fund, (earned, spent) in self._sum_subsidy(row).items():
                if spent != earned:
                    yield Finding(self.env._(
                        "%(name)s of %(fund)s: the version takes in %(revenue)s won and spends "
                        "%(expenditure)s won of them.", name=row["name"],
                        fund=fund.name, revenue=won_text(earned), expenditure=won_text(spent),
                    ), fix=self.env._("Make both sides equal, or record why they differ."),
                        facts=("subsidy", fund.code, row["revenue"], spent, earned))

    def _sum_subsidy(self, row):
        """Return ``{fund: [won taken in, won spent]}`` of one kind of subsidy.

        :param row: ``revenue``, how its revenue subjects begin, and ``funding``, codes of sources
        """
        funds, sums = self.env["gotgan.fund"], defaultdict(lambda: [0, 0])
        subjects = self.env["gotgan.revenue.source"]
        for (fund, subject), (before, after) in self._sum_figures(REVENUE).items():
            if (subjects.browse(subject).code or "").startswith(row["revenue"]):
                sums[funds.browse(fund)][0] += after - before
        sources = self.env["gotgan.funding.source"]
        for (fund, source, _subitem), (before, after) in self._sum_figures(LINE).items():
            if sources.browse(source).code in row["funding"]:
                sums[funds.browse(fund)][1] += after - before
        return sums

    def _check_budget_reserve_required(self, edition):
        """지방재정법 43①: the general account has a contingency reserve from the start."""
        if self.kind != "original":
            return
        wanted = set(edition._get_codes())
        spent, reserve = self._sum_by_fund(LINE), self._sum_reserve()
        for fund in self.env["gotgan.fund"].browse(sorted(spent)):
            if fund.kind in wanted and spent[fund.id][1] and not sum(reserve[fund.id].values()):
                yield Finding(
                    self.env._("%(fund)s has no contingency reserve.", fund=fund.display_name),
                    fix=self.env._("Enter one under the object 801."),
                )

    def _check_budget_reserve_ceiling(self, edition):
        """지방재정법 43①②: up to a hundredth of the budget, disaster reserve apart."""
        rate, disaster = edition._get_rate(), self._get_codes("budget.reserve_disaster")
        kinds = self._get_codes("budget.reserve_funds")
        spent, reserve = self._sum_by_fund(LINE), self._sum_reserve()
        for fund in self.env["gotgan.fund"].browse(sorted(reserve)):
            kept = sum(won for code, won in reserve[fund.id].items() if code not in disaster)
            limit = int(rate * spent[fund.id][1])
            bound = fund.kind in kinds or self.authority == "board"
            if bound and kept > limit:
                yield Finding(self.env._(
                    "%(fund)s: the contingency reserve is %(won)s won; of a budget of %(total)s "
                    "won, at most %(limit)s.", fund=fund.display_name, won=won_text(kept),
                    total=won_text(spent[fund.id][1]), limit=won_text(limit),
                ), fix=self.env._("Lower the reserve, or move part of it to the disaster reserve."))

    def _get_codes(self, code):
        """Return the codes that a rule names for the year of the budget."""
        edition = self.env["gotgan.rule"]._seek(code, self.fiscal_year_id.date_from)
        return set(edition._get_codes()) if edition else set()

    def _sum_reserve(self):
        """Return ``{fund id: {object code: won}}`` of the contingency reserve after the version."""
        found = defaultdict(lambda: defaultdict(int))
        objects = self.env["gotgan.expenditure.object"]
        kept_back = self._get_codes("budget.reserve_kept_back")
        for (fund, _source, subitem), (_before, after) in self._sum_figures(LINE).items():
            code = objects.browse(subitem).code or ""
            if code.startswith(RESERVE) and code not in kept_back and after:
                found[fund][code] += after
        return found

    def _sum_by_fund(self, model):
        """Return ``{fund id: (won before, won after)}``."""
        found = defaultdict(lambda: [0, 0])
        for key, (before, after) in self._sum_figures(model).items():
            found[key[0]][0] += before
            found[key[0]][1] += after
        return {fund: tuple(sums) for fund, sums in found.items()}

    def _sum_figures(self, model):
        """Return ``{(fund, funding source, object) or (fund, revenue source): [before, after]}``.

        What stands before comes from the base; to it is added what the version changes, as saved or
        as it is on the screen.
        """
        address, groups = (
            (ADDRESS, ("fund_id", "funding_source_id", "subitem_id")) if model == LINE
            else (REVENUE_ADDRESS, ("fund_id", "revenue_source_id"))
        )
        found, base = defaultdict(lambda: [0, 0]), self.base_id._origin
        if base:
            self.env[model].flush_model()
            for *key, won in self.env.execute_query(version_statements.sum_whole(
                self.env[model]._table, address, groups, base.id,
            )):
                found[tuple(key)] = [won, won]
        for key, won in self._read_differences(model, groups):
            found[key][1] += won
        return found

    def _read_differences(self, model, groups):
        """Yield (ids of ``groups``, won) of what the version changes."""
        if isinstance(self.id, NewId):
            parts = self.line_ids if model == LINE else self.revenue_ids
            for part in parts:
                yield tuple(part[name]._origin.id for name in groups), part.difference
            return
        rows = self.env[model]._read_group(
            [("version_id", "=", self.id)], list(groups), ["difference:sum"],
        )
        for *records, won in rows:
            yield tuple(record.id for record in records), won
