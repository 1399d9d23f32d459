from odoo import models

from ..papers import contract


class Contract(models.Model):
    """계약서 and, as a part of its own, 청렴서약서."""

    _name = "gotgan.contract"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.contract"]

    def _describe_paper(self, part):
        return contract.build_pledge(self) if part == "pledge" else contract.build(self)
