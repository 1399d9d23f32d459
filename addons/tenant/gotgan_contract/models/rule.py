from odoo import fields, models


class Rule(models.Model):
    """Contracts are an area of the law of their own."""

    _inherit = "gotgan.rule"

    area = fields.Selection(
        selection_add=[("contract", "Contracts")], ondelete={"contract": "set default"},
    )
