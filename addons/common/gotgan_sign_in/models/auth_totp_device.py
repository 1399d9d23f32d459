from odoo import models


class AuthTotpDevice(models.Model):
    """Odoo can trust a browser for ninety days; here each sign-in from outside is proven."""

    _inherit = "auth_totp.device"

    def _check_credentials_for_uid(self, *, scope, key, uid):
        return False
