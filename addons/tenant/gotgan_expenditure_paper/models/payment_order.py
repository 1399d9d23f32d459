from odoo import models

from ..papers import order


class PaymentOrder(models.Model):
    """지급명령서 to the treasury bank."""

    _name = "gotgan.payment.order"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.payment.order"]

    def _describe_paper(self, _part):
        return order.build(self)
