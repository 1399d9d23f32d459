from odoo import models


class ResUsersIdentitycheck(models.TransientModel):
    """Guessing in the dialog “confirm it is you” counts like guessing at the door."""

    _inherit = "res.users.identitycheck"

    def _check_identity(self):
        with self.env.user._assert_can_auth(user=self.env.uid):
            return super()._check_identity()
