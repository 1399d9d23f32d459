from odoo import models

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

SHOWN = 20


class BudgetVersionGround(models.AbstractModel):
    """What may be spent without a vote: 성립전 사용과 준예산."""

    _name = "gotgan.budget.version.ground"
    _description = "Spending without a Vote"

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
