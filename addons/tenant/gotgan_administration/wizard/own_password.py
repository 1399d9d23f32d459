import time

from odoo import fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.http import request
from odoo.service import security


class OwnPassword(models.TransientModel):
    """The first password of somebody who came by a ticket; whoever has one changes it instead.

    What is typed has no column: it goes into the account when the dialog is saved.
    """

    _name = "gotgan.own.password"
    _description = "First Password"

    password = fields.Char(
        string="New Password", compute="_compute_password", inverse="_inverse_password",
    )
    repeated = fields.Char(
        string="New Password Again", compute="_compute_password", inverse="_inverse_password",
    )

    def _compute_password(self):
        for dialog in self:
            dialog.password = dialog.repeated = False

    def _inverse_password(self):
        for dialog in self:
            if not dialog.password or dialog.password != dialog.repeated:
                raise ValidationError(self.env._(
                    "The two passwords differ, or nothing was typed. Type the same one twice.",
                ))
            dialog._set_own(dialog.password)

    def action_confirm(self):
        """The password was set when the dialog was saved."""
        return {"type": "ir.actions.act_window_close"}

    def _set_own(self, password):
        """Set the password of the person who is signed in, and keep this session open.

        :raises AccessError: there is a password already; it is changed under My Account
        """
        user = self.env.user
        if user._owns_password():
            raise AccessError(self.env._(
                "You have a password already. Change it under My Account, with the present one.",
            ))
        user_sudo = user.sudo()
        user_sudo._change_password(password)
        if request:
            self.env.flush_all()
            self.env.registry.clear_cache()
            token = security.compute_session_token(request.session, self.env)
            request.session.session_token = token
            request.session["identity-check-last"] = time.time()
