from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class ContractPrice(models.Model):
    """One of the preliminary prices (복수예비가격), disclosed with the opening."""

    _name = "gotgan.contract.price"
    _description = "Preliminary Price"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "case_id, sequence"
    _rec_name = "sequence"

    case_id = fields.Many2one(
        "gotgan.contract.case", required=True, index=True, ondelete="restrict",
    )
    sequence = fields.Integer(string="No.", required=True, aggregator=None)
    amount = Won(required=True, string="Preliminary Price", aggregator=None)
    votes = fields.Integer(string="Times Chosen", aggregator=None)
    is_drawn = fields.Boolean(string="Drawn")

    _once = models.UniqueIndex(
        "(case_id, sequence)", "Each number of the preliminary prices stands once in a case.",
    )
