from odoo import models

from ..papers import settlement


class AdvanceSettlement(models.Model):
    """정산서 of 개산급 and 선금급."""

    _name = "gotgan.advance.settlement"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.advance.settlement"]

    def _describe_paper(self, _part):
        return settlement.build(self)
