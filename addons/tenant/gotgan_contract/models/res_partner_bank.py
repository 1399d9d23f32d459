from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_expenditure.models.res_partner_bank import Confirmed


class ResPartnerBank(models.Model):
    """노무비 전용계좌: an account for wages is named by two people, never by one."""

    _inherit = "res.partner.bank"

    is_labour = fields.Boolean(
        string="For Wages", readonly=True, copy=False,
        help="The account into which only wages of works are paid.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        confirmed = self.env.context.get("gotgan_payee_change")
        fits = isinstance(confirmed, Confirmed) and confirmed.fits_new(vals_list)
        if not fits and any(vals.get("is_labour") for vals in vals_list):
            raise AccessError(self._get_alone_text())
        return super().create(vals_list)

    def write(self, vals):
        changed = "is_labour" in vals and any(
            one.is_labour != bool(vals["is_labour"]) for one in self
        )
        if changed and not self._is_confirmed(vals):
            raise AccessError(self._get_alone_text())
        return super().write(vals)

    def _get_alone_text(self):
        return self.env._(
            "An account for wages is not named by one person alone. Ask for it under Payees, "
            "Changes of Account; a second person confirms it.",
        )
