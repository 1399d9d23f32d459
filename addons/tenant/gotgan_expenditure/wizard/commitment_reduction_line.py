from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.fields import Won


class CommitmentReductionLine(models.TransientModel):
    """By how much one line of the commitment is lowered."""

    _name = "gotgan.commitment.reduction.line"
    _description = "Line of a Reduction"

    reduction_id = fields.Many2one("gotgan.commitment.reduction", required=True, ondelete="cascade")
    commitment_line_id = fields.Many2one("gotgan.commitment.line", required=True, string="Line")
    cell_id = fields.Many2one(related="commitment_line_id.cell_id")
    committed = Won(related="commitment_line_id.amount", string="Committed")
    open_amount = Won(compute="_compute_open_amount", string="Can Be Lowered By")
    amount = Won(string="Lower By")

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount to lower by cannot be negative.",
    )

    @api.depends("commitment_line_id")
    def _compute_open_amount(self):
        for line in self:
            line.open_amount = line.commitment_line_id._get_open() if line.commitment_line_id else 0

    @api.constrains("commitment_line_id", "reduction_id")
    def _check_same_commitment(self):
        for line in self:
            if line.commitment_line_id.commitment_id != line.reduction_id.commitment_id:
                raise ValidationError(self.env._(
                    "%(line)s belongs to another commitment than %(commitment)s.",
                    line=line.commitment_line_id.display_name,
                    commitment=line.reduction_id.commitment_id.display_name,
                ))
