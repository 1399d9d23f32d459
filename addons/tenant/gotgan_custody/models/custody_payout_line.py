from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won


class CustodyPayoutLine(models.Model):
    """What a payment takes from one case."""

    _name = "gotgan.custody.payout.line"
    _description = "Custody Payment Line"
    _inherit = ["gotgan.transition.line.mixin"]
    _parent_field = "payout_id"
    _order = "payout_id, id"

    payout_id = fields.Many2one(
        "gotgan.custody.payout", required=True, ondelete="cascade", index=True,
    )
    case_id = fields.Many2one(
        "gotgan.custody.case", required=True, ondelete="restrict", index=True,
        domain="[('rest', '>', 0)]",
    )
    account_id = fields.Many2one(related="case_id.account_id")
    partner_id = fields.Many2one(related="case_id.partner_id")
    rest = Won(related="case_id.rest")
    claimable_until = fields.Date(related="case_id.claimable_until")
    amount = Won(
        compute="_compute_amount", store=True, readonly=False, precompute=True, required=True,
    )

    _case_once = models.UniqueIndex(
        "(payout_id, case_id)", "A case stands in a payment once.",
    )
    _positive = models.Constraint(
        "CHECK (amount >= 0)", "What is paid out is an amount above zero.",
    )

    @api.depends("case_id")
    def _compute_amount(self):
        for line in self:
            line.amount = line.case_id.rest
