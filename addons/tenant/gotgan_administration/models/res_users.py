from odoo import models
from odoo.exceptions import AccessDenied
from odoo.tools import SQL

from ..entry_pass import EntryPass

TECHNICAL = ("base.user_root", "base.user_admin")
SUPPORT = "gotgan_administration.user_support"


class ResUsers(models.Model):
    """Accounts: who signs in how, and who never does."""

    _inherit = "res.users"

    def _check_credentials(self, credential, env):
        """A ticket opens the account it was made for; technical accounts open for nobody.

        :raises AccessDenied: in the same words as for a wrong password
        """
        if credential["type"] == EntryPass.KIND:
            ticket = credential.get("pass")
            if not isinstance(ticket, EntryPass) or not ticket.take(self.env.user):
                raise AccessDenied()
            second = "skip" if self.env.user._is_support() else "default"
            return {"uid": self.env.uid, "auth_method": "ticket", "mfa": second}
        if self.env.user._is_technical() or self.env.user._is_support():
            raise AccessDenied()
        return super()._check_credentials(credential, env)

    # ---- kinds of accounts -----------------------------------------------

    def _is_technical(self):
        """Say whether this is one of Odoo's own two accounts, which hold the system's rights."""
        self.ensure_one()
        return self.id in self._get_account_ids(*TECHNICAL)

    def _is_support(self):
        """Say whether this is the account through which an operator looks."""
        self.ensure_one()
        return self.id in self._get_account_ids(SUPPORT)

    def _get_account_ids(self, *names):
        resolve = self.env["ir.model.data"]._xmlid_to_res_id
        return [resolve(name, raise_if_not_found=False) for name in names]

    def _has_password(self):
        self.ensure_one()
        rows = self.env.execute_query(SQL(
            "SELECT password IS NOT NULL AND password != '' FROM res_users WHERE id = %s", self.id,
        ))
        return rows[0][0]
