from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.citing import names_article
from odoo.addons.gotgan_rule.finding import Finding

from .. import unit_costs

# Objects are known by their names here: their numbers change from year to year.
STAFF_PROMOTION, DEPARTMENT_PROMOTION, TRAVEL = (
    "정원가산업무추진비", "부서운영업무추진비", "국내여비",
)
# What judges a line by its estimates, in the order in which it is read.
LINE_RULES = (
    "estimate.formula", "estimate.lump_sum", "estimate.legal_basis", "reserve.forbidden_objects",
    "unit_cost.staff_promotion", "unit_cost.department_promotion", "unit_cost.travel",
    "budget.total_budget", "budget.resident_proposal_bans",
)


class BudgetEstimateCheck(models.AbstractModel):
    """What may not be budgeted, and what a unit may cost: a line judged by its cost estimates.

    Costs are reckoned by reasonable standards (지방재정법 36①). The standards are data; here stands
    only how an estimate is held against them.
    """

    _name = "gotgan.budget.estimate.check.mixin"
    _description = "Cost Estimates Judged by Rules"

    findings = fields.Json(
        compute="_compute_findings", help="What the rules say about the line as it is written.",
    )

    @api.depends(
        "estimate_ids.formula", "estimate_ids.name", "estimate_ids.amount", "subitem_id",
        "project_id", "reason", "is_resident_proposal",
    )
    @api.depends_context("uid", "lang")
    def _compute_findings(self):
        for line in self:
            request = line.request_id
            found = request._find_line_findings(line) if request else []
            line.findings = {
                "items": [request._prepare_finding(one) for one in found], "can_override": False,
            }

    def _get_rows(self):
        """Return the estimates that are worth their own formula."""
        return self.estimate_ids.filtered(lambda row: not row.is_sum and row.amount)

    def _judge_estimate_formula(self, _edition):
        for line in self:
            for row in line._get_rows():
                if unit_costs.is_one_amount(row.formula):
                    yield Finding(
                        self.env._(
                            "%(line)s: “%(name)s” says %(amount)s won and not what they are for: "
                            "no unit price, no number.", line=line.display_name, name=row.name,
                            amount=won_text(row.amount),
                        ),
                        fix=self.env._("Write unit price and number, such as 5,000원*300부."),
                        record=line, facts=(row.name, row.amount),
                    )

    def _judge_estimate_lump_sum(self, edition):
        words = edition._get_codes()
        for line in self:
            for row in line.estimate_ids:
                word = next((one for one in words if one in (row.name or "").replace(" ", "")), "")
                if word:
                    yield Finding(
                        self.env._(
                            "%(line)s: “%(name)s” is a lump sum (%(word)s): nobody can say what "
                            "it is for.", line=line.display_name, name=row.name, word=word,
                        ),
                        fix=self.env._("Name the works, each with its own estimate."),
                        record=line, facts=(row.name, row.amount),
                    )

    def _judge_estimate_legal_basis(self, edition):
        codes = edition._get_codes()
        for line in self.filtered(lambda one: one.amount and one.subitem_id.code in codes):
            if not names_article(line.reason):
                yield Finding(
                    self.env._(
                        "%(line)s may be budgeted only on an express legal basis, and none is "
                        "named.", line=line.display_name,
                    ),
                    fix=self.env._(
                        "Write the act or ordinance with its article under Why It Is Needed, or "
                        "take the line out.",
                    ),
                    record=line, facts=("basis", line.subitem_id.code),
                )

    def _judge_reserve_forbidden_objects(self, edition):
        """The reserve is not kept for what it may not be used for (지방재정법 43③)."""
        codes = edition._get_codes()
        reserve = self.filtered(lambda one: one.item_id.name == "예비비")
        names = self.env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "in", reserve.fiscal_year_id.ids), ("code", "in", codes),
        ]).mapped("name") if reserve else []
        for line in reserve:
            for row in line.estimate_ids:
                name = next((one for one in names if one in (row.name or "").replace(" ", "")), "")
                if name:
                    yield Finding(
                        self.env._(
                            "%(line)s: “%(name)s”. The reserve may not be kept for %(object)s.",
                            line=line.display_name, name=row.name, object=name,
                        ),
                        fix=self.env._("Ask for it under its own object."),
                        record=line, facts=(row.name, row.amount),
                    )

    def _judge_unit_cost_staff_promotion(self, edition):
        """So much a year for each post, band by band."""
        rows = edition._get_rows()
        for line in self.filtered(lambda one: one.subitem_id.name == STAFF_PROMOTION):
            for row in line._get_rows():
                staff = unit_costs.find_staff(row.formula, row.name)
                name = row.name or ""
                office = next((one["office"] for one in rows if one["office"] in name), "")
                limit = unit_costs.year_of_staff(rows, office, staff)
                yield from line._compare(row, staff, limit)

    def _judge_unit_cost_department_promotion(self, edition):
        """So much a month for a department of that many people."""
        rows = edition._get_rows()
        for line in self.filtered(lambda one: one.subitem_id.name == DEPARTMENT_PROMOTION):
            for row in line._get_rows():
                staff = unit_costs.find_staff(row.name, row.formula)
                month = unit_costs.month_of_department(rows, staff)
                if month is not None:
                    yield from line._compare(row, staff, month * unit_costs.MONTHS)

    def _compare(self, row, staff, limit):
        """Yield a finding where an estimate is above the standard of ``staff`` people."""
        words = {"line": self.display_name, "name": row.name, "amount": won_text(row.amount)}
        if not staff:
            yield Finding(
                self.env._(
                    "%(line)s: “%(name)s” does not say for how many posts, so it cannot be held "
                    "against the standard.", **words,
                ),
                fix=self.env._("Write the number of posts into the estimate, such as 정원 12명."),
                record=self, facts=("staff", row.name), severity="notice",
            )
        elif row.amount > limit:
            yield Finding(
                self.env._(
                    "%(line)s: “%(name)s” comes to %(amount)s won; for %(staff)s posts the "
                    "standard is %(limit)s won a year.", staff=staff, limit=won_text(limit),
                    **words,
                ),
                fix=self.env._("Lower it to the standard."),
                record=self, facts=(row.name, row.amount, staff, limit),
            )

    def _judge_unit_cost_travel(self, edition):
        rows = edition._get_rows()
        for line in self.filtered(lambda one: one.subitem_id.name == TRAVEL):
            for row in line._get_rows():
                price = unit_costs.find_price(row.formula)
                found = unit_costs.limit_of_travel(rows, row.name)
                if price and found and price > found[1]:
                    yield Finding(
                        self.env._(
                            "%(line)s: “%(name)s” reckons with %(price)s won; %(item)s is "
                            "%(limit)s won a day.", line=line.display_name, name=row.name,
                            price=won_text(price), item=found[0], limit=won_text(found[1]),
                        ),
                        fix=self.env._("Reckon with the amount of the travel regulation."),
                        record=line, facts=(row.name, price, found[1]),
                    )

    def _judge_budget_total_budget(self, _edition):
        """Revenue and cost are each budgeted whole; a difference of won hides both (34)."""
        for line in self.filtered(lambda one: one.cycle_id.kind == "original"):
            for row in line._get_rows():
                if unit_costs.is_net(row.formula):
                    yield Finding(
                        self.env._(
                            "%(line)s: “%(name)s” takes one amount from another. What comes in is "
                            "budgeted as revenue, what goes out as expenditure, each in full.",
                            line=line.display_name, name=row.name,
                        ),
                        fix=self.env._("Write the full cost here, and the income as revenue."),
                        record=line, facts=("net", row.name, row.formula), severity="notice",
                    )
