from datetime import timedelta

from odoo import fields, models

from odoo.addons.gotgan_base import clock

_PER_HOUR = 3


class PasswordRequest(models.Model):
    """Somebody asked for a link to set a new password; a job answers, and only by mail.

    The page takes the same time and says the same, whether the account exists or not.
    """

    _name = "gotgan.password.request"
    _description = "Request for a New Password"
    _rec_name = "login"
    _log_access = False

    login = fields.Char(required=True)
    ip_address = fields.Char(index=True)
    time = fields.Datetime(required=True)
    answered = fields.Boolean()

    def _ask(self, login, address):
        """Queue a request; more than three an hour for one login or ten from one address are lost.

        They are lost in silence: saying so would tell that somebody had asked before.
        """
        request_sudo = self.sudo()
        since = ("time", ">", clock.now(self.env) - timedelta(hours=1))
        of_login = request_sudo.search_count([("login", "=", login), since], limit=_PER_HOUR)
        of_address = request_sudo.search_count([("ip_address", "=", address), since], limit=10)
        if of_login < _PER_HOUR and of_address < 10:
            request_sudo.create({
                "login": login, "ip_address": address, "time": clock.now(self.env),
            })
        cron_sudo = self.env.ref("gotgan_sign_in.ir_cron_answer_requests").sudo()
        cron_sudo._trigger()

    def _cron_answer(self):
        """Write to those who exist, may sign in and have an address; forget the rest."""
        for asked in self.search([("answered", "=", False)], order="id"):
            asked.answered = True
            users = self.env["res.users"]._find_by_login(asked.login)
            for user in users.filtered(lambda one: one.email and one._may_sign_in()):
                user._send_password_link()
        yesterday = clock.now(self.env) - timedelta(days=1)
        self.search([("time", "<", yesterday)]).unlink()
