from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won

from ..methods import WORKS


class ContractLabourMixin(models.AbstractModel):
    """노무비 구분지급 of works: a claim lists the workers and is paid in two parts."""

    _name = "gotgan.contract.labour.mixin"
    _description = "Contract Whose Wages Are Paid Apart"

    labour_apart = fields.Boolean(
        string="Wages Paid Apart",
        help="Works: the wages of each claim go to the contractor's account for wages, and the "
             "next claim waits for the proof that the workers got them.",
    )
    labour_amount = Won(
        string="Wages in the Contract Paper", copy=False,
        help="What the contract paper states as wages cannot be attached (Framework Act on the "
             "Construction Industry, Article 88).",
    )
    labour_claim_ids = fields.One2many(
        "gotgan.labour.claim", "contract_id", string="Wage Claims", readonly=True,
    )

    def action_new_labour_claim(self):
        """Open a wage claim on the contract."""
        return self._get_new_action("gotgan.labour.claim", self.env._("New Wage Claim"))

    def _check_signable(self):
        if self.labour_apart and self.kind not in WORKS:
            raise UserError(self.env._(
                "%(contract)s is not a contract of works: only their wages are paid apart. Take "
                "the mark off.", contract=self._get_document_label(),
            ))
        return super()._check_signable()

    def _on_close(self):
        """A contract is not closed before its last wages are proven."""
        open_ones = self.labour_claim_ids.filtered(lambda one: one.state in ("checked", "paid"))
        if open_ones:
            raise UserError(self.env._(
                "%(contract)s: %(claim)s is %(state)s. Confirm first that the workers got their "
                "wages (Labor Standards Act, Article 43).",
                contract=open_ones[0].contract_id._get_document_label(),
                claim=open_ones[0].display_name, state=open_ones[0]._get_state_label(),
            ))
        return super()._on_close()

    def _find_claimable(self):
        """Return the commitment of the contract of which most may be claimed."""
        standing = self.commitment_ids.filtered(lambda one: one.state == "committed")
        return standing.sorted(
            lambda one: sum(line._get_claimable() for line in one.line_ids), reverse=True,
        )[:1]
