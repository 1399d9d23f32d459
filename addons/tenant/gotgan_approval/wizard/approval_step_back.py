from odoo import api, fields, models


class ApprovalStepBack(models.TransientModel):
    """Asks for the earlier step a document returns to, and why."""

    _name = "gotgan.approval.step.back"
    _description = "Return to an Earlier Step"

    approval_id = fields.Many2one("gotgan.approval", required=True, readonly=True)
    choice_ids = fields.Many2many("gotgan.approval.step", compute="_compute_choice_ids")
    step_id = fields.Many2one(
        "gotgan.approval.step", string="Return To", required=True,
        domain="[('id', 'in', choice_ids)]",
    )
    reason = fields.Text(required=True)

    @api.depends("approval_id")
    def _compute_choice_ids(self):
        for dialog in self:
            dialog.choice_ids = dialog.approval_id._get_earlier_steps()

    def action_confirm(self):
        """Return the document; it checks authority and state like any step."""
        self.ensure_one()
        self.approval_id._step_back(self.step_id, self.reason)
        return {"type": "ir.actions.act_window_close"}
