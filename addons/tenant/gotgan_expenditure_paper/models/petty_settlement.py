from odoo import models

from ..papers import petty


class PettySettlement(models.Model):
    """일상경비 정산서 with the 현금출납부 of its month."""

    _name = "gotgan.petty.settlement"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.petty.settlement"]

    def _describe_paper(self, _part):
        return petty.build(self)
