from odoo import models

from ..papers import bulk


class BulkPayment(models.Model):
    """지급명세서: read by those who may read the list, beside the voucher."""

    _name = "gotgan.bulk.payment"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.bulk.payment"]

    def _describe_paper(self, _part):
        return bulk.build(self)
