from odoo import api, models
from odoo.exceptions import UserError

CHANGED = ("acc_number", "bank_id", "acc_holder_name", "partner_id")


class ResPartnerBank(models.Model):
    """A payee's account reads as bank, number and holder: the treasury bank compares them.

    One that vouchers name is changed by two people (``gotgan.payee.change``), never by one.
    """

    _inherit = "res.partner.bank"

    @api.depends("acc_number", "bank_id", "acc_holder_name")
    def _compute_display_name(self):
        for account in self:
            parts = (account.bank_id.name, account.acc_number, account.acc_holder_name)
            account.display_name = " ".join(part for part in parts if part)

    @api.model_create_multi
    def create(self, vals_list):
        confirmed = self.env.context.get("gotgan_payee_change")
        if not isinstance(confirmed, Confirmed) or not confirmed.fits_new(vals_list):
            self._check_new({vals.get("partner_id") for vals in vals_list})
        return super().create(vals_list)

    def write(self, vals):
        self._check_confirmed(vals)
        return super().write(vals)

    def _check_confirmed(self, vals):
        """Refuse to change by hand an account that was paid into or is about to be."""
        touched = self.filtered(
            lambda one: any(name in vals and _is_other(one[name], vals[name]) for name in CHANGED)
        )
        voucher_sudo = self.env["gotgan.voucher"].sudo()
        used = touched and voucher_sudo.search(
            [("bank_account_id", "in", touched.ids), ("state", "!=", "cancelled")], limit=1,
        )
        if used and not self._is_confirmed(vals):
            raise UserError(self.env._(
                "%(account)s is named by %(voucher)s: one person alone cannot change it. Ask for "
                "the change under Payees, Changes of Account; a second person confirms it.",
                account=used.bank_account_id.display_name, voucher=used.display_name,
            ))

    def _check_new(self, payee_ids):
        """Refuse another account of a payee who has one and is paid already."""
        voucher_sudo = self.env["gotgan.voucher"].sudo()
        paid = voucher_sudo.search([
            ("partner_id", "in", [one for one in payee_ids if one]),
            ("bank_account_id", "!=", False), ("state", "in", ("resolved", "ordered", "paid")),
        ], limit=1)
        if paid:
            raise UserError(self.env._(
                "%(payee)s is paid into %(account)s already: one person alone cannot add another "
                "account. Ask for it under Payees, Changes of Account; a second person confirms "
                "it.", payee=paid.partner_id.name, account=paid.bank_account_id.display_name,
            ))

    def _is_confirmed(self, vals):
        confirmed = self.env.context.get("gotgan_payee_change")
        return isinstance(confirmed, Confirmed) and confirmed.fits(self, vals)

    def _write_confirmed(self, vals):
        """Write what a second person has confirmed."""
        return self.with_context(gotgan_payee_change=Confirmed(self, vals)).write(vals)

    def _create_confirmed(self, vals):
        """Add the account that a second person has confirmed."""
        return self.with_context(gotgan_payee_change=Confirmed(self, vals)).create(vals)


class Confirmed:
    """The pass of one confirmed change: this account, these values; no JSON can forge it."""

    def __init__(self, account, vals):
        self.ids, self.vals = account.ids, dict(vals)

    def fits_new(self, vals_list):
        return not self.ids and [dict(vals) for vals in vals_list] == [self.vals]

    def fits(self, account, vals):
        return (self.ids, self.vals) == (account.ids, vals)


def _is_other(old, new):
    old = old.id if isinstance(old, models.BaseModel) else old
    return (old or False) != (new or False)
