from odoo import models

from ..papers import refund


class SpendingReturn(models.Model):
    """반납고지서 with its receipt."""

    _name = "gotgan.spending.return"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.spending.return"]

    def _describe_paper(self, _part):
        return refund.build(self)
