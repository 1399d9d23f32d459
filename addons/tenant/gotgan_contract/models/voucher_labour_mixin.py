from odoo import models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text

from .labour_claim_voucher_mixin import PAYABLE


class VoucherLabourMixin(models.AbstractModel):
    """Wages go to the account for wages and nowhere else, and nothing else goes there.

    (지방자치단체 입찰 및 계약 집행기준, 노무비 구분관리 및 지급확인; 건설산업기본법 제88조.)
    """

    _name = "gotgan.voucher.labour.mixin"
    _description = "Voucher of Wages"

    def _on_resolve(self):
        for voucher in self:
            fault = voucher._get_labour_fault()
            if fault:
                raise UserError(fault)
            if voucher.labour_part == "wages":
                voucher.labour_claim_id._check_receipts()
        return super()._on_resolve()

    def _do_transition(self, name, reason=None):
        done = super()._do_transition(name, reason)
        if done is True and name in ("pay", "unpay"):
            self._follow_claims(name)
        return done

    def _follow_claims(self, name):
        """The claim is paid with its wages; one without wages with all that it has."""
        claims = self.filtered(
            lambda one: one.labour_part == "wages" or (
                one.labour_claim_id and not one.labour_claim_id.labour_amount
            )
        ).labour_claim_id
        if claims:
            claims._do_transition(name)

    def _get_labour_fault(self):
        """Return why the voucher may not be resolved; nothing where it may."""
        claim, contract = self.labour_claim_id, self.commitment_id.contract_id
        into_wages = self.bank_account_id.is_labour
        words = {
            "document": self._get_document_label(), "claim": claim.display_name or "-",
            "account": self.bank_account_id.display_name or "-",
            "contract": contract.display_name or "-", "amount": won_text(self.amount),
            "wanted": won_text(claim._get_part_amount(self.labour_part)) if claim else "0",
        }
        if not claim:
            if into_wages:
                return self.env._(
                    "%(document)s pays into %(account)s, which takes wages only (Local Government "
                    "Tender and Contract Standards, Payment of Wages Apart). Choose the other "
                    "account of the payee.", **words)
            apart = contract.labour_apart and not (
                self.contract_advance_id or self.subcontract_id
            )
            return self.env._(
                "%(document)s: the wages of %(contract)s are paid apart (Local Government Tender "
                "and Contract Standards, Payment of Wages Apart). Write a wage claim with the list "
                "of workers, and its vouchers from there.", **words) if apart else ""
        if claim.state not in PAYABLE or claim.commitment_id != self.commitment_id or (
            self.amount != claim._get_part_amount(self.labour_part)
        ):
            return self.env._(
                "%(document)s claims %(amount)s won, but its part of %(claim)s is %(wanted)s won, "
                "or that claim is not checked. Write the voucher from the claim.", **words)
        if into_wages != (self.labour_part == "wages"):
            return self.env._(
                "%(document)s: wages go into the account for wages, the rest into another; "
                "%(account)s is not the right one (Local Government Tender and Contract "
                "Standards, Payment of Wages Apart). Choose the other.", **words)
        if self.labour_part == "wages" and self.deduction_ids:
            return self.env._(
                "%(document)s: nothing is kept back from wages (Framework Act on the Construction "
                "Industry, Article 88). Deduct it from the voucher of the rest.", **words)
        return ""
