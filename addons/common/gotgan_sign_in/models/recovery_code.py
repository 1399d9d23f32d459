import base64
import secrets

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.base.models.res_users import KEY_CRYPT_CONTEXT
from odoo.addons.gotgan_base import clock

_COUNT = 8
_BYTES = 10  # 80 bits, 16 characters of base32


class RecoveryCode(models.Model):
    """A code on paper that stands in once for a lost telephone or key; kept as a hash."""

    _name = "gotgan.recovery.code"
    _description = "Recovery Code"
    _rec_name = "user_id"
    _log_access = False

    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")
    hashed = fields.Char(required=True, groups=fields.NO_ACCESS)
    used = fields.Datetime()

    def _issue(self, user):
        """Replace the codes of ``user`` by new ones and return them; they are never shown again."""
        self._revoke(user)
        codes = [_make_code() for _number in range(_COUNT)]
        code_sudo = self.sudo()
        code_sudo.create([
            {"user_id": user.id, "hashed": KEY_CRYPT_CONTEXT.hash(_bare(code))} for code in codes
        ])
        self.env["gotgan.security.event"]._log("recovery_issued", user)
        return codes

    def _use(self, user, text):
        """Use up the code ``text``; return whether it was one of ``user``, not used before."""
        unused_sudo = self.sudo().search([("user_id", "=", user.id), ("used", "=", False)])
        for code_sudo in unused_sudo:
            if KEY_CRYPT_CONTEXT.verify(_bare(text), code_sudo.hashed):
                return self._mark_used(code_sudo.id)
        return False

    def _mark_used(self, code_id):
        """Of two browsers that use the same code at once, one is too late."""
        return bool(self.env.execute_query(SQL(
            "UPDATE gotgan_recovery_code SET used = %s WHERE id = %s AND used IS NULL RETURNING id",
            clock.now(self.env), code_id,
        )))

    def _revoke(self, users):
        code_sudo = self.sudo().search([("user_id", "in", users.ids)])
        code_sudo.unlink()


def _make_code():
    text = base64.b32encode(secrets.token_bytes(_BYTES)).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _bare(text):
    return (text or "").replace("-", "").replace(" ", "").upper()
