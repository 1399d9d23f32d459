from odoo import models


class Voucher(models.Model):
    """What a voucher to the card company pays is shown by the uses of its statement."""

    _inherit = "gotgan.voucher"

    def _iter_proofs(self):
        yield from super()._iter_proofs()
        use_sudo = self.env["gotgan.card.use"].sudo()
        yield from use_sudo.search([("voucher_id", "=", self._origin.id)])
