from odoo import models

from ..papers import inspection


class ContractDefectCheck(models.Model):
    """하자검사조서."""

    _name = "gotgan.contract.defect.check"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.contract.defect.check"]

    def _describe_paper(self, _part):
        return inspection.build_defect(self)
