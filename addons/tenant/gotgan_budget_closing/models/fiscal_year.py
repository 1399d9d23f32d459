from odoo import models


class FiscalYear(models.Model):
    """A fiscal year knows the one after it."""

    _inherit = "gotgan.fiscal.year"

    def _get_next(self):
        """Return the fiscal year after this one, empty where it does not exist yet."""
        return self.search([("year", "=", self.year + 1)], limit=1) if self else self.browse()
