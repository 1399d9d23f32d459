from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class SecondFactorReset(models.TransientModel):
    """The security officer takes away somebody's keys, and says why."""

    _name = "gotgan.second.factor.reset"
    _description = "Reset of a Second Factor"

    user_id = fields.Many2one("res.users", string="Account", required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_reset(self):
        """Reset; never one's own, so that a borrowed desk is not enough."""
        self.ensure_one()
        if not self.env.user.has_group("gotgan_sign_in.group_security_officer"):
            raise AccessError(self.env._("Only the security officer resets a second factor."))
        if self.user_id == self.env.user:
            raise UserError(self.env._(
                "You cannot reset your own second factor. Ask another security officer.",
            ))
        self.user_id._reset_second_factor(self.reason)
        self.user_id._tell(
            self.env._("Your second factor was reset"),
            self.env._(
                "The security officer has reset the second factor of your account. At the next "
                "sign-in you get a code by mail and can set up a new one. If you did not ask for "
                "this, tell the security officer.",
            ),
        )
        return {"type": "ir.actions.act_window_close"}
