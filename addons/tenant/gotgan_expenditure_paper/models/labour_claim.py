from odoo import models

from ..papers import labour_claim


class LabourClaim(models.Model):
    """노무비 지급확인서."""

    _name = "gotgan.labour.claim"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.labour.claim"]

    def _describe_paper(self, _part):
        return labour_claim.build(self)
