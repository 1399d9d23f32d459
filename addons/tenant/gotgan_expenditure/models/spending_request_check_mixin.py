from odoo import models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..purpose import find_years, normalize


class SpendingRequestCheckMixin(models.AbstractModel):
    """What the rules ask of a 품의 itself, before any money is kept."""

    _name = "gotgan.spending.request.check.mixin"
    _description = "Checks of a Spending Request"
    _inherit = ["gotgan.spending.guard.mixin"]

    def _check_spending_card_objects(self, edition):
        """업무추진비 and the like are paid by the official card."""
        codes = self._get_items() & set(edition._get_codes())
        if codes and self.kind != "card":
            yield Finding(
                self.env._("Money of %(objects)s is spent by the official card.",
                           objects=", ".join(sorted(codes))),
                fix=self.env._("Use the card, or write in the remarks why it cannot be used."),
                facts=tuple(sorted(codes)),
            )

    def _check_spending_promotion_names(self, edition):
        """From a certain amount on, with whom and for what."""
        limit, named = edition._get_won(), (self.note or "").strip()
        if self.amount >= limit and not named and "203" in self._get_items():
            yield Finding(
                self.env._(
                    "Expenses of business promotion of %(won)s won name nobody; from "
                    "%(limit)s won on they say with whom and for what.",
                    won=won_text(self.amount), limit=won_text(limit),
                ),
                fix=self.env._("Write office and name of the other side into the remarks."),
                facts=(self.amount,),
            )

    def _check_spending_year_end(self, edition):
        """What is asked for in the last days has to be delivered and paid within the year."""
        last = self.fiscal_year_id.date_to
        left = (last - self._get_rule_day("spending.year_end")).days if last else None
        if left is not None and 0 <= left < edition._get_days():
            yield Finding(
                self.env._(
                    "The fiscal year ends in %(left)s days, on %(day)s: what is ordered now must "
                    "be delivered, inspected and paid by then.", left=left, day=last,
                ),
                fix=self.env._("Order only what comes in time; else plan it for next year."),
                facts=(str(last),),
            )

    def _check_spending_object_words(self, edition):
        """The title speaks of something that another subject is for."""
        title, items = normalize(self.name), self._get_items()
        if not title or not items:
            return
        for row in edition._get_rows():
            words = [word for word in row["words"] if normalize(word) in title]
            if words and not items & set(row["objects"]):
                yield Finding(
                    self.env._(
                        "“%(word)s” is mostly spent from %(hint)s, not from %(items)s.",
                        word=words[0], hint=row["hint"], items=", ".join(sorted(items)),
                    ),
                    fix=self.env._("Choose the budget line made for it, if there is one."),
                    facts=(words[0], *sorted(items)),
                )

    def _check_spending_prior_year(self, _edition):
        """A year is met from its own budget; what belongs to an earlier one goes its own way."""
        year = self.fiscal_year_id.year
        named = find_years(self.name)
        if named and year and max(named) < year and self.kind != "prior_year":
            yield Finding(
                self.env._("The title speaks of %(named)s, the money is of %(year)s.",
                           named=max(named), year=year),
                fix=self.env._(
                    "If the debt arose in %(named)s, make it an expenditure of a prior year.",
                    named=max(named),
                ),
                facts=(max(named), year),
            )

    def _get_items(self):
        """Return the codes of the 편성목: ``{"201"}`` for 201-01."""
        return {code.partition("-")[0] for code in self._get_object_codes() if code}

    def _get_rule_day(self, _code):
        return self.date or today(self.env)
