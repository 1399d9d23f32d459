from odoo import models

from ..papers import request


class SpendingRequest(models.Model):
    """품의서: the request as an official paper."""

    _name = "gotgan.spending.request"
    _inherit = ["gotgan.spending.paper.mixin", "gotgan.spending.request"]

    def _describe_paper(self, _part):
        return request.build(self)
