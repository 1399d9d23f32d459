from odoo import api, fields, models
from odoo.fields import Command


class CommitmentReduction(models.TransientModel):
    """Asks by how much which lines of a commitment are lowered, and why (감액)."""

    _name = "gotgan.commitment.reduction"
    _description = "Reduction of a Commitment"

    commitment_id = fields.Many2one("gotgan.commitment", required=True, readonly=True)
    reason = fields.Text(required=True)
    line_ids = fields.One2many("gotgan.commitment.reduction.line", "reduction_id", string="Lines")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        commitment = self.env["gotgan.commitment"].browse(values.get("commitment_id"))
        if "line_ids" in fields_list and commitment:
            values["line_ids"] = [
                Command.create({"commitment_line_id": line.id, "amount": 0})
                for line in commitment.line_ids
            ]
        return values

    def action_confirm(self):
        """Lower the commitment; the money goes back to the budget lines."""
        self.ensure_one()
        amounts = {line.commitment_line_id: line.amount for line in self.line_ids if line.amount}
        self.commitment_id._reduce(amounts, self.reason)
        return {"type": "ir.actions.act_window_close"}
