from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_expenditure.models.voucher import Voucher as Base
from odoo.addons.gotgan_rule.finding import Finding

PAYING = ("contract.defect_bond",)


class Voucher(models.Model):
    """하도급 직불: what a contract binds is paid to the subcontractor that did the part.

    (하도급거래 공정화에 관한 법률 제14조, 건설산업기본법 제35조.) The contractor's claim goes down
    by as much, for the voucher stands on the contractor's own commitment.
    """

    _name = "gotgan.voucher"
    _inherit = ["gotgan.voucher.labour.mixin", "gotgan.voucher"]

    # These are asked beside what every voucher is asked.
    _rule_checks = {name: (*codes, *PAYING) for name, codes in Base._rule_checks.items()}

    subcontract_id = fields.Many2one(
        "gotgan.contract.subcontract", string="Paid Directly To", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
        help="The subcontract whose part is paid without the contractor in between.",
    )

    contract_advance_id = fields.Many2one(
        "gotgan.contract.advance", string="Advance on the Contract", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )

    labour_claim_id = fields.Many2one(
        "gotgan.labour.claim", string="Wage Claim", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )
    labour_part = fields.Selection(
        [("wages", "Wages"), ("rest", "All but Wages")], string="Part of the Claim",
        readonly=True, copy=False,
    )

    _labour_both = models.Constraint(
        "CHECK ((labour_claim_id IS NULL) = (labour_part IS NULL))",
        "A voucher of a wage claim says which part it pays.",
    )
    _labour_once = models.UniqueIndex(
        "(labour_claim_id, labour_part) WHERE labour_claim_id IS NOT NULL "
        "AND state <> 'cancelled'",
        "Each part of a wage claim is paid by one voucher.",
    )
    _advance_kind = models.Constraint(
        "CHECK (contract_advance_id IS NULL OR kind = 'advance')",
        "A voucher of an advance on a contract is of the kind advance payment.",
    )
    _advance_once = models.UniqueIndex(
        "(contract_advance_id) WHERE contract_advance_id IS NOT NULL AND state <> 'cancelled'",
        "An advance on a contract is paid by one voucher.",
    )

    @api.model
    def _iter_proofs(self):
        """What a contract promised to pay ahead, and a wage claim, are papers of the case."""
        yield from super()._iter_proofs()
        voucher_sudo = self.sudo()
        yield from voucher_sudo.contract_advance_id
        yield from voucher_sudo.labour_claim_id

    def _is_written_here(self, department):
        """Say whether who looks may write vouchers of a department, as the access rules do."""
        user = self.env.user
        if user.has_group("gotgan_base.group_auditor"):
            return False
        if self.env.su or user.has_group("gotgan_expenditure.group_accountant"):
            return True
        user_sudo = user.sudo()
        return department in department.search([
            ("id", "child_of", user_sudo.employee_id.department_id.ids),
        ])

    def _on_resolve(self):
        for voucher in self.filtered("contract_advance_id"):
            voucher._check_advance()
        return super()._on_resolve()

    def _claim(self, sign):
        """What is paid ahead is counted as such, before it is claimed."""
        lines = self.filtered("contract_advance_id").line_ids
        if sign > 0:
            lines.commitment_line_id._add_total("advanced", lines._get_sums(1))
        done = super()._claim(sign)
        if sign < 0:
            lines.commitment_line_id._add_total("advanced", lines._get_sums(-1))
        return done

    def _do_transition(self, name, reason=None):
        done = super()._do_transition(name, reason)
        if done is True and name in ("pay", "unpay") and self.contract_advance_id:
            self.contract_advance_id._do_transition(name)
        return done

    def _open_advances(self):
        """An advance on a contract is settled by its inspections, not by a paper of its own."""
        others = self.filtered(lambda one: not one.contract_advance_id)
        return super(Voucher, others)._open_advances()

    def _get_proof(self):
        return "advanced" if self.contract_advance_id else super()._get_proof()

    def _check_contract_defect_bond(self, _edition):
        """영 71②: the defect bond is there before the last payment; wages do not wait for it."""
        contract_sudo = self.commitment_id.contract_id.sudo()
        if not contract_sudo or self.labour_part == "wages":
            return
        missing = contract_sudo._get_defect_bond_missing()
        if missing:
            yield Finding(
                self.env._(
                    "All of %(contract)s is accepted, and of its defect bond of %(wanted)s won "
                    "%(missing)s won are missing.", contract=contract_sudo.display_name,
                    wanted=won_text(contract_sudo.defect_bond), missing=won_text(missing),
                ),
                fix=self.env._("Take the defect bond in before the last payment."),
            )

    def _check_advance(self):
        """Pay ahead only what was granted and is secured (지방회계법 시행령 44①13)."""
        advance = self.contract_advance_id
        if (
            advance.state != "granted" or advance.contract_id != self.commitment_id.contract_id
            or self.amount != advance.amount
        ):
            raise UserError(self.env._(
                "%(document)s pays %(amount)s won, but %(advance)s is %(state)s. Only a granted "
                "advance is paid, and all of it (Enforcement Decree of the Local Accounting Act, "
                "Article 44).", document=self._get_document_label(), amount=won_text(self.amount),
                advance=advance.display_name, state=advance._get_state_label(),
            ))
        advance._check_secured()

    def _check_payee(self):
        """A subcontractor that is paid directly is the rightful creditor of its part."""
        direct = self.filtered("subcontract_id")
        for voucher in direct:
            beside = (direct - voucher).filtered(
                lambda one, part=voucher.subcontract_id: one.subcontract_id == part
            )
            fault = voucher._get_direct_fault(sum(beside.mapped("amount")))
            if fault:
                raise UserError(fault)
        return super(Voucher, self - direct)._check_payee()

    def _get_direct_fault(self, beside):
        """Return why the subcontractor may not be paid by this voucher; nothing if it may.

        :param int beside: won of the same part that are resolved in the same moment
        """
        commitment, part = self.commitment_id, self.subcontract_id
        rest = part.amount - part.claimed - beside
        words = {
            "document": self._get_document_label(), "payee": self.partner_id.name or "-",
            "commitment": commitment.display_name, "partner": part.partner_id.name,
            "rest": won_text(rest), "amount": won_text(self.amount),
        }
        if commitment.state not in ("committed", "closed"):
            return self._get_payee_fault()
        if not part.is_direct or part.contract_id != commitment.contract_id:
            return self.env._(
                "%(document)s: %(partner)s is not paid directly under the contract of "
                "%(commitment)s (Fair Subcontracting Act, Article 14). Record the direct payment "
                "and its ground in the contract first.", **words)
        if commitment.partner_id != part.contractor_id:
            return self.env._(
                "%(document)s: %(partner)s works for %(contractor)s, but %(commitment)s is of "
                "another partner of the contract. Pay it from the commitment of %(contractor)s.",
                contractor=part.contractor_id.name, **words)
        if self.partner_id != part.partner_id or (
            self.bank_account_id.partner_id != part.partner_id
        ):
            return self.env._(
                "%(document)s pays %(payee)s, but the subcontract is that of %(partner)s. A direct "
                "payment goes into an account of the subcontractor (Fair Subcontracting Act, "
                "Article 14). Choose one.", **words)
        if self.amount > rest:
            return self.env._(
                "%(document)s: of the subcontract of %(partner)s %(rest)s won are left, asked "
                "%(amount)s won. Lower the amount.", **words)
        return ""
