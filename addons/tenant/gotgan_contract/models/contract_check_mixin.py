from odoo import models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import WORKS

SIGNING = (
    "contract.performance_rate", "contract.performance_base", "contract.performance_waiver",
    "contract.defect_years", "contract.paper_waiver", "contract.waiver_partners",
)


class ContractCheckMixin(models.AbstractModel):
    """What the law says before a contract is signed."""

    _name = "gotgan.contract.check.mixin"
    _description = "Contract Judged by Rules"
    _inherit = ["gotgan.rule.check.mixin"]

    _rule_checks = {"submit": SIGNING, "sign": SIGNING}
    _finding_depends = (
        "original_amount", "kind", "guarantee_ids.state", "guarantee_ids.amount", "defect_years",
        "date_end", "attachment_ids", "term_kind", "total_amount", "item_ids.largest_quantity",
        "bond_waiver",
    )

    def _check_contract_performance_rate(self, _edition):
        """지방계약법 15: the bond is there before the contract is, and lasts as long."""
        if not self._get_bond_term():
            yield from self._find_bond_faults()

    def _check_contract_performance_base(self, _edition):
        """영 51⑦, ⑧: unit prices by the largest delivery, several years by their total."""
        if self._get_bond_term():
            yield from self._find_bond_faults()

    def _find_bond_faults(self):
        wanted = self._get_guarantee_wanted()
        held = self._get_bonds()
        total = sum(held.mapped("amount"))
        if wanted > total:
            yield Finding(
                self.env._("The performance bond is %(held)s won; %(wanted)s won are needed.",
                           held=won_text(total), wanted=won_text(wanted)),
                fix=self.env._("Enter the guarantee and take it in."),
            )
        for guarantee in self._find_short_bonds(self.date_end):
            yield Finding(
                self.env._(
                    "%(guarantee)s ends on %(until)s, before the contract does.",
                    guarantee=guarantee.display_name, until=guarantee.valid_until,
                ),
                fix=self.env._("Have it prolonged to the end of the contract."),
            )

    def _check_contract_performance_waiver(self, edition):
        """영 53: where the bond is waived, a written pledge stands in for it."""
        if self.original_amount > edition._get_won() or self._waives("계약"):
            return
        if not self._has_pledge():
            yield Finding(
                self.env._("Up to %(limit)s won the bond may be waived, but a pledge of payment is "
                           "needed.", limit=won_text(edition._get_won())),
                fix=self.env._("Enter a guarantee of the form “Pledge of Payment”."),
            )

    def _check_contract_waiver_partners(self, _edition):
        """영 53①1, ②: public bodies give a pledge in writing, whatever the amount."""
        if self.bond_waiver and not self._waives("계약"):
            yield Finding(
                self.env._("“%(waiver)s” is not in force.", waiver=self.bond_waiver),
                fix=self.env._("Choose another ground, or have the bond given."),
            )
        elif self.bond_waiver and not self._has_pledge():
            yield Finding(
                self.env._("The bond of this partner is waived, but a pledge of payment is "
                           "needed."),
                fix=self.env._("Enter a guarantee of the form “Pledge of Payment”."),
            )

    def _has_pledge(self):
        """Say whether a pledge, or what is more than one, is held for the performance."""
        given = self.guarantee_ids.filtered(
            lambda one: one.kind == "performance" and one.state == "held"
        )
        return bool(given)

    def _check_contract_defect_years(self, edition):
        row = edition._get_rows()[0]
        if self.kind in WORKS and not row["least"] <= self.defect_years <= row["most"]:
            yield Finding(
                self.env._("The defect liability of works is %(least)s to %(most)s years.",
                           least=row["least"], most=row["most"]),
                fix=self.env._("Enter the years by the kind of works."),
            )

    def _check_contract_paper_waiver(self, edition):
        if self.original_amount > edition._get_won() and not self.attachment_ids:
            yield Finding(
                self.env._("Above %(limit)s won a contract is made in writing; no paper is "
                           "attached.", limit=won_text(edition._get_won())),
                fix=self.env._("Attach the contract paper."),
            )

    def _check_signable(self):
        """Refuse what no rule forgives: shares that do not add up, an award that fell away.

        :raises UserError: with what is wrong
        """
        case = self.case_id
        if case.state not in ("awarded", "contracted"):
            raise UserError(self.env._(
                "%(contract)s: %(case)s is %(state)s. A contract needs a standing award.",
                contract=self._get_document_label(), case=case.display_name,
                state=case._get_state_label(),
            ))
        if case.state == "contracted" and not self.master_id:
            raise UserError(self.env._(
                "%(contract)s: %(case)s has its contract already. A later year names the contract "
                "of the year before.", contract=self._get_document_label(), case=case.display_name,
            ))
        shares = sum(round(one.share * 1000) for one in self.party_ids)
        if shares != 100_000:
            raise UserError(self.env._(
                "%(contract)s: the shares of the partners add up to %(shares)s %%, not to 100 %%. "
                "Correct them.", contract=self._get_document_label(), shares=f"{shares / 1000:g}",
            ))
        ceiling = self.master_id.total_amount or self.total_amount or case.winner_id.amount
        if self.original_amount > ceiling:
            raise UserError(self.env._(
                "%(contract)s: %(amount)s won are more than the %(award)s won of the award.",
                contract=self._get_document_label(), amount=won_text(self.original_amount),
                award=won_text(ceiling),
            ))
