from odoo import fields, models
from odoo.exceptions import AccessError


class TransitionWizard(models.TransientModel):
    """Asks for the reason of a transition that needs one, then performs it."""

    _name = "gotgan.transition.wizard"
    _description = "Reason for a Step"

    res_model = fields.Char(string="Kind of Document", required=True, readonly=True)
    res_ids = fields.Char(string="Documents", required=True, readonly=True)
    transition = fields.Char(required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Perform the transition; it checks authority and state like any other.

        :raises AccessError: a step that asks for no reason: this dialog is not its door
        """
        self.ensure_one()
        records = self.env[self.res_model].browse(map(int, self.res_ids.split(",")))
        step = records._transitions[self.transition]
        if not step.needs_reason:
            raise AccessError(records[:1]._get_refusal(self.transition, step))
        records._do_transition(self.transition, reason=self.reason)
        return {"type": "ir.actions.act_window_close"}
