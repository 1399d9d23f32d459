from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text


class Voucher(models.Model):
    """A voucher of a payee list pays what the list says, to the won."""

    _inherit = "gotgan.voucher"

    bulk_ids = fields.One2many("gotgan.bulk.payment", "voucher_id", string="Payee List")
    bulk_count = fields.Integer(compute="_compute_bulk_count", string="Payees of the List")

    def _compute_bulk_count(self):
        for voucher in self:
            voucher.bulk_count = sum(voucher.sudo().bulk_ids.mapped("row_count"))

    def action_open_payees(self):
        """Show every payee of the list."""
        return self.bulk_ids.action_open_payees()

    def _check_deductions(self):
        checked = super()._check_deductions()
        for voucher in self:
            bulk_sudo = voucher.sudo().bulk_ids
            agreed = (bulk_sudo.amount, bulk_sudo.deducted)
            if bulk_sudo and agreed != (voucher.amount, voucher.deducted_amount):
                raise UserError(self.env._(
                    "%(document)s is of %(won)s won with %(kept)s won kept back, its list "
                    "%(list)s of %(listed)s won with %(deducted)s won. Cancel the voucher and "
                    "correct the list.", document=voucher._get_document_label(),
                    won=won_text(voucher.amount), kept=won_text(voucher.deducted_amount),
                    list=bulk_sudo.display_name, listed=won_text(bulk_sudo.amount),
                    deducted=won_text(bulk_sudo.deducted),
                ))
        return checked

    def _iter_proofs(self):
        yield from super()._iter_proofs()
        yield from self.sudo().bulk_ids

    def _on_resolve(self):
        done = super()._on_resolve()
        self.sudo().bulk_ids._check_attached()
        return done

    def _do_transition(self, name, reason=None):
        """A list whose voucher was cancelled can go into another one."""
        done = super()._do_transition(name, reason)
        if done is True and name == "cancel" and self.bulk_ids:
            self.bulk_ids._do_transition("take_back")
        return done
