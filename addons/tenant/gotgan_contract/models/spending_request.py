from odoo import models


class SpendingRequest(models.Model):
    """The page of a case shows its contract: from the tender to guarantees and changes."""

    _inherit = "gotgan.spending.request"

    def _get_case_documents(self):
        contracts = self.env["gotgan.contract"]
        if contracts.has_access("read"):
            contracts = contracts.search([
                "|", ("request_id", "in", self.ids), ("commitment_ids.request_id", "in", self.ids),
            ])
        return self._add_to_case(
            super()._get_case_documents(), contracts.case_id, contracts, contracts.change_ids,
            contracts.guarantee_ids, contracts.advance_ids,
        )
