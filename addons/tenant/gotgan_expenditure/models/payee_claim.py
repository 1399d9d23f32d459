from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition

from ..claims import Claim, find_lacking

ACCOUNTANT = "group:gotgan_expenditure.group_accountant"


class PayeeClaim(models.Model):
    """채권 압류·양도: somebody else has a right to what the agency owes a payee.

    민사집행법 227, 229 (압류, 추심·전부), 민법 450 (양도): paying the payee after the notice does
    not free the agency from the debt. A payment to the payee therefore stops until the claim is met
    by a deduction held for the claimant, or somebody has ended it.
    """

    _name = "gotgan.payee.claim"
    _description = "Attachment or Assignment of a Payee's Claim"
    _inherit = ["gotgan.paper.mixin", "gotgan.transition.mixin"]
    _order = "received_on desc, id desc"

    _transitions = {
        "register": Transition(("draft",), "standing", ACCOUNTANT),
        "end": Transition(("standing",), "ended", ACCOUNTANT, needs_reason=True),
    }

    partner_id = fields.Many2one(
        "res.partner", string="Payee", required=True, ondelete="restrict", index=True,
    )
    kind = fields.Selection(
        [
            ("provisional", "Provisional Attachment"), ("attachment", "Attachment"),
            ("collection", "Attachment and Collection"), ("transfer", "Attachment and Transfer"),
            ("assignment", "Assignment"), ("pledge", "Pledge"),
        ],
        required=True, default="attachment",
    )
    claimant_id = fields.Many2one(
        "res.partner", required=True, ondelete="restrict",
    )
    name = fields.Char(
        string="Case Number", required=True,
        help="Court and case number, or the deed of assignment.",
    )
    received_on = fields.Date(
        string="Served On", required=True, default=lambda self: today(self.env),
        help="The day the notice reached the agency; the earlier one goes first.",
    )
    amount = Won(help="Up to this amount. Zero: all that is owed.")
    commitment_ids = fields.Many2many(
        "gotgan.commitment", string="Commitments", help="Empty: whatever is owed to the payee.",
    )
    note = fields.Text(string="Remarks")
    state = fields.Selection(
        [("draft", "Draft"), ("standing", "Standing"), ("ended", "Ended")],
        default="draft", required=True, readonly=True, copy=False,
    )

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a claim cannot be negative.",
    )
    _standing = models.Index("(partner_id) WHERE state = 'standing'")

    def action_register(self):
        """Let the claims stand: payments to the payee are checked against them from now on."""
        return self._do_transition("register")

    def action_end(self):
        """End the claims, with a reason: lifted, paid, withdrawn."""
        return self._do_transition("end")

    # ---- effects ---------------------------------------------------------

    def _on_register(self):
        for claim in self.filtered(lambda one: one.partner_id == one.claimant_id):
            raise UserError(self.env._(
                "%(payee)s cannot have a claim against itself. Choose the claimant.",
                payee=claim.partner_id.name,
            ))

    # ---- what payments ask ---------------------------------------------------

    @api.model
    def _find_against(self, vouchers):
        """Return ``{voucher: standing claims}`` that somebody has on what the vouchers pay."""
        claims_sudo = self.sudo().search([
            ("partner_id", "in", vouchers.partner_id.ids), ("state", "=", "standing"),
        ], order="received_on, id")
        found = {}
        for voucher in vouchers if claims_sudo else ():
            mine_sudo = claims_sudo.filtered(lambda one, voucher=voucher: one._covers(voucher))
            if mine_sudo:
                found[voucher] = mine_sudo
        return found

    def _covers(self, voucher):
        return self.partner_id == voucher.partner_id and (
            not self.commitment_ids or voucher.commitment_id in self.commitment_ids
        )

    def _find_lacking(self, voucher):
        """Return ``{claim id: won}`` that the voucher does not keep back, by the order of service.

        What earlier vouchers kept back for a claimant since the claim was served counts.
        """
        return self._sum_lacking(
            voucher.partner_id, voucher.amount, voucher.deduction_ids, voucher._origin,
        )

    @api.model
    def _find_unkept(self, partner, won):
        """Return ``{claim: won}`` others have on what is paid without a voucher to keep it back.

        Claims on certain commitments only are left out: such a payment is under none.
        """
        claims_sudo = self.sudo().search([
            ("partner_id", "=", partner.id), ("state", "=", "standing"),
            ("commitment_ids", "=", False),
        ], order="received_on, id")
        lacking = claims_sudo and claims_sudo._sum_lacking(partner, won)
        return {claims_sudo.browse(one): rest for one, rest in (lacking or {}).items()}

    def _sum_lacking(self, partner, won, deductions=(), voucher=None):
        before_sudo = self.env["gotgan.voucher.deduction"].sudo().search([
            ("voucher_id", "!=", voucher and voucher.id),
            ("voucher_id.partner_id", "=", partner.id),
            ("voucher_id.state", "in", ("resolved", "ordered", "paid")),
            ("voucher_id.claim_date", ">=", min(self.mapped("received_on"))),
            ("partner_id", "in", self.claimant_id.ids),
        ])
        return find_lacking(
            won, [Claim(one.id, one.claimant_id.id, one.amount) for one in self],
            _sum_kept(deductions), _sum_kept(before_sudo),
        )

    @api.model
    def _check_vouchers(self, vouchers):
        """Refuse vouchers that would pay the payee what belongs to somebody else.

        :raises UserError: naming every claim, with what to do
        """
        texts = self._word_unserved(vouchers)
        if texts:
            raise UserError("\n".join(text for found in texts.values() for text in found))

    @api.model
    def _word_unserved(self, vouchers):
        """Return ``{voucher: sentences}`` about claims that the vouchers do not keep back."""
        return {
            voucher: [
                claims_sudo.browse(claim_id)._word_against(voucher, won)
                for claim_id, won in lacking.items()
            ]
            for voucher, claims_sudo in self._find_against(vouchers).items()
            if (lacking := claims_sudo._find_lacking(voucher))
        }

    def _word_against(self, voucher, lacking):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return self.env._(
            "%(document)s: what is owed to %(payee)s is under %(kind)s by %(claimant)s (%(case)s, "
            "served %(day)s, %(won)s). Keep %(lacking)s won more back as a deduction held for "
            "%(claimant)s, or end the claim with a reason (Civil Execution Act, Article 227; "
            "Civil Act, Article 450).", lacking=won_text(lacking),
            document=voucher._get_document_label(), payee=self.partner_id.name,
            kind=kinds[self.kind], claimant=self.claimant_id.name, case=self.name,
            day=self.received_on,
            won=self.env._("%(won)s won", won=won_text(self.amount)) if self.amount
            else self.env._("all of it"),
        )


def _sum_kept(deductions):
    """Return ``{claimant id: won}`` of deductions; those held for the payee himself are none."""
    kept = {}
    for one in deductions:
        if one.partner_id:
            kept[one.partner_id.id] = kept.get(one.partner_id.id, 0) + one.amount
    return kept
