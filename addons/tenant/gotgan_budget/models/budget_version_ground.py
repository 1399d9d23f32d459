from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

SHOWN = 20
# The standard that says what may be spent without a vote. Where an agency has none, nothing may.
STANDARDS = {
    "advance": "authorization.advance_conditions",
    "provisional": "authorization.provisional_purposes",
}


class BudgetVersionGround(models.AbstractModel):
    """What may be spent without a vote: 성립전 사용과 준예산."""

    _name = "gotgan.budget.version.ground"
    _description = "Spending without a Vote"

    authorizer_id = fields.Many2one(
        "res.users", string="Allowed By", readonly=True, copy=False, ondelete="restrict",
        help="Who let the money be spent before a vote; not who wrote it.",
    )

    _two_people = models.Constraint(
        "CHECK (authorizer_id <> create_uid)",
        "Who wrote it does not let it be spent before a vote.",
    )

    def _get_capacity(self, step):
        """No body votes it, so that at least two people look at it."""
        if step is self._transitions["authorize"] and self._get_author() == self.env.user:
            return ""
        return super()._get_capacity(step)

    def _get_refusal(self, name, step):
        if name == "authorize" and self._get_author() == self.env.user:
            return self.env._(
                "%(document)s: you wrote it. Another budget officer lets it be spent before a "
                "vote.", document=self.name,
            )
        return super()._get_refusal(name, step)

    def _check_without_vote(self):
        """Refuse what nobody has the power to let be spent.

        :raises UserError: no standard holds for this agency; or a 준예산 where the year has not
            begun or its budget stands (지방자치법 146)
        """
        for version in self:
            version._check_standard()
            if version.kind == "provisional":
                version._check_no_budget()

    def _check_standard(self):
        rule = self.env["gotgan.rule"]
        code = STANDARDS[self.kind]
        if not rule._seek(code, self._get_rule_day(code)):
            raise UserError(self.env._(
                "%(document)s: no standard says what this agency may spend before its budget is "
                "decided (%(rule)s). Have it decided; or, where the articles of the agency allow "
                "it, enter that as a standard of the agency under Masters, Legal Standards.",
                document=self.name, rule=rule._get_by_code(code).name,
            ))

    def _check_no_budget(self):
        year = self.fiscal_year_id
        chain = self.base_id._get_chain() if self.base_id else self.base_id
        standing = chain.filtered(lambda one: one.kind != "provisional")
        if standing:
            raise UserError(self.env._(
                "%(document)s: %(budget)s is in force. A provisional budget is only for the time "
                "until the budget is voted (Local Autonomy Act, Article 146). Draft a "
                "supplementary budget, or a change within the budget.",
                document=self.name, budget=standing[0].name,
            ))
        if today(self.env) < year.date_from:
            raise UserError(self.env._(
                "%(document)s: the fiscal year begins on %(day)s. Until then its budget can still "
                "be voted (Local Autonomy Act, Article 146).",
                document=self.name, day=year._format_day(year.date_from),
            ))

    def _check_authorization_advance_conditions(self, edition):
        """지방재정법 45 단서: paid in full for a fixed purpose, or disaster relief."""
        if self.kind != "advance":
            return
        for line in self.line_ids.filtered(lambda one: one.difference < 0)[:SHOWN]:
            yield Finding(
                self.env._("%(line)s is lowered by %(won)s won: only a supplementary budget does.",
                           line=line.display_name, won=won_text(-line.difference)),
                fix=self.env._("Take the line out."), facts=("lowered", line.id, line.difference),
            )
        yield from self._check_grounds(edition, lambda line: line.difference > 0)

    def _check_authorization_advance_full_payment(self, edition):
        """지방재정법 45 단서: the full amount has actually been paid."""
        rate = edition._get_rate()
        lines = self.line_ids.filtered(lambda one: one.ground == "transfer" and one.difference > 0)
        for line in lines if self.kind == "advance" else ():
            if line.received_amount < rate * line.difference:
                yield Finding(self.env._(
                    "%(line)s: %(received)s won of %(won)s won have been received.",
                    line=line.display_name, received=won_text(line.received_amount),
                    won=won_text(line.difference),
                ), fix=self.env._("Wait for the payment, and enter what was received."),
                    facts=("received", line.id, line.received_amount, line.difference))

    def _check_authorization_provisional_purposes(self, edition):
        """지방자치법 146: bodies set up by law, legal duties, approved continuing projects."""
        if self.kind == "provisional":
            yield from self._check_grounds(edition, lambda line: line.amount > 0)

    def _check_grounds(self, edition, concerned):
        allowed = {row["code"]: row["name"] for row in edition.value}
        lines = self.line_ids.filtered(
            lambda one: concerned(one) and one.ground not in allowed,
        )
        for line in lines[:SHOWN]:
            yield Finding(
                self.env._("%(line)s, %(won)s won: none of the legal grounds is named.",
                           line=line.display_name, won=won_text(line.amount)),
                fix=self.env._("Name the ground (%(grounds)s), or take the line out.",
                               grounds=" / ".join(allowed.values())),
                facts=("ground", line.id, line.amount),
            )
