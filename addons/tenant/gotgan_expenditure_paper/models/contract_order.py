from odoo import models

from ..papers import contract_order


class ContractOrder(models.Model):
    """발주서(납품요구서)."""

    _name = "gotgan.contract.order"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.contract.order"]

    def _describe_paper(self, _part):
        return contract_order.build(self)
