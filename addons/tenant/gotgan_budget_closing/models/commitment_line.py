from odoo import api, models


class CommitmentLine(models.Model):
    """Among the commitments of a budget line, a line is told by its commitment."""

    _inherit = "gotgan.commitment.line"

    @api.depends_context("gotgan_by_commitment")
    def _compute_display_name(self):
        if not self.env.context.get("gotgan_by_commitment"):
            super()._compute_display_name()
            return
        for line in self:
            line.display_name = line.commitment_id.display_name
