from odoo import models


class Ledger(models.AbstractModel):
    _inherit = "gotgan.ledger"

    def _lock_cells(self, postings, targets):
        """Whatever changes a cell is announced to the city, in the same transaction."""
        cells = super()._lock_cells(postings, targets)
        years = {cell["fiscal_year_id"] for cell in cells.values()}
        self.env["gotgan.hub.outbox"]._announce(years)
        return cells
