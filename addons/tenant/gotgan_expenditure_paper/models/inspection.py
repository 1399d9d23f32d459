from odoo import models

from ..papers import inspection


class Inspection(models.Model):
    """검사조서, 기성검사조서, 준공검사조서."""

    _name = "gotgan.inspection"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.inspection"]

    def _describe_paper(self, _part):
        return inspection.build(self)
