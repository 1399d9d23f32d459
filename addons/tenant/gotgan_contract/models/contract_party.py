from odoo import fields, models


class ContractParty(models.Model):
    """One partner of a contract and its share (공동도급: 공동이행, 분담이행)."""

    _name = "gotgan.contract.party"
    _description = "Partner of a Contract"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "contract_id, share desc, id"
    _rec_name = "partner_id"

    _parent_field = "contract_id"

    contract_id = fields.Many2one("gotgan.contract", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="restrict",
    )
    share = fields.Float(string="Share (%)", digits=(6, 3), required=True, default=100.0)
    part = fields.Char(help="What it does, where the work is divided.")

    _share_bounds = models.Constraint(
        "CHECK (share > 0 AND share <= 100)", "A share lies above 0 and at most at 100 %.",
    )
    _once = models.UniqueIndex(
        "(contract_id, partner_id)", "This partner is in the contract already.",
    )
