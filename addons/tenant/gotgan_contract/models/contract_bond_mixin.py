from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

from ..methods import BOND_TERMS, DEFECT_WORDS, KIND_WORDS, WORKS
from ..orders import amount_of

WAIVER = "contract.waiver_partners"


class ContractBondMixin(models.AbstractModel):
    """What a contract has to be secured by: its performance bond (시행령 51), its defect bond (71).

    Unit prices are secured by the largest single delivery (51⑦). A contract of several years is
    secured as a whole by its first year, and each completed year frees its part (51⑧).
    """

    _name = "gotgan.contract.bond.mixin"
    _description = "Bonds of a Contract"

    guaranteed = Won(compute="_compute_guaranteed", string="Performance Bond Held")
    guarantee_wanted = Won(compute="_compute_guaranteed", string="Performance Bond Needed")
    is_bond_short = fields.Boolean(compute="_compute_guaranteed")
    bond_waiver = fields.Selection(
        "_selection_bond_waiver", string="Bonds Waived For",
        help="The kind of partner whose bonds the decree waives; it gives a pledge of payment "
             "instead (Enforcement Decree of the Local Contracts Act, Articles 53 and 71).",
    )
    defect_bond = Won(compute="_compute_defect_bond", string="Defect Bond Needed")

    @api.depends(
        "guarantee_ids.state", "guarantee_ids.amount", "original_amount", "amount", "kind",
        "term_kind", "total_amount", "master_id", "item_ids.largest_quantity",
        "item_ids.unit_price", "item_ids.quantity",
        "bond_waiver",
    )
    def _compute_guaranteed(self):
        for contract in self:
            contract.guaranteed = sum(contract._get_bonds().mapped("amount"))
            contract.guarantee_wanted = contract._get_guarantee_wanted()
            contract.is_bond_short = (
                contract.state == "signed" and contract.guaranteed < contract.guarantee_wanted
            )

    @api.model
    def _selection_bond_waiver(self):
        """Return the partners of all editions, so that older contracts keep their words."""
        editions_sudo = self.env["gotgan.rule.edition"].sudo().search([
            ("rule_id.code", "=", WAIVER), ("state", "in", ("in_force", "superseded")),
        ], order="date_from")
        rows = [row for one in editions_sudo for row in one._get_rows()]
        return list({row["code"]: f"{row['name']} ({row['code']})" for row in rows}.items())

    @api.depends("kind", "defect_work", "amount", "original_amount", "bond_waiver")
    def _compute_defect_bond(self):
        for contract in self:
            contract.defect_bond = contract._get_defect_bond()

    def _get_bonds(self):
        """Return the performance bonds that are held; of several years, those of all of them."""
        contracts = self
        if self.term_kind == "long":
            contracts = self.sudo()._get_years().sudo(self.env.su)
        return contracts.guarantee_ids.filtered(
            lambda one: one.kind == "performance" and one.state == "held" and one.form != "pledge"
        )

    def _get_bond_term(self):
        """Return the word under which the law secures this contract on another sum, or None."""
        word = BOND_TERMS.get(self.term_kind)
        if self.term_kind == "unit" and self.kind in WORKS:
            return None
        edition = self.env["gotgan.rule"]._seek(
            "contract.performance_base", self.signed_on or today(self.env),
        )
        rows = edition._get_rows() if edition and word else ()
        return word if any(row["term"] == word for row in rows) else None

    def _find_short_bonds(self, last):
        """Return the performance bonds held that end before the day ``last``."""
        return self._get_bonds().filtered(lambda one: one.valid_until and one.valid_until < last)

    def _get_bond_base(self, more=0):
        """Return the won the performance bond is a share of, with ``more`` won of a change."""
        whole = (self.amount or self.original_amount) + more
        if not self._get_bond_term():
            return whole
        if self.term_kind == "unit":
            return min(whole, sum(
                amount_of(one.price_now or 0, one.largest_quantity or one.quantity)
                for one in self.item_ids
            )) or whole
        years_sudo = self.sudo()._get_years()
        done_sudo = years_sudo.filtered(lambda one: one.state in ("completed", "closed"))
        total = self.sudo()._get_first().years_total + more
        return max(0, total - sum(done_sudo.mapped("amount"))) if total else whole

    def _get_guarantee_wanted(self, more=0):
        """Return the won of the performance bond, by kind, term and amount.

        :param int more: won a change adds to the contract
        """
        amount = (self.amount or self.original_amount) + more
        day = self.signed_on or today(self.env)
        waiver = self.env["gotgan.rule"]._seek("contract.performance_waiver", day)
        edition = self.env["gotgan.rule"]._seek("contract.performance_rate", day)
        if not edition or self._waives("계약") or (waiver and amount <= waiver._get_won()):
            return 0
        word = KIND_WORDS.get(self.kind)
        rate = next((row["rate"] for row in edition._get_rows() if row["kind"] == word), 0)
        share = self._get_bond_base(more) * rate
        return -(-share.numerator // share.denominator) if share else 0

    def _waives(self, bond):
        """Say whether the rule of the day of signing waives a bond for this kind of partner."""
        edition = self.bond_waiver and self.env["gotgan.rule"]._seek(
            WAIVER, self.signed_on or today(self.env),
        )
        rows = edition._get_rows() if edition else ()
        return any(row["code"] == self.bond_waiver and bond in row["bonds"] for row in rows)

    def _needs_bond(self, guarantee):
        """Say whether a performance bond still secures what is not done yet."""
        if not self._get_bond_term() or self.term_kind != "long":
            return self.state == "signed"
        rest = sum((self._get_bonds() - guarantee).mapped("amount"))
        return rest < self._get_guarantee_wanted()

    def _is_liable(self):
        """Say whether defects are still answered for; before the inspection the term is unknown.

        Terminated works have no such term here: their bond is for the officers to judge.
        """
        if not self.defect_until:
            return self.kind in WORKS and self.state in ("draft", "submitted", "signed")
        return self.defect_until > today(self.env)

    def _get_defect_bond_missing(self):
        """Return the won of the defect bond that are not held yet, once all is accepted, else 0.

        (지방계약법 제21조, 시행령 제71조제2항: between the inspection and the last payment.)
        """
        accepted = self.state in ("completed", "closed") or self._get_capacity_inspected("all")
        held = self.guarantee_ids.filtered(
            lambda one: one.kind == "defect" and one.state == "held" and one.form != "pledge"
        )
        return max(0, self._get_defect_bond() - sum(held.mapped("amount"))) if accepted else 0

    def _get_defect_bond(self):
        """Return the won of the defect bond (시행규칙 제70조); works only, small ones waived."""
        amount = self.amount or self.original_amount
        day = self.completed_on or today(self.env)
        edition = self.env["gotgan.rule"]._seek("contract.defect_rate", day)
        waiver = self.env["gotgan.rule"]._seek("contract.defect_waiver", day)
        if self.kind not in WORKS or not edition or self._waives("하자"):
            return 0
        if waiver and amount <= waiver._get_won() and self.defect_work != "structure":
            return 0
        word = DEFECT_WORDS.get(self.defect_work)
        rate = next((row["rate"] for row in edition._get_rows() if row["work"] == word), 0)
        return int(amount * rate)
