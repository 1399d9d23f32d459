from odoo import models

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import BY_PROPOSAL, GROUND_WORDS, KIND_WORDS, PRIVATE, WORKS


class ContractCaseWayMixin(models.AbstractModel):
    """What opens a way of contracting that is closer than an open tender (시행령 18, 20, 22, 25, 43).

    Amounts are judged by the tables; the other items of the decree are named in the explanation.
    """

    _name = "gotgan.contract.case.way.mixin"
    _description = "Grounds of the Way of Contracting"

    def _check_contract_private_grounds(self, edition):
        """시행령 25, 26: the ground is one of the table, with its facts; 유찰 follows a failure."""
        if self.ground == "amount":
            return
        if GROUND_WORDS[self.ground] not in {row["ground"] for row in edition._get_rows()}:
            yield Finding(
                self.env._("The ground “%(ground)s” is not in force.",
                           ground=GROUND_WORDS[self.ground]),
                fix=self.env._("Choose another ground, or a tender."),
            )
        if not self.ground_text:
            yield Finding(
                self.env._("A private contract on another ground than the amount needs the item of "
                           "the decree and the facts."),
                fix=self.env._("Write them into the explanation."),
            )
        if self.ground == "failed" and self.origin_id.state != "failed":
            yield Finding(
                self.env._("No failed tender stands behind this case."),
                fix=self.env._("Press “Tender Again” on the case that failed."),
            )

    def _check_contract_region_limit(self, edition):
        """시행령 20①6: limited to the region below an amount by kind; other kinds are not judged."""
        limit = self._read_limit(edition._get_rows())
        if self.method == "limited" and self.limited_by == "region" and (
            0 < limit <= self.estimated_price
        ):
            yield Finding(
                self.env._("A tender is limited to the region below %(limit)s won; the estimated "
                           "price is %(price)s won.", limit=won_text(limit),
                           price=won_text(self.estimated_price)),
                fix=self.env._("Limit it by something else, or choose an open tender."),
                severity="block",
            )

    def _check_contract_nomination_limit(self, edition):
        """시행령 22: nominated up to an amount, where it may be private, or as explained."""
        if self.method != "nominated" or self.ground_text:
            return
        limit = self._read_limit(edition._get_rows())
        if self.estimated_price > limit and self._get_proposal().method not in PRIVATE:
            yield Finding(
                self.env._("Bidders are nominated up to %(limit)s won; the estimated price is "
                           "%(price)s won.", limit=won_text(limit),
                           price=won_text(self.estimated_price)),
                fix=self.env._("Tender it openly, or write the item of Article 22 and the facts "
                               "into the explanation."),
            )

    def _check_contract_proposal_kinds(self, _edition):
        if self.method in BY_PROPOSAL and self.kind in WORKS:
            yield Finding(
                self.env._("%(method)s is for goods and services, not for works.",
                           method=self._get_method_label(self.method)),
                fix=self.env._("Choose another way."),
            )

    def _read_limit(self, rows):
        """Return the won of a table by kind for this case, 0 where it names none."""
        word = KIND_WORDS.get(self.kind)
        return next((row["won"] for row in rows if row["kind"] == word), 0)
