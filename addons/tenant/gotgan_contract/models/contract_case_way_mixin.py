from odoo import models

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import BY_PROPOSAL, KIND_WORDS, PRIVATE, WORKS
from .contract_ground import AMOUNT

# What a private contract after failed tenders keeps of the first one (시행령 26③).
TERMS = (
    "kind", "department_id", "estimated_price", "base_price", "item_code", "firm_kind", "is_joint",
)


class ContractCaseWayMixin(models.AbstractModel):
    """What opens a closer way than an open tender (시행령 18, 20, 22, 25, 43).

    Amounts are judged by the tables; the other items of the decree are named in the explanation.
    """

    _name = "gotgan.contract.case.way.mixin"
    _description = "Grounds of the Way of Contracting"

    def _get_ground(self):
        """Return the ground of the case where it is in force; else nothing."""
        day = self._get_rule_day("contract.private_grounds")
        return self.env["gotgan.contract.ground"]._find(self.ground, day)

    def _check_contract_private_grounds(self, _edition):
        """시행령 25, 26: the ground is in force, with its facts; 유찰 follows failed tenders."""
        if self.ground == AMOUNT:
            return
        ground = self._get_ground()
        if not ground:
            yield Finding(
                self.env._("The ground “%(ground)s” is not in force.", ground=self.ground),
                fix=self.env._("Choose another ground, or a tender."),
            )
        if not self.ground_text:
            yield Finding(
                self.env._("A private contract on another ground than the amount needs the item of "
                           "the decree and the facts."),
                fix=self.env._("Write them into the explanation."),
            )
        if ground.after_failure:
            yield from self._judge_failures()

    def _judge_failures(self):
        """시행령 26①, ③: the repeated tender failed too, and the terms of the first are kept."""
        failed = self._get_failed()
        if not failed:
            yield Finding(
                self.env._("No failed tender stands behind this case."),
                fix=self.env._("Press “Tender Again” on the case that failed."),
            )
        elif len(failed) < 2:
            yield Finding(
                self.env._("Only one tender failed; it has to be repeated first."),
                fix=self.env._("Tender again openly. Where that fails too, contract privately."),
            )
        changed = [name for name in TERMS if failed and self[name] != failed[-1][name]]
        if changed:
            labels = (self._fields[name]._description_string(self.env) for name in changed)
            yield Finding(
                self.env._(
                    "But for bond and term, the terms of the first tender %(first)s are kept; "
                    "these differ: %(terms)s.", first=failed[-1].display_name,
                    terms=", ".join(labels),
                ),
                fix=self.env._("Set them as in the first tender, or tender anew."),
                facts=("terms", failed[-1].id, tuple(changed)),
            )

    def _get_failed(self):
        """Return the failed tenders behind the case, the last one first."""
        failed, case = [], self.origin_id
        while case and case.state == "failed" and case.method not in PRIVATE:
            failed.append(case)
            case = case.origin_id
        return failed

    def _check_contract_region_limit(self, edition):
        """시행령 20①6: limited to the region below an amount, of the kinds named."""
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
