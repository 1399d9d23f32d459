from odoo import api, models
from odoo.exceptions import AccessDenied
from odoo.http import request

from ..trace import current
from ..visit import write_after_rollback


class ResUsers(models.Model):
    """Rights given to and taken from persons leave rows of their own (제5조제3항, three years)."""

    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        for user_sudo in users.sudo():
            user_sudo._record_grant(self.env._("account opened"), user_sudo.group_ids, [])
        return users

    def write(self, vals):
        if not {"group_ids", "role", "active"} & set(vals):
            return super().write(vals)
        before = {one_sudo.id: (one_sudo.group_ids, one_sudo.active) for one_sudo in self.sudo()}
        done = super().write(vals)
        for user_sudo in self.sudo():
            user_sudo._record_difference(*before[user_sudo.id])
        return done

    def unlink(self):
        for user_sudo in self.sudo():
            user_sudo._record_grant(self.env._("account deleted"), [], user_sudo.group_ids)
        return super().unlink()

    def _login(self, credential, user_agent_env):
        try:
            return super()._login(credential, user_agent_env)
        except AccessDenied:
            self._record_failed_sign_in(credential.get("login") or "")
            raise

    def _record_failed_sign_in(self, login):
        """Keep a failed attempt, whether the request is committed or rolled back.

        A login that nobody has may be a password typed into the wrong field: it is not kept whole.
        """
        log_sudo = self.env["gotgan.access.log"].sudo()
        domain = [("login", "=", login)]
        user_sudo = self.sudo().with_context(active_test=False).search(domain, limit=1)
        values = {"kind": "sign_in", "result": "refused", "detail": self.env._("wrong sign-in")}
        if not user_sudo:
            values |= {"login": f"{login[:2]}***", "detail": self.env._("unknown user ID")}
        log_sudo._record(**{**log_sudo._get_who(user_sudo.id), **values})
        if request:
            write_after_rollback(user_sudo.id, values)
        if (trace := current()) is not None:
            trace.refused = True

    def _record_difference(self, groups, active):
        self.ensure_one()
        if self.active != active:
            said = self.env._("account resumed") if self.active else self.env._("account stopped")
            self._record_grant(said, [], [])
        if self.group_ids != groups:
            self._record_grant("", self.group_ids - groups, groups - self.group_ids)

    def _record_grant(self, said, given, taken):
        """Write the row of rights given to and taken from this person."""
        self.ensure_one()
        log_sudo = self.env["gotgan.access.log"].sudo()
        log_sudo._record_rights(self, said, given, taken)
