from datetime import timedelta

from odoo import models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.gotgan_base import clock

_LONGEST = timedelta(days=366)
_RIGHT = "gotgan_sign_in.group_api_user"


class ResUsersApikeys(models.Model):
    """Keys for machines: only for those with the right, for a year at most, and listed."""

    _inherit = "res.users.apikeys"

    def action_revoke(self):
        """Take a key away from anybody; the security officer's."""
        if not self.env.user.has_group("gotgan_sign_in.group_security_officer"):
            raise AccessError(self.env._("Only the security officer revokes keys of others."))
        for key in self:
            self.env["gotgan.security.event"]._log("key_revoked", key.user_id, detail=key.name)
        keys_sudo = self.sudo()
        keys_sudo.unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_credentials(self, *, scope, key):
        uid = super()._check_credentials(scope=scope, key=key)
        if not uid or self._name != "res.users.apikeys":
            return uid
        # The request has no user yet; on a fresh server reading groups needs one.
        user_sudo = self.env["res.users"].with_user(uid).browse(uid).sudo()
        return uid if user_sudo.has_group(_RIGHT) else None

    def _check_expiration_date(self, date):
        if not date or date > clock.now(self.env) + _LONGEST:
            raise ValidationError(self.env._(
                "An API key is valid for one year at most. Choose an earlier date "
                "(개인정보의 안전성 확보조치 기준 제5조제5항).",
            ))
        return super()._check_expiration_date(date)

    def _generate(self, scope, name, expiration_date):
        key = super()._generate(scope, name, expiration_date)
        if self._name == "res.users.apikeys":
            self.env["gotgan.security.event"]._log("key_made", self.env.user, detail=name)
        return key
