from odoo import models

from ..papers import voucher


class Voucher(models.Model):
    """지출결의서 of every kind of spending."""

    _name = "gotgan.voucher"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.voucher"]

    def _describe_paper(self, _part):
        return voucher.build(self)
