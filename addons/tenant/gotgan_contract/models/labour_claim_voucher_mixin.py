from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_expenditure.shares import take_in_order

# The rest may be claimed after the wages are paid, and anew where its voucher was cancelled.
PARTS = ("wages", "rest")
PAYABLE = ("checked", "paid", "confirmed")


class LabourClaimVoucherMixin(models.AbstractModel):
    """How a claim becomes money: a voucher of the wages and one of the rest."""

    _name = "gotgan.labour.claim.voucher.mixin"
    _description = "Wage Claim Paid by Vouchers"

    voucher_ids = fields.One2many(
        "gotgan.voucher", "labour_claim_id", string="Vouchers", readonly=True, copy=False,
    )

    is_unclaimed = fields.Boolean(
        string="A Voucher Is Missing", compute="_compute_is_unclaimed",
        help="Of the wages, or of the rest, no voucher is written yet.",
    )

    @api.depends("voucher_ids.state", "voucher_ids.labour_part", "state")
    @api.depends_context("uid")
    def _compute_is_unclaimed(self):
        vouchers = self.env["gotgan.voucher"]
        for claim in self:
            standing = claim._get_standing().mapped("labour_part")
            missing = any(
                claim._get_part_amount(part) and part not in standing for part in PARTS
            )
            claim.is_unclaimed = (
                claim.state in PAYABLE and missing
                and vouchers._is_written_here(claim.department_id)
            )

    def action_new_vouchers(self):
        """Write the vouchers of the wages and of the rest, or open those there are."""
        for claim in self:
            if claim.state not in PAYABLE:
                raise UserError(self.env._(
                    "%(claim)s is %(state)s. Vouchers are written from a checked claim.",
                    claim=claim._get_document_label(), state=claim._get_state_label(),
                ))
            claim._draft_vouchers()
        return self._get_standing()._get_list_action(self.env._("Vouchers"))

    def _draft_vouchers(self):
        """Draft what is missing of the two vouchers; the wages come first off the lines."""
        lines = self.commitment_id.line_ids
        rests = [line._get_claimable() for line in lines]
        wages = take_in_order(self.labour_amount, rests)
        left = [rest - part for rest, part in zip(rests, wages, strict=True)]
        parts = {"wages": wages, "rest": take_in_order(self.rest_amount, left)}
        standing = self._get_standing().mapped("labour_part")
        names = {
            "wages": self.env._("%(claim)s: wages", claim=self.name),
            "rest": self.env._("%(claim)s: all but wages", claim=self.name),
        }
        self.env["gotgan.voucher"].create([
            {
                "commitment_id": self.commitment_id.id, "labour_claim_id": self.id,
                "labour_part": part, "name": names[part], "claim_date": self.claimed_on,
                "bank_account_id": self._get_account(part).id,
                "line_ids": [
                    Command.create({"commitment_line_id": line.id, "amount": won})
                    for line, won in zip(lines, amounts, strict=True) if won
                ],
            }
            for part, amounts in parts.items() if any(amounts) and part not in standing
        ])

    def _get_standing(self):
        return self.voucher_ids.filtered(lambda one: one.state != "cancelled")

    def _get_part_amount(self, part):
        """Return the won that the voucher of a part has to claim."""
        return self.labour_amount if part == "wages" else self.rest_amount

    def _get_account(self, part):
        """Return the contractor's account for wages, or the one for everything else."""
        accounts_sudo = self.partner_id.sudo().bank_ids
        found = accounts_sudo.filtered(lambda one: one.is_labour == (part == "wages"))[:1]
        return found.sudo(self.env.su)

    def _check_no_voucher(self):
        for claim in self:
            standing = claim._get_standing()
            if standing:
                raise UserError(self.env._(
                    "%(claim)s stands in %(voucher)s (%(won)s won). Cancel that first.",
                    claim=claim._get_document_label(), voucher=standing[0].display_name,
                    won=won_text(standing[0].amount),
                ))

    def _get_capacity_voucher(self, state):
        """Return the voucher of the wages as a text if it stands at ``state``."""
        vouchers = self._get_standing()
        part = vouchers.filtered(lambda one: one.labour_part == "wages") or vouchers
        found = part.filtered(lambda one: one.state == state)[:1]
        return self.env._("Voucher %(number)s", number=found.number) if found else ""

    def _get_authority_label(self, kind, value):
        if kind != "voucher":
            return super()._get_authority_label(kind, value)
        return self.env._("its voucher")
