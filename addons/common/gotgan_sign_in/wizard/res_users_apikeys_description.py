from odoo import api, models
from odoo.exceptions import AccessError


class ResUsersApikeysDescription(models.TransientModel):
    _inherit = "res.users.apikeys.description"

    @api.private
    def check_access_make_key(self):
        """Machines come in only through people who were given the right to let them."""
        if not self.env.user.has_group("gotgan_sign_in.group_api_user"):
            raise AccessError(self.env._(
                "API keys are only for people with the right “API Keys”. Ask the security officer "
                "of your agency (개인정보의 안전성 확보조치 기준 제5조제1항).",
            ))
        return super().check_access_make_key()
