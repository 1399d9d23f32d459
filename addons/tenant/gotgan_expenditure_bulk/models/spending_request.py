from odoo import models


class SpendingRequest(models.Model):
    """The page of a case shows the payee lists its vouchers pay."""

    _inherit = "gotgan.spending.request"

    def _get_case_documents(self):
        vouchers = self.commitment_ids.voucher_ids
        return self._add_to_case(super()._get_case_documents(), vouchers.bulk_ids)
