from odoo import models

from ..transfer import WHOLE


class SpendingRequest(models.Model):
    """The page of a case shows what became of its payment at the bank."""

    _inherit = "gotgan.spending.request"

    def _get_case_documents(self):
        """Add the bank's transfers; those of a list's payees are shown by the list."""
        orders = self._get_case_chain()[-1]
        told = self.env["gotgan.bank.instruction"]
        if told.has_access("read"):
            told = told.search([("order_id", "in", orders.ids), ("part", "=", WHOLE)])
        return self._add_to_case(super()._get_case_documents(), told)
