from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.fields import Won


class VoucherLine(models.Model):
    """What is claimed of one line of the commitment."""

    _name = "gotgan.voucher.line"
    _description = "Line of a Voucher"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "voucher_id, id"
    _rec_name = "commitment_line_id"

    _parent_field = "voucher_id"
    _read_whole = True

    voucher_id = fields.Many2one("gotgan.voucher", required=True, ondelete="cascade", index=True)
    commitment_line_id = fields.Many2one(
        "gotgan.commitment.line", string="Line of the Commitment", required=True,
        ondelete="restrict", index=True,
    )
    amount = Won(required=True)
    budget_line_id = fields.Many2one(related="commitment_line_id.budget_line_id")
    funding_source_id = fields.Many2one(related="commitment_line_id.funding_source_id")
    committed = Won(related="commitment_line_id.amount", string="Committed")
    claimable = Won(compute="_compute_claimable", help="Inspected and not yet in a voucher.")

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a voucher line cannot be negative.",
    )

    @api.depends("commitment_line_id")
    def _compute_claimable(self):
        for line in self:
            bound = line.commitment_line_id
            line.claimable = bound._get_claimable() if bound else 0

    @api.constrains("commitment_line_id", "voucher_id")
    def _check_commitment_line(self):
        for line in self:
            if line.commitment_line_id.commitment_id != line.voucher_id.commitment_id:
                raise ValidationError(self.env._(
                    "%(line)s belongs to another commitment than %(commitment)s.",
                    line=line.commitment_line_id.display_name,
                    commitment=line.voucher_id.commitment_id.display_name,
                ))

    def _get_sums(self, sign):
        """Return ``{commitment line id: signed won}``."""
        sums = Counter()
        for line in self:
            sums[line.commitment_line_id.id] += sign * line.amount
        return sums
