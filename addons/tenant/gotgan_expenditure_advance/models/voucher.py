from odoo import fields, models

from odoo.addons.gotgan_base.clock import today

SETTLED_KINDS = ("petty", "estimate", "advance")


class Voucher(models.Model):
    """A paid voucher of money whose use is not known yet opens what is to be settled."""

    _inherit = "gotgan.voucher"

    _guard_twins = ("gotgan.petty.use",)

    advance_ids = fields.One2many("gotgan.advance", "voucher_id", string="To Be Settled",
                                  readonly=True, copy=False)
    return_ids = fields.One2many("gotgan.spending.return", "voucher_id", string="Returns",
                                 readonly=True, copy=False)

    def action_new_return(self):
        """Claim back money of a paid voucher."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Return"),
            "res_model": "gotgan.spending.return",
            "view_mode": "form",
            "context": {"default_voucher_id": self.id},
        }

    def action_new_settlement(self):
        """Write the settlement of an estimated or advance payment."""
        return self.advance_ids.action_new_settlement()

    def _iter_proofs(self):
        """The designation of petty cash, the recognized debt; else papers come to settlement."""
        yield from super()._iter_proofs()
        request_sudo = self.sudo().commitment_id.request_id
        yield from request_sudo.designation_id
        yield from request_sudo.prior_claim_id
        yield from request_sudo.filtered(lambda one: one.kind in ("estimate", "advance"))

    def _apply_effect(self, name, reason):
        done = super()._apply_effect(name, reason)
        if name == "pay":
            self._open_advances()
        elif name == "unpay":
            self._check_nothing_returned()
            for voucher in self:
                voucher._get_advances()._withdraw(voucher, today(self.env))
        return done

    def _open_advances(self):
        for voucher in self.filtered(lambda one: one.kind in SETTLED_KINDS):
            day = voucher.payment_order_id.transfer_date
            advances = self.env["gotgan.advance"]._open(voucher.line_ids, day)
            if voucher.kind == "petty":
                parts = {one: one.amount for one in advances}
                self.env["gotgan.petty.move"]._post("grant", parts, voucher, day)

    def _check_nothing_returned(self):
        for voucher in self:
            returns = voucher.return_ids.filtered(lambda one: one.state == "collected")
            if returns:
                returns._refuse_unpay()

    def _get_proof(self):
        """Return the total of the commitment that allowed the claim."""
        return "inspected"

    def _get_advances(self):
        """Return what the vouchers paid and is, or was, to be settled."""
        return self.advance_ids.filtered(lambda one: one.state != "withdrawn").sorted("id")
