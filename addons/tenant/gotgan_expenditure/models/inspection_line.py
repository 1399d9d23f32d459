from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.fields import Won


class InspectionLine(models.Model):
    """What was accepted of one line of the commitment, in won."""

    _name = "gotgan.inspection.line"
    _description = "Line of an Inspection"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "inspection_id, id"
    _rec_name = "commitment_line_id"

    _parent_field = "inspection_id"
    _read_whole = True

    inspection_id = fields.Many2one(
        "gotgan.inspection", required=True, ondelete="cascade", index=True,
    )
    commitment_line_id = fields.Many2one(
        "gotgan.commitment.line", string="Line of the Commitment", required=True,
        ondelete="restrict", index=True,
    )
    amount = Won(required=True, string="Accepted")
    budget_line_id = fields.Many2one(related="commitment_line_id.budget_line_id")
    funding_source_id = fields.Many2one(related="commitment_line_id.funding_source_id")
    committed = Won(related="commitment_line_id.amount", string="Committed")
    inspected = Won(related="commitment_line_id.inspected", string="Inspected So Far")

    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The accepted amount cannot be negative.",
    )

    @api.constrains("commitment_line_id", "inspection_id")
    def _check_commitment_line(self):
        for line in self:
            if line.commitment_line_id.commitment_id != line.inspection_id.commitment_id:
                raise ValidationError(self.env._(
                    "%(line)s belongs to another commitment than %(commitment)s.",
                    line=line.commitment_line_id.display_name,
                    commitment=line.inspection_id.commitment_id.display_name,
                ))

    def _get_sums(self, sign):
        """Return ``{commitment line id: signed won}``."""
        sums = Counter()
        for line in self:
            sums[line.commitment_line_id.id] += sign * line.amount
        return sums
