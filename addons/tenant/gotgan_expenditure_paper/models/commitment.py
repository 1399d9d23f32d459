from odoo import models

from ..papers import commitment


class Commitment(models.Model):
    """지출원인행위서 of every kind of spending."""

    _name = "gotgan.commitment"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.commitment"]

    def _describe_paper(self, _part):
        return commitment.build(self)
