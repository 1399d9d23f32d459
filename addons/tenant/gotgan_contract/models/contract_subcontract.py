from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_expenditure.shares import take_in_order

CLAIMED_STATES = ("resolved", "ordered", "paid")


class ContractSubcontract(models.Model):
    """하도급: who does which part for whom, and whether the agency pays it directly.

    (하도급거래 공정화에 관한 법률 제14조, 건설산업기본법 제35조: 하도급대금의 직접지급.)
    """

    _name = "gotgan.contract.subcontract"
    _description = "Subcontract"
    _order = "contract_id, id"
    _rec_name = "partner_id"

    contract_id = fields.Many2one("gotgan.contract", required=True, index=True, ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner", string="Subcontractor", required=True, ondelete="restrict",
    )
    contractor_id = fields.Many2one(
        "res.partner", ondelete="restrict", compute="_compute_contractor_id",
        store=True, readonly=False, precompute=True,
        help="Which partner of the contract gave the work out: it is paid from that one's share.",
    )
    part = fields.Char(required=True, string="Part of the Work")
    amount = Won(required=True, string="Amount")
    is_direct = fields.Boolean(string="Paid Directly")
    ground = fields.Char(string="Ground of Direct Payment")
    date_from = fields.Date(string="Begins")
    date_to = fields.Date(string="Ends")

    voucher_ids = fields.One2many("gotgan.voucher", "subcontract_id", string="Vouchers")
    claimed = Won(compute="_compute_claimed", string="In Vouchers")
    paid = Won(compute="_compute_claimed", string="Directly Paid")

    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount is above zero won.")
    _direct_ground = models.Constraint(
        "CHECK (NOT is_direct OR ground IS NOT NULL)",
        "Paying a subcontractor directly needs its ground. Enter it.",
    )

    @api.depends("contract_id")
    def _compute_contractor_id(self):
        for part in self:
            part.contractor_id = part.contractor_id or part.contract_id.partner_id

    @api.depends("voucher_ids.state", "voucher_ids.amount")
    def _compute_claimed(self):
        for part in self:
            claimed = part.voucher_ids.filtered(lambda one: one.state in CLAIMED_STATES)
            part.claimed = sum(claimed.mapped("amount"))
            part.paid = sum(
                claimed.filtered(lambda one: one.state == "paid").mapped("amount")
            )

    @api.constrains("contractor_id", "contract_id")
    def _check_contractor(self):
        for part in self:
            if part.contractor_id not in part.contract_id.party_ids.partner_id:
                raise ValidationError(self.env._(
                    "%(contractor)s is no partner of %(contract)s. Choose the partner that gave "
                    "the work out.", contractor=part.contractor_id.display_name or "-",
                    contract=part.contract_id.display_name,
                ))

    def action_pay_directly(self):
        """Write the voucher that pays the subcontractor what was accepted, up to its part."""
        self.ensure_one()
        if not self.is_direct:
            raise UserError(self.env._(
                "%(partner)s is not paid directly. Record the direct payment and its ground first "
                "(Fair Subcontracting Act, Article 14).", partner=self.partner_id.name,
            ))
        commitments = self.contract_id.commitment_ids.filtered(
            lambda one: one.partner_id == self.contractor_id
        )
        rests = {line: line._get_claimable() for line in commitments.line_ids}
        ready = [one for one in commitments if any(rests[line] for line in one.line_ids)]
        rest = self.amount - self.claimed
        if not ready or not rest:
            raise UserError(self.env._(
                "%(partner)s: %(rest)s won of its part are left, and nothing of the contract was "
                "accepted from %(contractor)s that is not in a voucher yet. Inspect first.",
                partner=self.partner_id.name, rest=won_text(rest),
                contractor=self.contractor_id.name,
            ))
        return self._draft_voucher(ready[0], rest).get_formview_action()

    def _draft_voucher(self, commitment, rest):
        """Return a draft voucher on ``commitment`` in favour of the subcontractor."""
        voucher = self.env["gotgan.voucher"].create({
            "commitment_id": commitment.id, "partner_id": self.partner_id.id,
            "bank_account_id": self.partner_id.bank_ids[:1].id, "subcontract_id": self.id,
            "name": self.env._(
                "%(contract)s: direct payment to %(partner)s (%(ground)s; Fair Subcontracting Act, "
                "Article 14)", contract=commitment.name, partner=self.partner_id.name,
                ground=self.ground,
            ),
        })
        parts = take_in_order(
            min(rest, voucher.amount), voucher.line_ids.mapped("claimable"),
        )
        for line, part in zip(voucher.line_ids, parts, strict=True):
            line.amount = part
        return voucher
