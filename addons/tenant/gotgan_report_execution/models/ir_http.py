from odoo import api, models


class IrHttp(models.AbstractModel):
    """Every screen knows which of its numbers the ledger explains."""

    _inherit = "ir.http"

    @api.private
    def session_info(self):
        info = super().session_info()
        info["gotgan_explained"] = self.env["gotgan.execution.origin"]._get_explained()
        return info
